import type { Observation } from "../../../sites/counting/look.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import type { VoyageRow } from "../voyages-table.ts";
import type { JoinedLeg } from "./joined-leg.ts";
import { namedLegs } from "./named-legs.ts";
import type { PassageModel } from "./rival-weights.ts";
import { unnamedLegs } from "./unnamed-legs.ts";

export interface JoinOptions extends PassageModel {
  readonly greatestKnots: number;
  readonly ports: readonly ShuttlePort[];
  readonly voyages: readonly VoyageRow[];
  readonly observations: readonly Observation[];
}

/**
 * Passages between the two sides of a shuttle that sightings allow: between consecutive sightings of a named ship at different places, and,
 * with rivals, from a ship that nobody named to what was seen at the other side within the days after.
 */
export function joinLegs(sightings: readonly ShipSighting[], options: JoinOptions): JoinedLeg[] {
  const sorted = sightings.toSorted((a, b) => a.at.fromMs - b.at.fromMs || (a.id < b.id ? -1 : 1));
  return [...namedLegs(sorted, options), ...unnamedLegs(sorted, options)].toSorted(
    (a, b) => a.departs.earliestMs - b.departs.earliestMs || (a.id < b.id ? -1 : 1),
  );
}
