/**
 * Groups of ships that move alike, by the type of ship that they send (ITU-R M.1371, table 53). Kept few, so that each
 * has enough tracks to learn from.
 */
export const shipClasses = ["cargo", "passenger", "working", "fishing", "other"] as const;
export type ShipClass = (typeof shipClasses)[number];

/** The group of a type number; `other` holds pleasure craft and all that send none. */
export function shipClassOf(shipType: number | null): ShipClass {
  if (shipType === null) return "other";
  if (shipType >= 70 && shipType <= 89) return "cargo";
  if ((shipType >= 60 && shipType <= 69) || (shipType >= 40 && shipType <= 49)) return "passenger";
  if (shipType === 30) return "fishing";
  // Towing, dredging, pilots, tugs, and offshore supply (90 to 99 are mostly that where the tracks are from).
  if ((shipType >= 31 && shipType <= 34) || (shipType >= 50 && shipType <= 59) || shipType >= 90)
    return "working";
  return "other";
}

/** Fastest speed that is usual, in metres a second: what a broad guess of a position is scaled by. */
export const fastestMetresPerSecond: Readonly<Record<ShipClass, number>> = {
  cargo: 10,
  passenger: 15,
  working: 7,
  fishing: 6,
  other: 10,
};
