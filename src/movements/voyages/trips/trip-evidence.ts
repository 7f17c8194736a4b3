import type { HeardAway } from "./heard-away.ts";
import type { PortLook, PublishedTrips, ShipSighting, StatedUnseen } from "../trips.ts";

/** Everything on record that bears on the number of trips of a shuttle. */
export interface TripEvidence {
  readonly sightings: readonly ShipSighting[];
  readonly looks: readonly PortLook[];
  readonly unseen: readonly StatedUnseen[];
  readonly numbers: readonly PublishedTrips[];
  /** When ships were heard away from all places that they visit; left out where no reports bear on it. */
  readonly heardAway?: readonly HeardAway[];
  readonly leftOut: readonly { readonly sighting: ShipSighting; readonly reason: string }[];
}
