import {
  acrossDegrees,
  metresPerDegree,
  metresPerSecondOfKnot,
  sphereMetres,
} from "../../base/geodesy/sphere.ts";
import type { Statement } from "../ais/fixes.ts";
import type { Position } from "../../sites/counting/site.ts";
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
/** Within so many metres and hours the starts of others are counted, to learn how often one begins by chance. */
const aroundMetres = 30_000;
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
        probability: Math.round(probability * 1e4) / 1e4,
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

interface Span {
  readonly mmsi: number;
  readonly form: number;
  readonly first: End;
  readonly last: End;
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

/** A ship that goes on under another number is not farther off than this and what it can sail, in metres and metres a second. */
const nearMetres = 2000;
const fastest = 30 * metresPerSecondOfKnot;
/** One that lies still when it is last heard begins again within so many metres. */
const stillMetres = 20_000;
const longestMetres = (longestMs: number): number => nearMetres + (fastest * longestMs) / 1000;
const cellDegrees = 0.5;

interface StartGrid {
  /** Gives each start that an end can have sailed to, with how many identities begin within `aroundMetres` of it, itself too. */
  readonly eachReachable: (
    end: End,
    metres: number,
    use: (start: Span, around: () => number) => void,
  ) => void;
}

/**
 * Starts by cell and time. Of a cell far away only those are looked at that are late enough: where thousands begin and end at one moment, as when a day's reports
 * begin, each is held against its neighbours and not against all.
 */
function startGrid(starts: readonly Span[], longestMs: number): StartGrid {
  const cells = new Map<number, Span[]>();
  const columns = 360 / cellDegrees;
  const rowOf = (latitude: number): number => Math.floor((latitude + 90) / cellDegrees);
  const columnOf = (longitude: number): number => Math.floor((longitude + 180) / cellDegrees);
  const cellAt = (row: number, column: number): readonly Span[] =>
    cells.get(row * columns + (((column % columns) + columns) % columns)) ?? none;
  // In order of time in each cell, since they come so.
  for (const start of starts) {
    const key = rowOf(start.first.latitude) * columns + (columnOf(start.first.longitude) % columns);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [start]);
    else known.push(start);
  }
  const counted = new Map<Span, number>();
  const around = (start: Span): number => {
    const known = counted.get(start);
    if (known !== undefined) return known;
    const { longitude, latitude } = start.first;
    let count = 0;
    eachCell(longitude, latitude, aroundMetres, (row, column) => {
      for (const other of cellAt(row, column))
        if (sphereMetres(longitude, latitude, other.first.longitude, other.first.latitude) <= aroundMetres)
          count++;
    });
    counted.set(start, count);
    return count;
  };
  const eachCell = (
    longitude: number,
    latitude: number,
    metres: number,
    use: (row: number, column: number, metresAway: number) => void,
  ): void => {
    const cosine = Math.max(0.05, Math.cos(latitude * radians));
    const side = cellDegrees * metresPerDegree;
    const [up, aside] = [Math.ceil(metres / side), Math.ceil(metres / side / cosine)];
    const [row, column] = [rowOf(latitude), columnOf(longitude)];
    for (let dy = -up; dy <= up; dy++)
      for (let dx = -aside; dx <= aside; dx++)
        use(
          row + dy,
          column + dx,
          // No nearer than the cells between, taken narrow as they are nearer to a pole.
          side * Math.max(Math.abs(dy) - 1, (Math.abs(dx) - 1) * Math.max(0, cosine - 0.1), 0),
        );
  };
  return {
    eachReachable: (end, metres, use) => {
      eachCell(end.longitude, end.latitude, metres, (row, column, metresAway) => {
        const inCell = cellAt(row, column);
        if (inCell.length === 0) return;
        const soonest = end.at + (Math.max(0, metresAway - nearMetres) / fastest) * 1000;
        for (let k = firstAfter(inCell, Math.max(end.at, soonest - 1)); k < inCell.length; k++) {
          const start = inCell[k];
          if (start === undefined || start.first.at - end.at > longestMs) break;
          use(start, () => around(start));
        }
      });
    },
  };
}

const none: readonly Span[] = [];

/** The first start after a time. */
function firstAfter(starts: readonly Span[], at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle]?.first.at ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
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

type Said = readonly Statement[];

function statementsByShip(statements: readonly Statement[]): ReadonlyMap<number, Said> {
  const found = new Map<number, Statement[]>();
  for (const s of statements) {
    const known = found.get(s.mmsi);
    if (known === undefined) found.set(s.mmsi, [s]);
    else known.push(s);
  }
  return found;
}

/** What two identities say of themselves that one ship would say too; what only one says is no evidence. */
function wordsEvidence(before: Said | undefined, after: Said | undefined): Record<string, number> {
  const evidence: Record<string, number> = {};
  if (before === undefined || after === undefined) return evidence;
  const compare = (
    name: string,
    of: (s: Statement) => string | null,
    whenSame: number,
    whenOther: number,
  ): void => {
    const [a, b] = [before, after].map(
      (list) => new Set(list.map(of).filter((v): v is string => v !== null && v !== "")),
    );
    if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return;
    evidence[name] = [...a].some((v) => b.has(v)) ? whenSame : whenOther;
  };
  compare("number", (s) => (s.imo === null ? null : String(s.imo)), 8, -5);
  compare("call sign", (s) => s.callSign, 6, -1);
  compare("name", (s) => s.name, 5, -1);
  compare(
    "size",
    (s) => (s.lengthMetres === null || s.widthMetres === null ? null : `${s.lengthMetres}x${s.widthMetres}`),
    3,
    -2,
  );
  return evidence;
}

const clamped = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));
