import type { PortLook, PublishedTrips, ShipSighting, StatedUnseen } from "../trips.ts";

/** Everything on record that bears on the number of trips of a shuttle. */
export interface TripEvidence {
  readonly sightings: readonly ShipSighting[];
  readonly looks: readonly PortLook[];
  readonly unseen: readonly StatedUnseen[];
  readonly numbers: readonly PublishedTrips[];
  readonly leftOut: readonly { readonly sighting: ShipSighting; readonly reason: string }[];
}
