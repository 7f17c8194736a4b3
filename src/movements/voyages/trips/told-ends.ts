import { dayMs } from "../../../base/time/calendar.ts";
import { parseSpan } from "../../../base/time/span.ts";
import type { Site } from "../../../sites/counting/site.ts";
import type { VoyageRow } from "../voyages-table.ts";
import type { ShipSighting } from "../trips.ts";

type LeftOut = { readonly sighting: ShipSighting; readonly reason: string };

/**
 * The ends of published legs of ships as sightings. Groups of trips are none: they are numbers. A ship that was likened to another keeps no name.
 */
export function sightingsOfVoyages(
  voyages: readonly VoyageRow[],
  sites: readonly Site[],
  longestDays: number,
): { readonly sightings: ShipSighting[]; readonly leftOut: LeftOut[] } {
  const sightings: ShipSighting[] = [];
  const leftOut: LeftOut[] = [];
  const siteOf = new Map(sites.map((s) => [s.id, s]));
  for (const row of voyages) {
    if (row.mode !== "ship") continue;
    for (const [end, placeId, text] of [
      ["from", row.fromPlace, row.fromAt],
      ["to", row.toPlace, row.toAt],
    ] as const) {
      const site = siteOf.get(placeId);
      const parsed = text === "" || placeId === "" ? null : parseSpan(text, site?.zoneMinutes ?? 0);
      if (parsed === null || !parsed.ok) continue;
      const sighting: ShipSighting = {
        id: `voyages/${row.voyage}/${end}`,
        placeId,
        areaId: null,
        position: site?.position ?? null,
        at: parsed.span,
        throughout: false,
        ship: row.identifiedBy === "named" && row.vessel !== "" ? row.vessel : null,
        candidates: null,
        lengthMetres: null,
        lookId: null,
        basis: row.identifiedBy === "inferred" ? "inferred" : "seen",
        source: row.publisher,
        address: row.address,
      };
      const days = (parsed.span.toMs - parsed.span.fromMs) / dayMs;
      if (sighting.basis === "inferred")
        leftOut.push({ sighting, reason: "inferred from what lay on the quay: no ship was seen" });
      else if (days > longestDays)
        leftOut.push({ sighting, reason: "told of a period and not of a time: it may sum up several trips" });
      else sightings.push(sighting);
    }
  }
  return { sightings, leftOut };
}
