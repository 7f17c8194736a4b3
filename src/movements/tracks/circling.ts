import { acrossDegrees, metresPerDegree, metresPerSecondOfKnot } from "../../base/geodesy/sphere.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { Fixes } from "../ais/fixes.ts";
import type { TrackSettings } from "./track-settings.ts";

/** A stretch in which reports lie on a circle more exactly than a ship can sail one. */
export interface Circle {
  readonly mmsi: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly centre: Position;
  readonly radiusMetres: number;
  /** Root mean square distance from the circle over the radius. */
  readonly offShare: number;
  readonly turns: number;
}

/** Least distances between the reports that a circle is fitted to, in metres: each looks for circles of up to twice that radius. */
const spacings = [100, 400, 1600, 6400] as const;
/** Reports of one fit, and new ones before the next. */
const window = 24;
const step = 6;
/** Room for one fit, in metres east and north of its first report. */
const eastMetres = new Float64Array(window);
const northMetres = new Float64Array(window);
const radians = Math.PI / 180;

/**
 * Finds circles in the reports of one segment: over every 24 reports at a least distance a circle is fitted (I. Kasa, A circle fitting procedure and its error
 * analysis, IEEE Transactions on Instrumentation and Measurement 25, 1976). Rings of false positions about a place far from the ship were described by
 * B. Bergman (Global Fishing Watch, 2020): ships that circle keep no such circle, since wind and current move them.
 * @param order rows of the segment, from `from` up to `to`, in order of time
 */
export function findCircles(
  mmsi: number,
  fixes: Fixes,
  order: Int32Array,
  from: number,
  to: number,
  settings: TrackSettings,
): Circle[] {
  const circles: Circle[] = [];
  if (to - from < window) return circles;
  const rows = new Int32Array(window);
  for (const spacing of spacings) {
    let taken = 0;
    let [lastLongitude, lastLatitude, cosine] = [Number.NaN, 0, 1];
    const least = (spacing / metresPerDegree) ** 2;
    for (let k = from; k < to; k++) {
      const row = order[k] ?? 0;
      const longitude = fixes.longitude[row] ?? 0;
      const latitude = fixes.latitude[row] ?? 0;
      const east = acrossDegrees(lastLongitude, longitude) * cosine;
      const north = latitude - lastLatitude;
      if (east * east + north * north < least) continue;
      [lastLongitude, lastLatitude, cosine] = [longitude, latitude, Math.cos(latitude * radians)];
      rows[taken++ % window] = row;
      if (taken < window || taken % step !== 0) continue;
      const circle = fitted(mmsi, fixes, rows, taken % window, settings);
      if (circle !== null) merge(circles, circle);
    }
  }
  return circles;
}

/** Circles of overlapping stretches are one: the better fit stands, over the whole time. */
function merge(circles: Circle[], found: Circle): void {
  const at = circles.findIndex((c) => c.fromMs <= found.toMs && found.fromMs <= c.toMs);
  const known = circles[at];
  if (known === undefined) circles.push(found);
  else
    circles[at] = {
      ...(found.offShare < known.offShare ? found : known),
      fromMs: Math.min(known.fromMs, found.fromMs),
      toMs: Math.max(known.toMs, found.toMs),
      turns: Math.max(known.turns, found.turns),
    };
}

/** The circle through a ring of rows that begins at `start`, or null where they lie on none or it could be sailed. */
function fitted(
  mmsi: number,
  fixes: Fixes,
  rows: Int32Array,
  start: number,
  { circleShare, circleTurns, circleKnots }: TrackSettings,
): Circle | null {
  const first = rows[start % window] ?? 0;
  const [longitude0, latitude0] = [fixes.longitude[first] ?? 0, fixes.latitude[first] ?? 0];
  const cosine = Math.cos(latitude0 * radians);
  const [x, y] = [eastMetres, northMetres];
  let [sx, sy, way, farthest] = [0, 0, 0, 0];
  for (let k = 0; k < window; k++) {
    const row = rows[(start + k) % window] ?? 0;
    const east = acrossDegrees(longitude0, fixes.longitude[row] ?? 0) * cosine * metresPerDegree;
    const north = ((fixes.latitude[row] ?? 0) - latitude0) * metresPerDegree;
    if (k > 0) way += Math.sqrt((east - (x[k - 1] ?? 0)) ** 2 + (north - (y[k - 1] ?? 0)) ** 2);
    farthest = Math.max(farthest, east * east + north * north);
    x[k] = east;
    y[k] = north;
    sx += east;
    sy += north;
  }
  // Chords of a circle add up to two thirds of its round at least; most ways lead away, and need no fit.
  if (way < circleTurns * 2 * Math.sqrt(farthest)) return null;
  const [mx, my] = [sx / window, sy / window];
  let [suu, suv, svv, suuu, svvv, suvv, svuu] = [0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < window; k++) {
    const [u, v] = [(x[k] ?? 0) - mx, (y[k] ?? 0) - my];
    suu += u * u;
    suv += u * v;
    svv += v * v;
    suuu += u * u * u;
    svvv += v * v * v;
    suvv += u * v * v;
    svuu += v * u * u;
  }
  const determinant = suu * svv - suv * suv;
  if (determinant <= 1e-6 * suu * svv) return null;
  const [a, b] = [(suuu + suvv) / 2, (svvv + svuu) / 2];
  const cu = (a * svv - b * suv) / determinant;
  const cv = (b * suu - a * suv) / determinant;
  const radius = Math.sqrt(cu * cu + cv * cv + (suu + svv) / window);
  let [off, swept, swing, path] = [0, 0, 0, 0];
  for (let k = 0; k < window; k++) {
    const [u, v] = [(x[k] ?? 0) - mx - cu, (y[k] ?? 0) - my - cv];
    off += (Math.hypot(u, v) - radius) ** 2;
    if (k === 0) continue;
    const [pu, pv] = [(x[k - 1] ?? 0) - mx - cu, (y[k - 1] ?? 0) - my - cv];
    const turn = Math.atan2(pu * v - pv * u, pu * u + pv * v);
    swept += turn;
    swing += Math.abs(turn);
    path += Math.hypot(u - pu, v - pv);
  }
  const offShare = Math.sqrt(off / window) / radius;
  const turns = Math.abs(swept) / (2 * Math.PI);
  if (offShare > circleShare || turns < circleTurns || Math.abs(swept) < 0.98 * swing) return null;
  const last = rows[(start + window - 1) % window] ?? 0;
  const [fromMs, toMs] = [fixes.at[first] ?? 0, fixes.at[last] ?? 0];
  if (path < (circleKnots * metresPerSecondOfKnot * (toMs - fromMs)) / 1000) return null;
  return {
    mmsi,
    fromMs,
    toMs,
    centre: [longitude0 + (mx + cu) / (cosine * metresPerDegree), latitude0 + (my + cv) / metresPerDegree],
    radiusMetres: radius,
    offShare,
    turns,
  };
}
