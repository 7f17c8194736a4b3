import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import { fixedLengthEvidence, type StandingObject } from "../fixed/fixed-lengths.ts";
import type { ReceptionModel } from "../reception/reception.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import { associate, type Edge } from "./association.ts";
import { bestAssignment } from "./best-assignment.ts";
import {
  doubtedBracket,
  headingEvidence,
  middleBracket,
  partedWhereTorn,
  place,
  type Candidate,
  type Placed,
} from "./candidate.ts";
import { foundProbability } from "./detection.ts";
import { dimensionEvidence } from "./dimensions.ts";
import { planeAt, toPlane } from "./plane.ts";
import { covarianceOf, seenDensity, shareInView } from "./seen-place.ts";
import { canReach, reachOf, type Reach } from "./reach.ts";
import { roundedVerdict } from "./rounded.ts";
import type { MatchSettings } from "./settings.ts";
import { reportVerdict, sightingVerdict, type Weighed } from "./verdict-words.ts";
import { fastestMetresPerSecond } from "./ship-class.ts";
import { smoothedMetres, unreportedRate } from "./unreported.ts";
import type { Verdict } from "./verdict.ts";

/** What is weighed together: the sightings of one scene, or one sighting of which only a place and a time are known. */
export interface MatchTask {
  readonly scene: Scene | null;
  /** When the picture was taken. */
  readonly at: TimeSpan;
  readonly sightings: readonly Sighting[];
  /** Ships with a report in the window. */
  readonly candidates: readonly Candidate[];
  /** Those that stand on the day. */
  readonly fixed: readonly StandingObject[];
  /** Null: not known where a transponder would have been heard. */
  readonly reception: Pick<ReceptionModel, "heard"> | null;
  /** False when no report of the window is on record, of any ship anywhere. */
  readonly anyReports: boolean;
  readonly settings: MatchSettings;
}

export interface MatchResult {
  /** One for each sighting, in their order, then reports without a ship. */
  readonly verdicts: readonly Verdict[];
  /** The pairs of the joint association that is most probable as a whole, as sighting and MMSI or fixed object. */
  readonly best: readonly {
    readonly sightingId: string;
    readonly mmsi: number | null;
    readonly fixedObjectId: string | null;
  }[];
  /** Ships that were placed, and sightings of ships without a report for each square kilometre, as estimated. */
  readonly placed: number;
  readonly unreportedPerSquareKilometre: number;
}

/** Times that a sighting of a longer span is placed at: not further apart, and at most so many. */
const between = 10 * 60_000;
const mostTimes = 25;

/** Milliseconds from one of these times to the next; 0 for one time. */
export function betweenTimes(at: TimeSpan): number {
  const count = timesOf(at).length;
  return count === 1 ? 0 : (at.toMs - at.fromMs) / count;
}

export function timesOf(at: TimeSpan): readonly number[] {
  const span = at.toMs - at.fromMs;
  if (span <= 2 * between) return [middleMs(at)];
  const count = Math.min(mostTimes, Math.ceil(span / between));
  return Array.from({ length: count }, (_, i) => at.fromMs + ((i + 0.5) * span) / count);
}

/** Speed towards a radar beyond which displacement is not reckoned with, in metres a second. */
const displacedSpeed = 15;

/** A pair less probable than this, against none, is not listed as a rival. */
const weakestRatio = 1e-6;

/** A ship that is thinner spread than this, for each square metre, is nobody's rival: one on all the oceans together. */
const thinnest = 1e-14;

/** Share of times that a picture shows what is known to stand there. */
const fixedFound = 0.9;
const berthTaken = 0.5;

/** Rounds in which the share of unreported ships and who is one settle on each other. */
const rateRounds = 6;

/** What speaks for one pair, by name, as natural logarithms. */
export interface Evidence {
  readonly position: number;
  readonly length: number;
  readonly width: number;
  readonly heading: number;
  readonly found: number;
  /** That the ship is with this segment of its number, though another goes on at the time; left out for others. */
  readonly segment?: number;
}

/**
 * The probability of every pairing of sightings with ships of the reports and fixed objects, and what is said of each: docs/method/matching.md.
 * Takes time in proportion to sightings times candidates.
 */
