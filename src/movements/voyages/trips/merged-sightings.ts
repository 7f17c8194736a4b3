import { overlaps } from "../../../base/time/span.ts";
import type { VoyageRow } from "../voyages-table.ts";
import type { ShipSighting } from "../trips.ts";

/**
 * One sighting where a published leg and a published look tell of the same ship: the same observer, place and day. The look gives the
 * narrower time, the pier and the length, the leg the name.
 */
export function mergedSightings(
  ofVoyages: readonly ShipSighting[],
  ofLooks: readonly ShipSighting[],
  voyages: readonly VoyageRow[],
): ShipSighting[] {
  const observerOf = new Map(
    voyages.flatMap((v) => [
      [`voyages/${v.voyage}/from`, v.observer],
      [`voyages/${v.voyage}/to`, v.observer],
    ]),
  );
  const taken = new Set<ShipSighting>();
  const kept = ofVoyages.map((told) => {
    const same = ofLooks.find(
      (seen) =>
        !taken.has(seen) &&
        seen.placeId === told.placeId &&
        seen.source === observerOf.get(told.id) &&
        overlaps(seen.at, told.at),
    );
    if (same === undefined) return told;
    taken.add(same);
    const at = same.at.toMs - same.at.fromMs < told.at.toMs - told.at.fromMs ? same.at : told.at;
    return { ...told, at, areaId: same.areaId, lengthMetres: same.lengthMetres, lookId: same.lookId };
  });
  return [...kept, ...ofLooks.filter((seen) => !taken.has(seen))];
}
