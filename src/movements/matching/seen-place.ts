import type { LonLat } from "../../base/geometry/ring.ts";
import { isWithin } from "../../base/geometry/within.ts";
import type { ErrorEllipse, RadarGeometry, Scene } from "../sightings/sighting.ts";
import { displacementOf } from "./displacement.ts";
import type { Forecast } from "./forecast.ts";
import { directionOf, fromPlane, toPlane, type Plane } from "./plane.ts";

/** Where a ship would be seen: sums of normal distributions with covariances in square metres, one row for each kernel. */
export interface SeenPlace {
  readonly plane: Plane;
  /** Rows of weight, east, north, xx, xy, yy. */
  readonly rows: Float64Array;
}

const width = 6;

/** Antennas stand anywhere on a ship: share of the length that one is off its middle, 1 sigma, where the ship does not say. */
const antennaShare = 0.2;

export interface ShipShape {
  readonly lengthMetres: number | null;
  readonly toBowMetres: number | null;
}

/**
 * Several forecasts (of times that a sighting may be of, `betweenMs` apart) become one; moving ships are displaced where the picture is a
 * radar's.
 */
export function seenPlaceOf(
  forecasts: readonly Forecast[],
  shape: ShipShape,
  bowDegrees: number | null,
  radar: RadarGeometry | null,
  betweenMs: number,
): SeenPlace | null {
  const [first] = forecasts;
  if (first === undefined) return null;
  const count = forecasts.reduce((n, f) => n + f.kernels.length, 0);
  const rows = new Float64Array(count * width);
  const length = shape.lengthMetres ?? 0;
  const known = shape.toBowMetres !== null && bowDegrees !== null && length > 0;
  const bow = directionOf(bowDegrees ?? 0);
  const forward = known ? (shape.toBowMetres ?? 0) - length / 2 : 0;
  const antenna = known ? 0 : (antennaShare * length) ** 2;
  // A time between two that are weighed: the ship is anywhere on its way from the one to the other.
  const between = (betweenMs / 1000) ** 2 / 12;
  let at = 0;
  for (const { plane, kernels, weights } of forecasts) {
    const sameOrigin = plane.origin[0] === first.plane.origin[0] && plane.origin[1] === first.plane.origin[1];
    for (const [i, kernel] of kernels.entries()) {
      const [e, n] = sameOrigin
        ? [kernel.east, kernel.north]
        : toPlane(first.plane, fromPlane(plane, [kernel.east, kernel.north]));
      const moved = radar === null ? null : displacementOf(radar, kernel.velocity);
      const [s, c] = directionOf(kernel.azimuthDegrees);
      const [ve, vn] = kernel.velocity;
      const [a, b] = [kernel.along ** 2, kernel.across ** 2];
      rows[at++] = (weights[i] ?? 0) / forecasts.length;
      rows[at++] = e + forward * bow[0] + (moved?.shift[0] ?? 0);
      rows[at++] = n + forward * bow[1] + (moved?.shift[1] ?? 0);
      rows[at++] = a * s * s + b * c * c + antenna + (moved?.xx ?? 0) + between * ve * ve;
      rows[at++] = (a - b) * s * c + (moved?.xy ?? 0) + between * ve * vn;
      rows[at++] = a * c * c + b * s * s + antenna + (moved?.yy ?? 0) + between * vn * vn;
    }
  }
  return { plane: first.plane, rows };
}

/** Covariance of an ellipse in square metres: east-east, east-north, north-north. */
export function covarianceOf(error: ErrorEllipse): readonly [number, number, number] {
  const [s, c] = directionOf(error.azimuthDegrees);
  const [a, b] = [error.semiMajorMetres ** 2, error.semiMinorMetres ** 2];
  return [a * s * s + b * c * c, (a - b) * s * c, a * c * c + b * s * s];
}

/** Density of a measured place per square metre. */
export function seenDensity(
  { plane, rows }: SeenPlace,
  place: LonLat,
  [exx, exy, eyy]: readonly [number, number, number],
): number {
  const [east, north] = toPlane(plane, place);
  let sum = 0;
  for (let at = 0; at < rows.length; at += width) {
    const xx = (rows[at + 3] ?? 0) + exx;
    const xy = (rows[at + 4] ?? 0) + exy;
    const yy = (rows[at + 5] ?? 0) + eyy;
    const dx = east - (rows[at + 1] ?? 0);
    const dy = north - (rows[at + 2] ?? 0);
    const determinant = xx * yy - xy * xy;
    const squared = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant;
    if (squared < 80) sum += ((rows[at] ?? 0) * Math.exp(-0.5 * squared)) / Math.sqrt(determinant);
  }
  return sum / (2 * Math.PI);
}

/** Places of a two-dimensional normal rule of degree 5 along one axis, in standard deviations, with their weights. */
const rule = [
  [0, 2 / 3],
  [Math.sqrt(3), 1 / 6],
  [-Math.sqrt(3), 1 / 6],
] as const;

/** Probability that a ship would be seen within what a scene shows: inside its footprint and in none of its hidden parts. */
export function shareInView({ plane, rows }: SeenPlace, scene: Scene): number {
  let share = 0;
  for (let at = 0; at < rows.length; at += width) {
    const [xx, xy, yy] = [rows[at + 3] ?? 0, rows[at + 4] ?? 0, rows[at + 5] ?? 0];
    // Cholesky: two directions in which the distribution is standard.
    const a = Math.sqrt(xx);
    const b = xy / a;
    const c = Math.sqrt(Math.max(0, yy - b * b));
    for (const [u, wu] of rule)
      for (const [v, wv] of rule) {
        const place = fromPlane(plane, [(rows[at + 1] ?? 0) + a * u, (rows[at + 2] ?? 0) + b * u + c * v]);
        if (inView(scene, place)) share += (rows[at] ?? 0) * wu * wv;
      }
  }
  return share;
}

export const inView = ({ footprint, hidden }: Pick<Scene, "footprint" | "hidden">, place: LonLat): boolean =>
  isWithin(place, footprint) && !hidden.some((part) => isWithin(place, part));
