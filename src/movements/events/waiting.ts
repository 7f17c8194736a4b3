import { metresPerSecondOfKnot, sphereMetres, wrapped } from "../../base/geodesy/sphere.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { Waiting } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import type { Follower } from "./stretch.ts";
import type { FoundVisit } from "./visits.ts";

/** A stretch in which a ship hardly moved. */
export interface Still {
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: Position;
  /** For most of its reports the ship said that it lay at anchor. */
  readonly anchored: boolean;
}

const atAnchor = 1;

/** Finds the stretches of a segment below `waitingKnots` that last `waitingMinutes` or more. */
export function followStills(
  { waitingKnots, waitingMinutes, gapHours }: EventSettings,
  found: Still[],
): Follower {
  let [fromMs, lastMs] = [Number.NaN, Number.NaN];
  let [east, north, count, anchored] = [0, 0, 0, 0];
  let [longitude0, lastLongitude, lastLatitude] = [0, 0, 0];
  const close = (): void => {
    if (lastMs - fromMs >= waitingMinutes * 60_000)
      found.push({
        fromMs,
        toMs: lastMs,
        position: [wrapped(longitude0 + east / count), north / count],
        anchored: anchored > count / 2,
      });
    fromMs = Number.NaN;
  };
  return {
    take: ({ fixes, order, from, to, flags, without }) => {
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        if (((flags[row] ?? 0) & without) !== 0) continue;
        const at = fixes.at[row] ?? 0;
        const longitude = fixes.longitude[row] ?? 0;
        const latitude = fixes.latitude[row] ?? 0;
        const slow = (fixes.speed[row] ?? Number.NaN) < waitingKnots;
        const isOpen = !Number.isNaN(fromMs);
        if (isOpen) {
          const passed = at - lastMs;
          const drifted =
            passed > 600_000 &&
            sphereMetres(lastLongitude, lastLatitude, longitude, latitude) >
              (waitingKnots * metresPerSecondOfKnot * passed) / 1000;
          if (!slow || passed > gapHours * 3_600_000 || drifted) close();
        }
        if (slow) {
          if (Number.isNaN(fromMs)) {
            fromMs = at;
            longitude0 = longitude;
            [east, north, count, anchored] = [0, 0, 0, 0];
          }
          const across = longitude - longitude0;
          east += across > 180 ? across - 360 : across < -180 ? across + 360 : across;
          north += latitude;
          count++;
          if (fixes.status[row] === atAnchor) anchored++;
          lastMs = at;
        }
        [lastLongitude, lastLatitude] = [longitude, latitude];
      }
    },
    end: close,
  };
}

/**
 * Waiting before a visit to a port: the ship hardly moved, at anchor by what it said or away from any port, within `waitingHours` before it came alongside and
 * `waitingMetres` of the place. Only visits at which a ship came alongside are waited for.
 */
export function waitingBefore(
  mmsi: number,
  stills: readonly Still[],
  visits: readonly FoundVisit[],
  settings: EventSettings,
): Waiting[] {
  const found: Waiting[] = [];
  for (const still of stills) {
    const until = still.toMs + settings.waitingHours * 3_600_000;
    const next = visits
      .filter(
        ({ visit, berthedMs }) =>
          visit.kind !== "area" && berthedMs !== null && berthedMs >= still.toMs && berthedMs <= until,
      )
      .sort((a, b) => (a.berthedMs ?? 0) - (b.berthedMs ?? 0))[0];
    if (next === undefined) continue;
    const inPort = visits.some(
      ({ visit }) =>
        visit.kind !== "area" && visit.enteredMs <= still.fromMs && (visit.leftMs ?? Infinity) >= still.toMs,
    );
    if (!still.anchored && inPort) continue;
    if (sphereMetres(...still.position, ...next.visit.position) > settings.waitingMetres) continue;
    found.push({
      mmsi,
      placeId: next.visit.placeId,
      fromMs: still.fromMs,
      toMs: still.toMs,
      position: still.position,
    });
  }
  return found;
}
