import type { Position } from "../../sites/counting/site.ts";
import type { Place } from "../places/place-index.ts";
import type { Visit } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";

/** One stay at a place (or at one of many ports), while the ship may still be there. */
export interface Stay {
  readonly enteredMs: number;
  readonly entryUnseen: boolean;
  stoppedMs: number;
  unheardMs: number;
  isStopped: boolean;
  lastMs: number;
  /** The place that the visit is named by: nearest where the ship first stopped; before it stops, nearest of all. */
  place: number;
  placeMetres: number;
  position: Position;
  named: boolean;
  /** When it first stopped at something other than its anchor; null before. */
  berthedMs: number | null;
}

export const beginStay = (
  at: number,
  entryUnseen: boolean,
  place: number,
  metres: number,
  position: Position,
): Stay => ({
  enteredMs: at,
  entryUnseen,
  stoppedMs: 0,
  unheardMs: 0,
  isStopped: false,
  lastMs: at,
  place,
  placeMetres: metres,
  position,
  named: false,
  berthedMs: null,
});

/** Adds the next report of a ship that is still there. */
export function stayOn(
  stay: Stay,
  at: number,
  knots: number,
  isAnchored: boolean,
  place: number,
  metres: number,
  longitude: number,
  latitude: number,
  { stopKnots, goKnots, portGapHours }: EventSettings,
): void {
  const passed = at - stay.lastMs;
  if (passed > portGapHours * 3_600_000) stay.unheardMs += passed;
  else if (stay.isStopped) stay.stoppedMs += passed;
  if (knots < stopKnots) stay.isStopped = true;
  else if (knots > goKnots) stay.isStopped = false;
  if (stay.isStopped && !isAnchored && stay.berthedMs === null) stay.berthedMs = at;
  if (!stay.named && (stay.isStopped || metres < stay.placeMetres)) {
    stay.place = place;
    stay.placeMetres = metres;
    stay.position = [longitude, latitude];
    stay.named = stay.isStopped;
  }
  stay.lastMs = at;
}

/** The visit that a stay was, or null when it only passed and that is no visit by the settings. */
export function visitOf(
  mmsi: number,
  stay: Stay,
  place: Place,
  leftMs: number | null,
  exitUnseen: boolean,
  { stopsOnly }: EventSettings,
): Visit | null {
  if (stopsOnly && stay.stoppedMs === 0 && stay.unheardMs === 0) return null;
  return {
    mmsi,
    placeId: place.id,
    placeName: place.name,
    kind: place.kind,
    enteredMs: stay.enteredMs,
    leftMs,
    entryUnseen: stay.entryUnseen,
    exitUnseen,
    stoppedMinutes: Math.round(stay.stoppedMs / 60_000),
    unheardMinutes: Math.round(stay.unheardMs / 60_000),
    position: stay.position,
  };
}
