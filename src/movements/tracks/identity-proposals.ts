import { roundedInside } from "../../base/probability/rounded-inside.ts";
import {
  acrossDegrees,
  metresPerDegree,
  metresPerSecondOfKnot,
  sphereMetres,
} from "../../base/geodesy/sphere.ts";
import type { Statement } from "../ais/fixes.ts";
import type { Position } from "../../sites/counting/site.ts";
import { statementsByShip, wordsEvidence } from "./said-alike.ts";
import {
  aroundMetres,
  fastest,
  longestMetres,
  nearMetres,
  startGrid,
  stillMetres,
  type Span,
} from "./start-grid.ts";
import type { End, TrackedSegment } from "./track-ship.ts";

/** That two identities may be one ship: one ends where the other begins. A proposal, for a person to judge; nothing is joined by it. */
export interface IdentityProposal {
  readonly before: number;
  readonly after: number;
  readonly lastMs: number;
  readonly firstMs: number;
  readonly lastPosition: Position;
  readonly firstPosition: Position;
  /** From where the first was expected by its last course and speed. */
  readonly offMetres: number;
  /** That it is one ship rather than two that happen to end and begin so, given what was looked through. */
  readonly probability: number;
  /** Natural logarithms of likelihood ratios by what was compared. */
  readonly evidence: Readonly<Record<string, number>>;
}

export interface ProposalSettings {
  /** Longest time between the last report of one and the first of the other, in hours. */
  readonly hours: number;
  /** Ships under way are faster than this, in knots; identities that end and begin at rest are compared by what they say of themselves alone. */
  readonly movingKnots: number;
  /** How often a ship changes its identity at sea in a window, before anything is compared: one in so many identities. */
  readonly oneIn: number;
  /** Fewest reports of a side. */
  readonly fewestFixes: number;
  readonly most: number;
  readonly leastProbability: number;
}

export const usualProposalSettings: ProposalSettings = {
  hours: 6,
  movingKnots: 2,
  oneIn: 2000,
  fewestFixes: 5,
  most: 500,
  leastProbability: 0.05,
};

const radians = Math.PI / 180;
/** Ends this near to the ends of the reports are no ends, in milliseconds. */
const edgeMs = 1_800_000;

/**
 * Ranks pairs of identities of which one ends where and when the other begins. What speaks for one ship is how near the second begins to where the first was
 * expected, against how often identities begin around there anyway; the same course; and the same name, call sign, ship number and size.
 */
