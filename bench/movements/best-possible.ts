import { areaSquareMetres } from "../../src/base/geodesy/wgs84.ts";
import type { LonLat } from "../../src/base/geometry/ring.ts";
import { associate, type Edge } from "../../src/movements/matching/association.ts";
import { bestAssignment } from "../../src/movements/matching/best-assignment.ts";
import { velocityOf } from "../../src/movements/matching/bracket.ts";
import {
  doubtedBracket,
  headingEvidence,
  middleBracket,
  nearestOf,
  place,
  type Candidate,
} from "../../src/movements/matching/candidate.ts";
import { displacementOf } from "../../src/movements/matching/displacement.ts";
import { bowOf } from "../../src/movements/matching/heading.ts";
import { reachesOf } from "../../src/movements/matching/match.ts";
import { directionOf, fromPlane, planeAt, toPlane } from "../../src/movements/matching/plane.ts";
import { canReach } from "../../src/movements/matching/reach.ts";
import { seenDensity, shareInView } from "../../src/movements/matching/seen-place.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import type { ShipClass } from "../../src/movements/matching/ship-class.ts";
import type { Sighting } from "../../src/movements/sightings/sighting.ts";
import { crowdOf } from "./crowd.ts";
import type { HiddenScene } from "./hidden-scene.ts";
import { made } from "./made.ts";
import {
  foundHull,
  hullsOfAll,
  hullsOfClass,
  hullsOfShip,
  measuredDensity,
  normal,
  type Hull,
} from "./made-hulls.ts";

/** What can be said of one sighting at most: its most probable ship, and the ship of the joint association that is most probable as a whole. */
export interface BestPossible {
  readonly mmsi: number | null;
  readonly probability: number;
  readonly joint: number | null;
}

type Covariance = readonly [xx: number, xy: number, yy: number];

interface Placed {
  readonly candidate: Candidate;
  readonly hulls: readonly Hull[];
  /** Where it is; for the crowd of those that never report. */
  readonly spot: LonLat;
  readonly inPicture: number;
  /** Density per square metre of the place seen, with the covariance of what a place is off by. */
  readonly density: (place: LonLat, off: Covariance) => number;
  /** False where it cannot be. */
  readonly near: (place: LonLat) => boolean;
  readonly bow: number | null;
  /** Density per degree of a heading as measured. */
  readonly heading: (sighting: Sighting) => number;
}

/**
 * What somebody could tell of a made-up picture who knew just how it was made: every error, every share, the curve that ships are found by and the lengths that
 * classes have; only not who is who, nor where ships are that never report, which lie as the others do. Everything is weighed jointly, nothing counts
 * for less than it is. Where nothing is hidden (a gap of 0) each ship's place is known too; `by: "forecast"` takes place and heading from our forecast.
 * What the picture gives away only as it is made up is not used: that what is no ship has no width, and that a ship which sends no heading shows none.
 */