export function match(task: MatchTask): MatchResult {
  const { scene, sightings, candidates, fixed, settings } = task;
  const times = timesOf(task.at);
  const middle = times[times.length >> 1] ?? 0;
  const placed = candidates
    .flatMap(partedWhereTorn)
    .flatMap((c) => place(c, times, scene?.radar ?? null, betweenTimes(task.at), settings) ?? []);
  const ships = placed.map((p) => {
    const inPicture = scene === null ? 0 : shareInView(p.seen, scene);
    const found =
      scene === null
        ? 0.5
        : foundProbability(scene, p.candidate.lengthMetres, p.candidate.shipClass, settings.mostFound);
    return { ...p, inPicture, found, reaches: reachesOf(p.candidate, middle) };
  });
  const errors = sightings.map((s) => covarianceOf(s.error));
  // How far a ship may be seen from where it can be: displaced by a radar, or at another time of the span.
  const unseenMetres =
    (scene?.radar?.rangeOverVelocitySeconds ?? 0) * displacedSpeed +
    ((task.at.toMs - task.at.fromMs) / 2000) * fastestMetresPerSecond.passenger;

  // Densities over those of an unreported ship, whose rate is estimated below and divided out then.
  const raw = sightings.map((sighting, s) => {
    const slack = 5 * sighting.error.semiMajorMetres + unseenMetres;
    const pairs: { target: number; density: number; evidence: Omit<Evidence, "position"> }[] = [];
    let beside = 0;
    for (const [target, ship] of ships.entries()) {
      if (!ship.reaches.some((reach) => canReach(reach, sighting.position, slack))) continue;
      const density = seenDensity(ship.seen, sighting.position, errors[s] ?? [1, 0, 1]);
      if (density < thinnest) continue;
      const dimensions = dimensionEvidence(sighting, ship.candidate, settings.wrongDimensions);
      const heading =
        sighting.headingDegrees === null
          ? 0
          : headingEvidence(ship, sighting.headingDegrees, sighting.axisOnly);
      const found = Math.log(ship.found / Math.max(1e-3, 1 - ship.found * ship.inPicture));
      const segment = ship.candidate.elsewhere === true ? { segment: Math.log(settings.otherSegment) } : {};
      pairs.push({ target, density, evidence: { ...dimensions, heading, found, ...segment } });
    }
    for (const [f, object] of fixed.entries()) {
      const plane = planeAt(object.position);
      const [east, north] = toPlane(plane, sighting.position);
      const [xx, xy, yy] = errors[s] ?? [1, 0, 1];
      const spread = (Math.max(5, object.radiusMetres) / 2) ** 2;
      const [a, c] = [xx + spread, yy + spread];
      const determinant = a * c - xy * xy;
      const squared = (c * east * east - 2 * xy * east * north + a * north * north) / determinant;
      if (squared > 50) continue;
      const density = Math.exp(-0.5 * squared) / (2 * Math.PI * Math.sqrt(determinant));
      const found = object.kind === "berth" ? berthTaken : fixedFound;
      const length = fixedLengthEvidence(sighting, object, scene);
      const evidence = { length, width: 0, heading: 0, found: Math.log(found / (1 - found)) };
      pairs.push({ target: ships.length + f, density, evidence });
      // A ship that lies beside it is seen as one with it: the object was not missed then.
      if (object.kind !== "berth") beside += settings.besideFixed * density * (found / (1 - found));
    }
    return { pairs, beside };
  });

  const rate = unreportedRate({
    ...task,
    reported: ({ position, error }) => {
      const [xx, xy, yy] = covarianceOf(error);
      const wide = smoothedMetres ** 2;
      return ships.reduce(
        (sum, { seen }) => sum + seenDensity(seen, position, [xx + wide, xy, yy + wide]),
        0,
      );
    },
  });
  let rates = rate.prior;
  let edges: Edge[][] = [];
  let marginals = associate([]);
  for (let round = 0; round < rateRounds; round++) {
    edges = raw.map(({ pairs, beside }, s) =>
      pairs.flatMap(({ target, density, evidence }) => {
        const ratio = Math.exp(
          settings.evidenceWeight *
            (Math.log(density / ((rates[s] ?? 1) + beside)) +
              evidence.length +
              evidence.width +
              evidence.heading +
              evidence.found +
              (evidence.segment ?? 0)),
        );
        return ratio < weakestRatio ? [] : [{ target, ratio }];
      }),
    );
    marginals = associate(edges);
    if (scene === null) break;
    rates = rate.given(marginals.none);
  }

  const chosen = bestAssignment(edges);
  const usedBy = new Float64Array(ships.length + fixed.length);
  const weighed = sightings.map((sighting, s): Weighed => {
    const own = edges[s] ?? [];
    const pairs = new Map(raw[s]?.pairs.map((p) => [p.target, p]));
    const rateThere = (rates[s] ?? 1) + (raw[s]?.beside ?? 0);
    const targets = own.map((e, i) => {
      const probability = marginals.probabilities[s]?.[i] ?? 0;
      usedBy[e.target] = (usedBy[e.target] ?? 0) + probability;
      const pair = pairs.get(e.target);
      const evidence: Evidence = {
        position: Math.log((pair?.density ?? 0) / rateThere),
        ...(pair?.evidence ?? { length: 0, width: 0, heading: 0, found: 0 }),
      };
      return {
        probability,
        evidence,
        ship: ships[e.target] ?? null,
        fixed: fixed[e.target - ships.length] ?? null,
      };
    });
    return { sighting, targets, none: marginals.none[s] ?? 1 };
  });
  const verdicts: Verdict[] = weighed.map((w) => roundedVerdict(sightingVerdict(w, task, times)));
  for (const [t, ship] of ships.entries()) {
    const verdict = scene === null ? null : reportVerdict(ship, usedBy[t] ?? 0, task, middle);
    if (verdict !== null) verdicts.push(roundedVerdict(verdict));
  }
  return {
    verdicts,
    best: sightings.flatMap((sighting, s) => {
      const target = chosen[s] ?? null;
      if (target === null) return [];
      return [
        {
          sightingId: sighting.id,
          mmsi: ships[target]?.candidate.mmsi ?? null,
          fixedObjectId: fixed[target - ships.length]?.id ?? null,
        },
      ];
    }),
    placed: ships.length,
    unreportedPerSquareKilometre:
      (rates.reduce((a, b) => a + b, 0) / Math.max(1, rates.length)) * 1e6 ||
      settings.unreportedPerSquareKilometre,
  };
}

/** From where a candidate can have come: from its believable reports or, if their flags are wrong, from all. */
export const reachesOf = (candidate: Candidate, at: number): Reach[] =>
  [middleBracket(candidate), doubtedBracket(candidate, at)].flatMap((b) =>
    b === null || (b.before === null && b.after === null) ? [] : [reachOf(b, at)],
  );

export interface PlacedInScene extends Placed {
  /** That the reports put it into what the scene shows, and that a ship of its length is found there. */
  readonly inPicture: number;
  readonly found: number;
}
