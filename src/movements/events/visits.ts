import { acrossDegrees } from "../../base/geodesy/sphere.ts";
import type { PlaceIndex } from "../places/place-index.ts";
import type { Visit } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import type { Follower } from "./stretch.ts";
import { beginStay, stayOn, visitOf, type Stay } from "./visit-tracker.ts";

/** A visit with what waiting before it is sought by. */
export interface FoundVisit {
  readonly visit: Visit;
  /** When the ship first stopped there other than at anchor; null when it did not. */
  readonly berthedMs: number | null;
}

/** The farthest that a place may be for a ship to be there. */
export const reachOf = ({
  leaveMetres,
  areaLeaveMetres,
  enterMetres,
  areaEnterMetres,
}: EventSettings): number => Math.max(leaveMetres, areaLeaveMetres, enterMetres, areaEnterMetres);

/** Status of a ship at anchor (ITU-R M.1371). */
const atAnchor = 1;
/** Distances to places are measured anew when the ship has moved so far, in degrees: about 5 metres. */
const movedDegrees = 0.000_05;

/**
 * Finds the visits of one segment, by Global Fishing Watch's rule: in at 3 km, out at 4 km, so that a ship at the edge does not come and go. All ports of lists
 * are one place for that; each area of the case is a place of its own.
 */
export function followVisits(
  mmsi: number,
  index: PlaceIndex,
  settings: EventSettings,
  found: FoundVisit[],
): Follower {
  const unseenMs = settings.portGapHours * 3_600_000;
  let cell = -1;
  let near: Int32Array = new Int32Array(0);
  let metres = new Float64Array(0);
  let [measuredLongitude, measuredLatitude] = [Number.NaN, 0];
  let lastAt = Number.NaN;
  let port: Stay | null = null;
  const areas = new Map<number, Stay>();

  const close = (stay: Stay, leftMs: number | null, exitUnseen: boolean): void => {
    const place = index.places[stay.place];
    const visit = place === undefined ? null : visitOf(mmsi, stay, place, leftMs, exitUnseen, settings);
    if (visit !== null) found.push({ visit, berthedMs: stay.berthedMs });
  };
  const isArea = (place: number): boolean => (index.places[place]?.polygons.length ?? 0) > 0;
  return {
    take: ({ fixes, order, from, to, flags, without }) => {
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        if (((flags[row] ?? 0) & without) !== 0) continue;
        const at = fixes.at[row] ?? 0;
        const longitude = fixes.longitude[row] ?? 0;
        const latitude = fixes.latitude[row] ?? 0;
        const here = index.cellOf(longitude, latitude);
        const unseen = !(at - lastAt <= unseenMs);
        lastAt = at;
        if (here !== cell) {
          near = index.near(longitude, latitude);
          cell = here;
          measuredLongitude = Number.NaN;
          if (metres.length < near.length) metres = new Float64Array(near.length);
        }
        if (near.length === 0 && port === null && areas.size === 0) continue;
        if (
          !(
            Math.abs(acrossDegrees(measuredLongitude, longitude)) < movedDegrees &&
            Math.abs(latitude - measuredLatitude) < movedDegrees
          )
        ) {
          for (let n = 0; n < near.length; n++) metres[n] = index.metres(near[n] ?? 0, longitude, latitude);
          [measuredLongitude, measuredLatitude] = [longitude, latitude];
        }
        const knots = fixes.speed[row] ?? Number.NaN;
        const anchored = fixes.status[row] === atAnchor;
        let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
        for (let n = 0; n < near.length; n++) {
          const place = near[n] ?? 0;
          const away = metres[n] ?? 0;
          if (isArea(place)) {
            const stay = areas.get(place);
            if (stay === undefined) {
              if (away <= settings.areaEnterMetres)
                areas.set(place, beginStay(at, unseen, place, away, [longitude, latitude]));
            } else if (away > settings.areaLeaveMetres) {
              areas.delete(place);
              close(stay, at, unseen);
              continue;
            }
            const open = areas.get(place);
            if (open !== undefined)
              stayOn(open, at, knots, anchored, place, away, longitude, latitude, settings);
          } else if (away < least) [nearest, least] = [place, away];
        }
        // An area that is no longer in the list of the cell is out of reach.
        if (areas.size > 0)
          for (const [place, stay] of areas)
            if (!near.includes(place)) {
              areas.delete(place);
              close(stay, at, unseen);
            }
        if (port !== null && least > settings.leaveMetres) {
          close(port, at, unseen);
          port = null;
        } else if (port === null && least <= settings.enterMetres)
          port = beginStay(at, unseen, nearest, least, [longitude, latitude]);
        if (port !== null) stayOn(port, at, knots, anchored, nearest, least, longitude, latitude, settings);
      }
    },
    end: () => {
      if (port !== null) close(port, null, true);
      for (const stay of areas.values()) close(stay, null, true);
      port = null;
      areas.clear();
    },
  };
}
