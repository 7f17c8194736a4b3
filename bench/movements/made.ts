import { uniform } from "../../src/base/random.ts";
import type { ShipClass } from "../../src/movements/matching/ship-class.ts";
import { quantile } from "./sent-lengths.ts";

/** Stated beside the figures. */
export const made = {
  silentShare: 0.15,
  positionMetres: 30,
  lengthShare: 0.1,
  widthShare: 0.15,
  headingDegrees: 8,
  wrongDimensions: 0.08,
  missingDimensions: 0.05,
  falseShare: 0.03,
  fixedObjects: 5,
  foundHalfMetres: 15,
  foundNearlyAllMetres: 40,
  mostFound: 0.98,
  antennaShare: 0.2,
  fixedFound: 0.9,
  falseMetres: 20,
  falseSpread: 0.5,
} as const;

export interface MadeDimensions {
  readonly lengthMetres: number;
  readonly widthMetres: number;
}

/** A ship as far as its dimensions depend on it. */
export interface MadeFor {
  readonly mmsi: number;
  readonly shipClass: ShipClass;
}

/** The day carries no dimensions: each ship gets a length that ships of its class send, always the same, and a width to go with it. */
export function madeDimensions(
  ship: MadeFor,
  lengths: ReadonlyMap<ShipClass, readonly number[]>,
): MadeDimensions {
  const random = uniform(ship.mmsi);
  const lengthMetres = quantile(lengths.get(ship.shipClass) ?? [20], random());
  return { lengthMetres, widthMetres: lengthMetres / (4.5 + 2.5 * random()) };
}

/** Whether a ship never reports in the picture of a seed. */
export const isSilent = (seed: number, mmsi: number): boolean =>
  uniform(seed ^ (mmsi * 7))() < made.silentShare;

/** What a ship sends of its dimensions: its own, those of another ship, or none. */
export function sentDimensions(
  seed: number,
  ship: MadeFor,
  other: MadeFor,
  lengths: ReadonlyMap<ShipClass, readonly number[]>,
): MadeDimensions | null {
  const draw = uniform(seed ^ (ship.mmsi * 13))();
  if (draw < made.wrongDimensions) return madeDimensions(other, lengths);
  return draw < made.wrongDimensions + made.missingDimensions ? null : madeDimensions(ship, lengths);
}
