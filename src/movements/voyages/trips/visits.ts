import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import type { Visit } from "../../events/event.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import { shipOfNumber } from "./names-of-numbers.ts";
import { portReachMetres } from "./seen-in-scenes.ts";

/** A ship that was not heard for longer than this inside a visit may have left and come back, in minutes. */
const longestUnheardMinutes = 360;
/** Ports further off than this in latitude need no distance. */
const nearDegrees = 0.1;

const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const timed = (fromMs: number, toMs: number): TimeSpan => ({
  fromMs,
  toMs,
  precision: "range",
  text: toMs - fromMs > 1 ? `${instant(fromMs)}/${instant(toMs)}` : instant(fromMs),
});

/**
 * Visits that position reports tell of, at the ports of a shuttle: of ships that are named elsewhere too, and of ships that were heard on both
 * of its sides. Others that call at one of the ports are no part of it. The ship was there all through; where it was not heard for long, at
 * the beginning and at the end.
 */
export function sightingsOfVisits(
  visits: readonly Visit[],
  ports: readonly ShuttlePort[],
  nameOf: (mmsi: number) => string,
  named: ReadonlySet<string>,
): ShipSighting[] {
  const atPorts = visits.flatMap((visit) => {
    // The port that the visit names, before one that lies near it.
    const port =
      ports.find((p) => p.id === visit.placeId) ??
      ports.find(
        (p) =>
          Math.abs(p.position[1] - visit.position[1]) <= nearDegrees &&
          distanceMetres(p.position, visit.position) <= portReachMetres,
      );
    return port === undefined ? [] : [{ visit, port }];
  });
  return [...Map.groupBy(atPorts, ({ visit }) => visit.mmsi)].flatMap(([mmsi, own]) => {
    const ship = shipOfNumber(mmsi, nameOf);
    const isBothSides = new Set(own.map(({ port }) => port.side)).size === 2;
    return named.has(ship) || isBothSides ? own.flatMap(({ visit, port }) => seenIn(visit, port, ship)) : [];
  });
}

function seenIn(visit: Visit, port: ShuttlePort, ship: string): ShipSighting[] {
  const end = visit.leftMs ?? visit.enteredMs + 1;
  const isWhole = visit.leftMs !== null && visit.unheardMinutes <= longestUnheardMinutes;
  const sighting = (at: TimeSpan, throughout: boolean, id: string): ShipSighting => ({
    id,
    placeId: port.id,
    areaId: null,
    position: port.position,
    at,
    throughout,
    ship,
    candidates: null,
    lengthMetres: null,
    lookId: null,
    basis: "heard",
    source: "position reports",
    address: "",
  });
  const id = `visits/${visit.mmsi}/${visit.enteredMs}`;
  if (isWhole) return [sighting(timed(visit.enteredMs, Math.max(end, visit.enteredMs + 1)), true, id)];
  return [
    sighting(timed(visit.enteredMs, visit.enteredMs + 1), false, `${id}/in`),
    ...(visit.leftMs === null ? [] : [sighting(timed(visit.leftMs, visit.leftMs + 1), false, `${id}/out`)]),
  ];
}
