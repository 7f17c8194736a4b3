import { dayMs } from "../../../base/time/calendar.ts";
import { parseSpan, type TimeSpan } from "../../../base/time/span.ts";
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
  const spanOf = (placeId: string, text: string): TimeSpan | null => {
    if (placeId === "" || text === "") return null;
    const parsed = parseSpan(text, siteOf.get(placeId)?.zoneMinutes ?? 0);
    return parsed.ok ? parsed.span : null;
  };
  for (const row of voyages) {
    if (row.mode !== "ship") continue;
    const [departed, arrived] = inOrder(spanOf(row.fromPlace, row.fromAt), spanOf(row.toPlace, row.toAt));
    for (const [end, placeId, at] of [
      ["from", row.fromPlace, departed],
      ["to", row.toPlace, arrived],
    ] as const) {
      if (at === null) continue;
      const site = siteOf.get(placeId);
      const sighting: ShipSighting = {
        id: `voyages/${row.voyage}/${end}`,
        placeId,
        areaId: null,
        position: site?.position ?? null,
        at,
        throughout: false,
        ship: row.identifiedBy === "named" && row.vessel !== "" ? row.vessel : null,
        candidates: null,
        lengthMetres: null,
        lookId: null,
        basis: row.identifiedBy === "inferred" ? "inferred" : "seen",
        source: row.publisher,
        address: row.address,
      };
      const days = (at.toMs - at.fromMs) / dayMs;
      if (sighting.basis === "inferred")
        leftOut.push({ sighting, reason: "inferred from what lay on the quay: no ship was seen" });
      else if (days > longestDays)
        leftOut.push({ sighting, reason: "told of a period and not of a time: it may sum up several trips" });
      else sightings.push(sighting);
    }
  }
  return { sightings, leftOut };
}

/** A leg ends after it begins: where one end is told less precisely than the other, the other narrows it. The words of the source stay. */
function inOrder(
  departed: TimeSpan | null,
  arrived: TimeSpan | null,
): readonly [TimeSpan | null, TimeSpan | null] {
  if (departed === null || arrived === null || arrived.toMs <= departed.fromMs) return [departed, arrived];
  return [
    { ...departed, toMs: Math.min(departed.toMs, arrived.toMs) },
    { ...arrived, fromMs: Math.max(arrived.fromMs, departed.fromMs) },
  ];
}
