import type { ShipSighting } from "../src/movements/voyages/trips.ts";
import { spanOf } from "./made-sighting.ts";

/** An invented ship seen at Rajin, of which nothing is known, with what a test says otherwise. */
export const madeShipSighting = (more: Partial<ShipSighting> = {}): ShipSighting => ({
  id: "a",
  placeId: "rajin",
  areaId: null,
  position: [130.295, 42.225],
  at: spanOf("2024-03-10"),
  throughout: false,
  ship: null,
  candidates: null,
  lengthMetres: null,
  lookId: null,
  basis: "seen",
  source: "",
  address: "",
  ...more,
});