export function bestPossible(
  hidden: HiddenScene,
  lengths: ReadonlyMap<ShipClass, readonly number[]>,
  by: "known places" | "forecast",
): readonly BestPossible[] {
  const { scene, sightings, fixed } = hidden;
  const candidates = by === "forecast" ? hidden.candidates : hidden.known;
  const area = areaSquareMetres(scene.footprint);
  const ofAll = hullsOfAll(lengths, candidates);
  const ships = candidates.flatMap((candidate): Placed[] => {
    const hulls = hullsOfShip(candidate, hullsOfClass(lengths, candidate.shipClass), ofAll);
    const placed =
      by === "forecast" ? placedByForecast(hidden, candidate) : placedWhereKnown(hidden, candidate);
    return placed === null || placed.inPicture === 0 ? [] : [{ candidate, hulls, ...placed }];
  });
  const crowd = crowdOf(
    ships.filter((s) => s.inPicture > 0.5).map((s) => s.spot),
    area,
  );
  const silentForEach = made.silentShare / (1 - made.silentShare);
  const edges = sightings.map((sighting): Edge[] => {
    const off = sighting.error.semiMajorMetres ** 2;
    const any = sighting.headingDegrees === null ? 1 : 1 / 360;
    const silent =
      silentForEach *
      crowd(sighting.position, off) *
      sum(ofAll, (h) => h.weight * foundHull(scene, h) * measuredDensity(sighting, h)) *
      any;
    const asNothing = { metres: made.falseMetres, spread: Math.hypot(made.falseSpread, made.lengthShare) };
    const nothing = ((made.falseShare * sightings.length) / area) * shapeDensity(sighting, asNothing) * any;
    const none = silent + nothing;
    const ofShips = ships.map((ship) => shipDensity(hidden, sighting, ship) / none);
    const ofFixed = fixed.map(({ position }) => {
      const [east, north] = toPlane(planeAt(position), sighting.position);
      const there = Math.exp((-0.5 * (east ** 2 + north ** 2)) / off) / (2 * Math.PI * off);
      const odds = made.fixedFound / (1 - made.fixedFound);
      return (odds * there * shapeDensity(sighting, { metres: 48, spread: 0.26 }) * any) / none;
    });
    return [...ofShips, ...ofFixed].flatMap((ratio, target) => (ratio > 1e-6 ? [{ target, ratio }] : []));
  });
  const { probabilities } = associate(edges);
  const chosen = bestAssignment(edges);
  return edges.map((own, s): BestPossible => {
    let [mmsi, probability]: [number | null, number] = [null, 0];
    for (const [i, { target }] of own.entries()) {
      const ship = ships[target];
      const p = probabilities[s]?.[i] ?? 0;
      if (ship !== undefined && p > probability) [mmsi, probability] = [ship.candidate.mmsi, p];
    }
    return { mmsi, probability, joint: ships[chosen[s] ?? -1]?.candidate.mmsi ?? null };
  });
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Density of the dimensions of what is no ship: any length about one, and a width as if it were one. */
function shapeDensity(
  { lengthMetres, widthMetres }: Sighting,
  { metres, spread }: { readonly metres: number; readonly spread: number },
): number {
  const length = lengthMetres?.best ?? metres;
  return (
    normal(Math.log(length / metres), spread) *
    (widthMetres === null ? 1 : normal(Math.log(length / widthMetres.best / 5.75), 0.25))
  );
}

/** Density of a sighting if it is this ship and found, over that the ship was missed. */
function shipDensity({ scene }: HiddenScene, sighting: Sighting, ship: Placed): number {
  if (!ship.near(sighting.position)) return 0;
  const off = sighting.error.semiMajorMetres ** 2;
  // The antenna stands fore or aft of the middle; where the bow points is known of most.
  const bows = ship.bow === null ? [0, 22.5, 45, 67.5, 90, 112.5, 135, 157.5] : [ship.bow];
  const known = new Map<number, number>();
  const placed = (lengthMetres: number): number => {
    const step = Math.round(4 * Math.log(lengthMetres));
    const before = known.get(step);
    if (before !== undefined) return before;
    const along = (made.antennaShare * lengthMetres) ** 2;
    const density =
      sum(bows, (bow) => {
        const [e, n] = directionOf(bow);
        return ship.density(sighting.position, [off + along * e * e, along * e * n, off + along * n * n]);
      }) / bows.length;
    known.set(step, density);
    return density;
  };
  const seen = sum(ship.hulls, (h) => {
    const measured = h.weight * foundHull(scene, h) * measuredDensity(sighting, h);
    return measured < 1e-9 ? 0 : measured * placed(h.lengthMetres);
  });
  if (seen === 0) return 0;
  const found = sum(ship.hulls, (h) => h.weight * foundHull(scene, h));
  return (seen * ship.heading(sighting)) / (1 - found * ship.inPicture);
}

type WithoutHulls = Omit<Placed, "candidate" | "hulls">;

function placedWhereKnown({ scene, atMs }: HiddenScene, { brackets }: Candidate): WithoutHulls | null {
  const { before, after } = brackets[0] ?? { before: null, after: null };
  if (before === null || after === null) return null;
  const share = (atMs - before.at) / Math.max(1, after.at - before.at);
  const near = share < 0.5 ? before : after;
  const way = planeAt(before.position);
  const [east, north] = toPlane(way, after.position);
  const is = fromPlane(way, [east * share, north * share]);
  const shift =
    scene.radar === null ? ([0, 0] as const) : displacementOf(scene.radar, velocityOf(near) ?? [0, 0]).shift;
  const plane = planeAt(fromPlane(planeAt(is), shift));
  const bow = bowOf(near);
  const inside = shareInView({ plane: planeAt(is), rows: Float64Array.of(1, 0, 0, 1, 0, 1) }, scene);
  return {
    spot: plane.origin,
    inPicture: Math.round(inside),
    near: (seen) => Math.hypot(...toPlane(plane, seen)) < 700,
    density: (seen, off) => seenDensity({ plane, rows: Float64Array.of(1, 0, 0, 0, 0, 0) }, seen, off),
    bow,
    heading: ({ headingDegrees, axisOnly }) => {
      if (headingDegrees === null) return 1;
      if (bow === null) return 1 / 360;
      const turns = axisOnly ? [-540, -360, -180, 0, 180, 360, 540] : [-360, 0, 360];
      const density = sum(turns, (turn) => normal(headingDegrees.best - bow + turn, made.headingDegrees));
      return axisOnly ? density / 2 : density;
    },
  };
}

function placedByForecast({ scene, atMs }: HiddenScene, candidate: Candidate): WithoutHulls | null {
  // What the antenna is off by is weighed by the hull, above.
  const bare = { ...candidate, lengthMetres: null, toBowMetres: null };
  const placed = place(bare, [atMs], scene.radar, 0, publishedSettings);
  const near = [middleBracket(candidate), doubtedBracket(candidate, atMs)]
    .map((bracket) => (bracket === null ? null : nearestOf(bracket, atMs)))
    .find((report) => report !== null);
  if (placed === null || near === undefined) return null;
  const { seen: seenPlace } = placed;
  const reaches = reachesOf(candidate, atMs);
  const prior = candidate.elsewhere === true ? publishedSettings.otherSegment : 1;
  return {
    spot: near.position,
    inPicture: prior * shareInView(seenPlace, scene),
    near: (seen) =>
      reaches.some((reach) => canReach(reach, seen, 1850)) &&
      seenDensity(seenPlace, seen, [2500, 0, 2500]) > 1e-12,
    density: (seen, off) => prior * seenDensity(seenPlace, seen, off),
    bow: bowOf(near),
    heading: ({ headingDegrees, axisOnly }) =>
      headingDegrees === null ? 1 : Math.exp(headingEvidence(placed, headingDegrees, axisOnly)) / 360,
  };
}
