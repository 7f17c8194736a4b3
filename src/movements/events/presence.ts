import { acrossDegrees, metresPerSecondOfKnot, sphereMetres, wrapped } from "../../base/geodesy/sphere.ts";
import { roughBy, type Shore } from "../places/shore.ts";
import type { EventSettings } from "./event-settings.ts";
import type { Follower } from "./stretch.ts";

/** Where slow ships were at every tenth minute, away from shores, in columns. */
export interface Presence {
  length: number;
  /** Number of the tenth minute since 1970. */
  tick: Int32Array;
  mmsi: Int32Array;
  longitude: Float64Array;
  latitude: Float64Array;
  knots: Float32Array;
}

export const tickMs = 600_000;
/** Between reports further apart than this nobody knows where the ship was to within the distance of a meeting. */
const longestMs = 3_600_000;

const columnsOf = (room: number): Omit<Presence, "length"> => ({
  tick: new Int32Array(room),
  mmsi: new Int32Array(room),
  longitude: new Float64Array(room),
  latitude: new Float64Array(room),
  knots: new Float32Array(room),
});

export const noPresence = (): Presence => ({ length: 0, ...columnsOf(1024) });

/** Notes where a ship was at every tenth minute while it was slow. @param shore null: nearness to a shore is not asked */
export function followPresence(
  mmsi: number,
  shore: Shore | null,
  { meetingKnots, meetingShoreMetres }: EventSettings,
  presence: Presence,
): Follower {
  let [lastAt, lastLongitude, lastLatitude, lastKnots] = [Number.NaN, 0, 0, Number.NaN];
  return {
    take: ({ fixes, order, from, to, flags, without }) => {
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        if (((flags[row] ?? 0) & without) !== 0) continue;
        const at = fixes.at[row] ?? 0;
        const knots = fixes.speed[row] ?? Number.NaN;
        const tick = Math.floor(at / tickMs);
        const first = Math.floor(lastAt / tickMs) + 1;
        // Most reports lie between two ticks, and most ships are not slow.
        if (
          tick >= first &&
          at - lastAt <= longestMs &&
          !(knots >= meetingKnots && lastKnots >= meetingKnots)
        ) {
          const longitude = fixes.longitude[row] ?? 0;
          const latitude = fixes.latitude[row] ?? 0;
          const seconds = (at - lastAt) / 1000;
          const metres = sphereMetres(lastLongitude, lastLatitude, longitude, latitude);
          const implied = metres / seconds / metresPerSecondOfKnot;
          const across = acrossDegrees(lastLongitude, longitude);
          for (let t = first; t <= tick; t++) {
            const share = (t * tickMs - lastAt) / (at - lastAt);
            const said = share < 0.5 ? lastKnots : knots;
            const slow = seconds > 300 || Number.isNaN(said) ? implied : said;
            if (!(slow < meetingKnots)) continue;
            const x = wrapped(lastLongitude + across * share);
            const y = lastLatitude + (latitude - lastLatitude) * share;
            if (shore !== null && shore.rough(x, y) < meetingShoreMetres - roughBy) continue;
            push(presence, t, mmsi, x, y, slow);
          }
        }
        lastAt = at;
        lastLongitude = fixes.longitude[row] ?? 0;
        lastLatitude = fixes.latitude[row] ?? 0;
        lastKnots = knots;
      }
    },
    end: () => undefined,
  };
}

function push(
  presence: Presence,
  tick: number,
  mmsi: number,
  longitude: number,
  latitude: number,
  knots: number,
): void {
  const at = presence.length;
  if (at === presence.tick.length) {
    const wider = columnsOf(2 * at);
    wider.tick.set(presence.tick);
    wider.mmsi.set(presence.mmsi);
    wider.longitude.set(presence.longitude);
    wider.latitude.set(presence.latitude);
    wider.knots.set(presence.knots);
    Object.assign(presence, wider);
  }
  presence.tick[at] = tick;
  presence.mmsi[at] = mmsi;
  presence.longitude[at] = longitude;
  presence.latitude[at] = latitude;
  presence.knots[at] = knots;
  presence.length++;
}