export function proposeIdentities(
  segments: readonly TrackedSegment[],
  statements: readonly Statement[],
  window: { readonly fromMs: number; readonly toMs: number },
  settings: ProposalSettings = usualProposalSettings,
): IdentityProposal[] {
  const identities = spansOf(segments, settings.fewestFixes);
  const said = statementsByShip(statements);
  const starts = identities
    .filter((i) => i.first.at > window.fromMs + edgeMs)
    .sort((a, b) => a.first.at - b.first.at);
  const ends = identities.filter((i) => i.last.at < window.toMs - edgeMs);
  const spanMs = Math.max(1, window.toMs - window.fromMs);
  const longestMs = settings.hours * 3_600_000;
  const found: IdentityProposal[] = [];
  const grid = startGrid(starts, longestMs);
  for (const end of ends) {
    const sails = end.last.speed >= settings.movingKnots;
    // Of one that lies still and says nothing of itself nothing can be told.
    if (!sails && !said.has(end.mmsi)) continue;
    grid.eachReachable(end.last, sails ? longestMetres(longestMs) : stillMetres, (start, around) => {
      if (start.mmsi === end.mmsi || start.form !== end.form) return;
      const seconds = (start.first.at - end.last.at) / 1000;
      const metres = sphereMetres(
        end.last.longitude,
        end.last.latitude,
        start.first.longitude,
        start.first.latitude,
      );
      if (metres > Math.min(nearMetres + fastest * seconds, sails ? Infinity : stillMetres)) return;
      const moving = sails && start.first.speed >= settings.movingKnots;
      const words = wordsEvidence(said.get(end.mmsi), said.get(start.mmsi));
      const same = Object.values(words).reduce((a, b) => a + b, 0);
      // At a quay many switch on and off: only what they say of themselves tells.
      if (!moving && same < 3) return;
      const off = offMetres(end.last, start.first, seconds, metres);
      const sigma = 300 + 1.5 * seconds + 0.1 * metres;
      const perSquareMetre = around() / (Math.PI * aroundMetres ** 2);
      const expectedStarts = Math.max(1e-15, perSquareMetre * (longestMs / spanMs));
      const density = Math.exp(-0.5 * (off / sigma) ** 2) / (2 * Math.PI * sigma * sigma);
      const evidence: Record<string, number> = {
        position: clamped(Math.log(density / expectedStarts), -12, 12),
        ...words,
      };
      if (moving) {
        evidence["course"] = courseEvidence(end.last, start.first);
        evidence["speed"] = speedEvidence(end.last.speed, start.first.speed);
      }
      const total = Object.values(evidence).reduce((a, b) => a + b, 0) - Math.log(settings.oneIn);
      const probability = 1 / (1 + Math.exp(-total));
      if (probability < settings.leastProbability) return;
      found.push({
        before: end.mmsi,
        after: start.mmsi,
        lastMs: end.last.at,
        firstMs: start.first.at,
        lastPosition: [end.last.longitude, end.last.latitude],
        firstPosition: [start.first.longitude, start.first.latitude],
        offMetres: Math.round(off),
        probability: roundedInside(probability, 4),
        evidence: Object.fromEntries(
          Object.entries(evidence).map(([name, value]) => [name, Math.round(value * 100) / 100]),
        ),
      });
    });
  }
  return found
    .sort((a, b) => b.probability - a.probability || a.before - b.before || a.after - b.after)
    .slice(0, settings.most);
}

/** First and last report of each identity, of its segments with enough reports. */
function spansOf(segments: readonly TrackedSegment[], fewest: number): Span[] {
  const spans = new Map<number, { mmsi: number; form: number; first: End; last: End }>();
  for (const { segment, first, last, senderClass } of segments) {
    if (segment.fixes < fewest) continue;
    const known = spans.get(segment.mmsi);
    if (known === undefined) spans.set(segment.mmsi, { mmsi: segment.mmsi, form: senderClass, first, last });
    else {
      if (first.at < known.first.at) known.first = first;
      if (last.at > known.last.at) known.last = last;
    }
  }
  return [...spans.values()];
}

function offMetres(end: End, start: End, seconds: number, metres: number): number {
  if (!(end.speed > 0.5) || !(end.course >= 0)) return metres;
  const cosine = Math.cos(end.latitude * radians);
  const ahead = end.speed * metresPerSecondOfKnot * seconds;
  const east =
    acrossDegrees(end.longitude, start.longitude) * cosine * metresPerDegree -
    ahead * Math.sin(end.course * radians);
  const north = (start.latitude - end.latitude) * metresPerDegree - ahead * Math.cos(end.course * radians);
  return Math.hypot(east, north);
}

/** Courses of one ship differ by 20 degrees or so, those of two by any. */
function courseEvidence(end: End, start: End): number {
  if (!(end.course >= 0) || !(start.course >= 0)) return 0;
  const turn = Math.abs(((start.course - end.course + 540) % 360) - 180);
  return clamped(Math.log((0.8 * Math.exp(-0.5 * (turn / 20) ** 2) * (360 / 50) + 0.2) / 1), -2, 2);
}

function speedEvidence(before: number, after: number): number {
  const apart = Math.abs(after - before);
  return clamped(Math.log(0.8 * Math.exp(-0.5 * (apart / 2) ** 2) * 3 + 0.2), -2, 1.5);
}

const clamped = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));
