import { foundProbability } from "../../src/movements/matching/detection.ts";
import type { Candidate } from "../../src/movements/matching/candidate.ts";
import type { ShipClass } from "../../src/movements/matching/ship-class.ts";
import type { Scene, Sighting } from "../../src/movements/sightings/sighting.ts";
import { made } from "./made.ts";
import { quantile } from "./sent-lengths.ts";

/** A hull that a ship may have, with its probability. */
export interface Hull {
  readonly weight: number;
  readonly lengthMetres: number;
  readonly widthMetres: number;
}

type Lengths = ReadonlyMap<ShipClass, readonly number[]>;

/** Hulls that stand for all of a class: so many lengths, each with three widths. */
const lengthsOfClass = 16;
const widthShares = [1 / 6, 1 / 2, 5 / 6];

export const normal = (x: number, deviation: number): number =>
  Math.exp(-0.5 * (x / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));

/** Hulls of a class as `hiddenScene` makes them. */
export function hullsOfClass(lengths: Lengths, shipClass: ShipClass): readonly Hull[] {
  return Array.from({ length: lengthsOfClass }, (_, i) =>
    quantile(lengths.get(shipClass) ?? [20], (i + 0.5) / lengthsOfClass),
  ).flatMap((lengthMetres) =>
    widthShares.map((share) => ({
      weight: 1 / (lengthsOfClass * widthShares.length),
      lengthMetres,
      widthMetres: lengthMetres / (4.5 + 2.5 * share),
    })),
  );
}

/** How often ships of each class are among the candidates, and the hulls of all of them. */
export function hullsOfAll(lengths: Lengths, candidates: readonly Candidate[]): readonly Hull[] {
  const count = new Map<ShipClass, number>();
  for (const { shipClass } of candidates) count.set(shipClass, (count.get(shipClass) ?? 0) + 1);
  return [...count].flatMap(([shipClass, n]) =>
    hullsOfClass(lengths, shipClass).map((h) => ({ ...h, weight: (h.weight * n) / candidates.length })),
  );
}

/** Density of hulls over the logarithm of length, a little smoothed and never nothing. */
const densityAt = (hulls: readonly Hull[], lengthMetres: number): number =>
  1e-4 + hulls.reduce((sum, h) => sum + h.weight * normal(Math.log(lengthMetres / h.lengthMetres), 0.15), 0);

/** What hull a ship has by what it sends: that, or where it sends another ship's or nothing, any of its class. */
export function hullsOfShip(
  { lengthMetres, widthMetres }: Candidate,
  ofClass: readonly Hull[],
  ofAll: readonly Hull[],
): readonly Hull[] {
  if (lengthMetres === null || widthMetres === null) return ofClass;
  const right = (1 - made.wrongDimensions - made.missingDimensions) * densityAt(ofClass, lengthMetres);
  const wrong = made.wrongDimensions * densityAt(ofAll, lengthMetres);
  const share = wrong / (right + wrong);
  return [
    { weight: 1 - share, lengthMetres, widthMetres },
    ...ofClass.map((h) => ({ ...h, weight: h.weight * share })),
  ];
}

/** Density of the dimensions that were measured, over their logarithms, if this were the hull. */
export function measuredDensity({ lengthMetres, widthMetres }: Sighting, hull: Hull): number {
  const length =
    lengthMetres === null ? 1 : normal(Math.log(lengthMetres.best / hull.lengthMetres), made.lengthShare);
  const width =
    widthMetres === null ? 1 : normal(Math.log(widthMetres.best / hull.widthMetres), made.widthShare);
  return length * width;
}

/** The curve that `hiddenScene` finds ships by. */
export const foundHull = (scene: Scene, { lengthMetres }: Hull): number =>
  foundProbability(scene, lengthMetres, "other", made.mostFound);
