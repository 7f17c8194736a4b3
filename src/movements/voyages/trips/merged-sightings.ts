import { overlaps } from "../../../base/time/span.ts";
import type { VoyageRow } from "../voyages-table.ts";
import type { ShipSighting } from "../trips.ts";

/**
 * One sighting where a published leg, a published look and a sighting on record without a picture tell of the same ship: the same observer, place and
 * day. The look gives the narrower time, the pier and the length, the leg the name.
 */
export function mergedSightings(
  ofVoyages: readonly ShipSighting[],
  ofLooks: readonly ShipSighting[],
  alone: readonly ShipSighting[],
  voyages: readonly Pick<VoyageRow, "voyage" | "observer">[],
): ShipSighting[] {
  const observerOf = new Map(
    voyages.flatMap((v) => [
      [`voyages/${v.voyage}/from`, v.observer],
      [`voyages/${v.voyage}/to`, v.observer],
    ]),
  );
  const seenBy = (s: ShipSighting): string => observerOf.get(s.id) ?? s.source;
  return merged(merged(ofVoyages, ofLooks, seenBy), alone, seenBy);
}

/** Each of some sightings with at most one of others that tells of it, and the others that are left. */
function merged(
  some: readonly ShipSighting[],
  others: readonly ShipSighting[],
  seenBy: (s: ShipSighting) => string,
): ShipSighting[] {
  const taken = new Set<ShipSighting>();
  const kept = some.map((told) => {
    const same = others.find(
      (seen) =>
        !taken.has(seen) &&
        seen.placeId === told.placeId &&
        seenBy(seen) === seenBy(told) &&
        overlaps(seen.at, told.at) &&
        (told.ship === null || seen.ship === null || told.ship === seen.ship),
    );
    if (same === undefined) return told;
    taken.add(same);
    const at = same.at.toMs - same.at.fromMs < told.at.toMs - told.at.fromMs ? same.at : told.at;
    return {
      ...told,
      at,
      ship: told.ship ?? same.ship,
      areaId: same.areaId ?? told.areaId,
      lengthMetres: same.lengthMetres ?? told.lengthMetres,
      lookId: told.lookId ?? same.lookId,
    };
  });
  return [...kept, ...others.filter((seen) => !taken.has(seen))];
}
