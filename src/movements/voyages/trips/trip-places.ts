import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { withoutShortcuts, type ItineraryPlace } from "../bounds/itinerary.ts";
import type { PlaceRole } from "../bounds/rule-steps.ts";
import type { CountingRule } from "../counting-rule.ts";
import type { ShuttleSettings } from "./shuttle-question.ts";
import type { Sailing, ShipSighting, ShuttlePort } from "../trips.ts";

export const hourMs = 3_600_000;
const metresPerNauticalMile = 1852;

/** Places of an itinerary: the ports of a shuttle (one of them perhaps as a pier and what lies beside it), and where else ships were seen. */
export interface TripPlaces {
  readonly places: readonly ItineraryPlace[];
  readonly roles: readonly PlaceRole[];
  readonly travel: readonly (readonly number[])[];
  /** Indices of the places at which a sighting may have been. */
  readonly indicesOf: (sighting: Pick<ShipSighting, "placeId" | "areaId">) => readonly number[];
}

/** The shortest sailing between two ports: the shortest line over the water at the greatest speed. It may cross land, and is then too short: that widens bounds. */
export function sailingBetween(a: ShuttlePort, b: ShuttlePort, greatestKnots: number): Sailing {
  const metres = distanceMetres(a.position, b.position);
  return {
    from: a.id,
    to: b.id,
    metres,
    leastHours: metres / metresPerNauticalMile / greatestKnots,
  };
}

/** @param pier the pier that a rule counts at: it becomes a place of its own, and what else of its port is known another one */
export function tripPlaces(
  rule: CountingRule,
  ports: readonly ShuttlePort[],
  elsewhere: readonly ShipSighting[],
  settings: ShuttleSettings,
  pier: { readonly portId: string; readonly areaId: string } | null,
): TripPlaces {
  interface Place extends ItineraryPlace {
    readonly role: PlaceRole;
    readonly portId: string;
    readonly position: ShuttlePort["position"] | null;
  }
  const isVisit = rule === "ship-visit" || rule === "pier-visit";
  const list: Place[] = ports.flatMap((port): Place[] => {
    const whole: Place = {
      id: port.id,
      portId: port.id,
      leastStay: Math.round(port.leastStayHours * hourMs),
      free: true,
      role: isVisit ? (port.side === "load" ? "load" : "other") : port.side,
      position: port.position,
    };
    if (pier?.portId !== port.id) return [pier === null ? whole : { ...whole, role: "other" }];
    const leastStay = Math.round(settings.leastPierHours * hourMs);
    return [
      { ...whole, id: `${port.id}/${pier.areaId}`, leastStay, role: "load" },
      { ...whole, id: `${port.id}/elsewhere in port`, leastStay: 0, role: "other" },
    ];
  });
  const known = new Set(ports.map((p) => p.id));
  for (const { placeId, position } of elsewhere)
    if (!known.has(placeId)) {
      known.add(placeId);
      list.push({ id: placeId, portId: placeId, leastStay: 0, free: false, role: "other", position });
    }
  const away = Math.max(1, Math.round(settings.leastAwayHours * hourMs));
  const shift = Math.max(1, Math.round(settings.leastShiftHours * hourMs));
  const travel = list.map((a) =>
    list.map((b) => {
      if (a.portId === b.portId) return a.id === b.id ? (a.free ? away : 1) : shift;
      if (a.position === null || b.position === null) return 1;
      const hours = distanceMetres(a.position, b.position) / metresPerNauticalMile / settings.greatestKnots;
      return Math.max(1, Math.floor(hours * hourMs));
    }),
  );
  return {
    places: list,
    roles: list.map((p) => p.role),
    travel: withoutShortcuts(travel, list),
    indicesOf: ({ placeId, areaId }) => {
      const isPierPort = pier !== null && pier.portId === placeId;
      return list.flatMap((p, i) => {
        if (p.portId !== placeId) return [];
        if (!isPierPort || areaId === null) return [i];
        return (p.role === "load") === (areaId === pier.areaId) ? [i] : [];
      });
    },
  };
}
