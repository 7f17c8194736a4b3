import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import type { Visit } from "../../events/event.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import { portReachMetres } from "./seen-in-scenes.ts";

const timed = (fromMs: number, toMs: number): TimeSpan => ({
  fromMs,
  toMs,
  precision: "range",
  text: `${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`,
});

/**
 * Visits that position reports tell of, at the ports of a shuttle: the ship was there all through. Where a way in or out was not heard only
 * what was heard counts; a visit that has not ended is a moment at its beginning.
 */
export function sightingsOfVisits(
  visits: readonly Visit[],
  ports: readonly ShuttlePort[],
  nameOf: (mmsi: number) => string,
): ShipSighting[] {
  return visits.flatMap((v): ShipSighting[] => {
    const port = ports.find(
      (p) => p.id === v.placeId || distanceMetres(p.position, v.position) <= portReachMetres,
    );
    if (port === undefined) return [];
    const end = v.leftMs ?? v.enteredMs + 1;
    return [
      {
        id: `visits/${v.mmsi}/${v.enteredMs}`,
        placeId: port.id,
        areaId: null,
        position: port.position,
        at: timed(v.enteredMs, Math.max(end, v.enteredMs + 1)),
        throughout: v.leftMs !== null,
        ship: nameOf(v.mmsi) || `MMSI ${v.mmsi}`,
        candidates: null,
        lengthMetres: null,
        lookId: null,
        basis: "heard",
        source: "position reports",
        address: "",
      },
    ];
  });
}
