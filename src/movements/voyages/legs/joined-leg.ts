import type { TimeSpan } from "../../../base/time/span.ts";
import type { Strength } from "../../chain/chain.ts";
import type { LoadInterval } from "../loads/load.ts";
import type { ShipSighting } from "../trips.ts";

/** Another sighting that may be the end of a leg instead. */
export interface LegRival {
  readonly sightingId: string;
  readonly at: TimeSpan;
  readonly placeId: string;
  readonly probability: number;
  readonly why: readonly string[];
}

/** A passage worked out from two sightings. It never says that a ship was followed. */
export interface JoinedLeg {
  readonly id: string;
  readonly from: ShipSighting;
  readonly to: ShipSighting;
  /** Name of the ship where one of the ends names it; null for none. */
  readonly ship: string | null;
  /** Both ends come from one published leg. */
  readonly isPublished: boolean;
  /** When it can have left and come in, after the least sailing time. Milliseconds since 1970. */
  readonly departs: { readonly earliestMs: number; readonly latestMs: number };
  readonly arrives: { readonly earliestMs: number; readonly latestMs: number };
  readonly metres: number | null;
  readonly leastHours: number | null;
  /** Between the earliest moment at one end and the latest at the other. */
  readonly availableHours: number;
  readonly feasible: "yes" | "no" | "cannot-tell";
  /** That both ends are one ship on one passage. */
  readonly probability: number;
  /** Other ends that it may have instead, most probable first. */
  readonly rivals: readonly LegRival[];
  /** Probability that none of what was seen is its other end. */
  readonly noneOfThese: number;
  readonly strength: Strength;
  readonly reasons: readonly string[];
  readonly load: LoadInterval | null;
}
