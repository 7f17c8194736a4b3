import type { StopSignal } from "../../../base/abort.ts";
import { extremeOfFleet } from "../bounds/fleet.ts";
import { fleetOfEvidence, type Counted } from "./fleet-of-evidence.ts";
import type { ShuttleQuestion } from "./shuttle-question.ts";
import type { TripEvidence } from "./trip-evidence.ts";

/** Fewest and most ships behind all sightings of a window. */
export interface Hulls {
  readonly least: number;
  readonly most: number;
  /** False where the search was cut off: fewer may then not do, or `least` may be too few. */
  readonly exact: boolean;
}

/** The fewest hulls that can have been all that was seen, named ships included; and the most: every unnamed sighting another one. */
export function leastHulls(
  question: ShuttleQuestion,
  evidence: TripEvidence,
  within: Counted["within"],
  signal?: StopSignal,
): Hulls {
  const built = fleetOfEvidence(question, evidence, { rule: "loaded-leg", within, ships: null, pier: null });
  const { fleet, misses } = built;
  const seen = fleet.ships.filter((s) => s.presences.length > 0);
  for (let others = 0; others <= fleet.unnamed.length; others++) {
    const found = extremeOfFleet(
      { ...fleet, ships: seen, otherHulls: others },
      { rule: "loaded-leg", end: "any", misses, signal },
    );
    if (found !== null)
      return { least: seen.length + others, most: seen.length + fleet.unnamed.length, exact: found.exact };
  }
  return { least: seen.length, most: seen.length + fleet.unnamed.length, exact: false };
}
