import { acrossDegrees, metresPerDegree } from "../../base/geodesy/sphere.ts";
import type { Fixes } from "../ais/fixes.ts";
import type { TrackSettings } from "./track-settings.ts";

const radians = Math.PI / 180;
/** A place that the ship is near at the same time anyway says nothing of its clock, in milliseconds. */
const sameTimeMs = 120_000;
/** Reports further apart than this do not say where the ship was between them. */
const longestStepMs = 900_000;

/**
 * True when a misplaced report lies on the ship's own way of another time: it was sent there and stamped with a wrong time, or came late.
 * @param way rows of the ship's segment in order of time, from `from` up to `to`
 */
export function isOnOwnWay(
  fixes: Fixes,
  row: number,
  way: Int32Array,
  from: number,
  to: number,
  { clockMetres, clockHours }: TrackSettings,
): boolean {
  const at = fixes.at[row] ?? 0;
  const longitude = fixes.longitude[row] ?? 0;
  const latitude = fixes.latitude[row] ?? 0;
  const cosine = Math.cos(latitude * radians);
  const within = (clockMetres / metresPerDegree) ** 2;
  const spanMs = clockHours * 3_600_000;
  let [px, py, pt] = [0, 0, Number.NaN];
  for (let k = from; k < to; k++) {
    const other = way[k] ?? 0;
    const t = fixes.at[other] ?? 0;
    if (t < at - spanMs) continue;
    if (t > at + spanMs) break;
    const x = acrossDegrees(longitude, fixes.longitude[other] ?? 0) * cosine;
    const y = (fixes.latitude[other] ?? 0) - latitude;
    if (t - pt <= longestStepMs && Math.abs(t - at) > sameTimeMs && Math.abs(pt - at) > sameTimeMs) {
      const [dx, dy] = [x - px, y - py];
      const length = dx * dx + dy * dy;
      const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(px * dx + py * dy) / length));
      if ((px + share * dx) ** 2 + (py + share * dy) ** 2 <= within) return true;
    }
    [px, py, pt] = [x, y, t];
  }
  return false;
}
