import { metresPerNauticalMile, metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import { roughBy, type Shore } from "../places/shore.ts";
import type { Loitering } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import type { Follower } from "./stretch.ts";

/** Finds the stretches of a segment in which the ship is slow far from any shore; a silence of `gapHours` ends one. */
export function followLoitering(
  mmsi: number,
  shore: Shore,
  { loiteringKnots, loiteringHours, loiteringNauticalMiles, gapHours }: EventSettings,
  found: Loitering[],
): Follower {
  const farMetres = loiteringNauticalMiles * metresPerNauticalMile;
  let [fromMs, lastAt, lastLongitude, lastLatitude] = [Number.NaN, Number.NaN, 0, 0];
  let [metres, startLongitude, startLatitude] = [0, 0, 0];
  const close = (): void => {
    if (lastAt - fromMs >= loiteringHours * 3_600_000) {
      const across = lastLongitude - startLongitude;
      const middle = [
        startLongitude + (Math.abs(across) > 180 ? 0 : across / 2),
        (startLatitude + lastLatitude) / 2,
      ] as const;
      // Cells are rough: what they let in is asked once more.
      if (shore.metres(...middle, farMetres) >= farMetres)
        found.push({
          mmsi,
          fromMs,
          toMs: lastAt,
          position: middle,
          meanKnots: Math.round((metres / ((lastAt - fromMs) / 1000) / metresPerSecondOfKnot) * 100) / 100,
          distanceMetres: Math.round(metres),
        });
    }
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
        const knots = fixes.speed[row] ?? Number.NaN;
        const slow = knots < loiteringKnots && shore.rough(longitude, latitude) >= farMetres - roughBy;
        if (!Number.isNaN(fromMs)) {
          const step = sphereMetres(lastLongitude, lastLatitude, longitude, latitude);
          const seconds = (at - lastAt) / 1000;
          const drove = seconds > 600 && step > loiteringKnots * metresPerSecondOfKnot * seconds;
          if (!slow || drove || seconds > gapHours * 3600) close();
          else metres += step;
        }
        if (slow && Number.isNaN(fromMs)) {
          fromMs = at;
          metres = 0;
          [startLongitude, startLatitude] = [longitude, latitude];
        }
        [lastAt, lastLongitude, lastLatitude] = [at, longitude, latitude];
      }
    },
    end: close,
  };
}
