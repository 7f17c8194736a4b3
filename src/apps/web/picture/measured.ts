import { areaSquareMetres, bearingDegrees, distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { PlacePosition } from "./frame.ts";

/** A length measured on the screen. */
export interface MeasuredLength {
  readonly metres: number;
  /** It lies within so much of the true length in 9 of 10 cases; null where the sample distance is not known. */
  readonly plusMinusMetres: number | null;
}

/** A way of straight parts on a picture. */
export interface MeasuredWay extends MeasuredLength {
  readonly parts: readonly number[];
  /** Of the first part, clockwise from north; null for one point. */
  readonly bearingDegrees: number | null;
  readonly plusMinusDegrees: number | null;
}

export interface MeasuredArea {
  readonly squareMetres: number;
  readonly plusMinusSquareMetres: number | null;
  readonly aroundMetres: number;
}

/** Standard error of a point that somebody puts on the edge of a thing: half a pixel of what the picture carries, along columns and along rows. */
const pointingPixels = 0.5;
/** Nine in ten of a normal error lie within so many standard errors. */
const nineInTen = 1.6449;

/** Unit vector east and north from one position to another. */
function direction(from: PlacePosition, to: PlacePosition): readonly [number, number] {
  const a = (bearingDegrees(from, to) * Math.PI) / 180;
  return [Math.sin(a), Math.cos(a)];
}

/**
 * Length and bearing of a way by geodesics on WGS 84. The error is that of pointing alone: each point is off by half a pixel of the carried sample distance,
 * independently, and moves the parts on either side of it.
 */
export function measuredWay(
  points: readonly PlacePosition[],
  sampleDistanceMetres: number | null,
): MeasuredWay {
  const parts = points.slice(1).map((to, i) => distanceMetres(points[i] ?? to, to));
  const metres = parts.reduce((sum, p) => sum + p, 0);
  const [first, second] = points;
  const bearing = first === undefined || second === undefined ? null : bearingDegrees(first, second);
  if (sampleDistanceMetres === null || points.length < 2)
    return { metres, parts, bearingDegrees: bearing, plusMinusMetres: null, plusMinusDegrees: null };
  const sigma = pointingPixels * sampleDistanceMetres;
  let variance = 0;
  for (const [i, at] of points.entries()) {
    const [before, after] = [points[i - 1], points[i + 1]];
    const a = before === undefined ? ([0, 0] as const) : direction(before, at);
    const b = after === undefined ? ([0, 0] as const) : direction(at, after);
    variance += ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) * sigma * sigma;
  }
  const firstPart = parts[0] ?? 0;
  const across = Math.SQRT2 * sigma * nineInTen;
  return {
    metres,
    parts,
    bearingDegrees: bearing,
    plusMinusMetres: nineInTen * Math.sqrt(variance),
    plusMinusDegrees: firstPart > 0 ? Math.min(180, (Math.atan2(across, firstPart) * 180) / Math.PI) : null,
  };
}

/** Area and circumference of a polygon by geodesics; `corners` without the first repeated. The error is that of pointing at its corners. */
export function measuredArea(
  corners: readonly PlacePosition[],
  sampleDistanceMetres: number | null,
): MeasuredArea | null {
  const [first] = corners;
  if (first === undefined || corners.length < 3) return null;
  const squareMetres = areaSquareMetres([[...corners, first]]);
  const aroundMetres = corners.reduce(
    (sum, corner, i) => sum + distanceMetres(corner, corners[(i + 1) % corners.length] ?? corner),
    0,
  );
  if (sampleDistanceMetres === null) return { squareMetres, aroundMetres, plusMinusSquareMetres: null };
  const sigma = pointingPixels * sampleDistanceMetres;
  // Moving a corner changes the area by half the way between its neighbours, times how far it moves across that way.
  const variance = corners.reduce((sum, _, i) => {
    const before = corners[(i + corners.length - 1) % corners.length] ?? first;
    const after = corners[(i + 1) % corners.length] ?? first;
    return sum + (distanceMetres(before, after) / 2) ** 2 * sigma * sigma;
  }, 0);
  return { squareMetres, aroundMetres, plusMinusSquareMetres: nineInTen * Math.sqrt(variance) };
}

/** Decimals that an error allows: the last one printed is the first that is uncertain. */
const decimals = (plusMinus: number | null): number =>
  plusMinus === null || plusMinus <= 0 ? 1 : Math.min(2, Math.max(0, Math.ceil(-Math.log10(plusMinus))));

/** "108.2 m ±0.8", "12.43 km": as many digits as the error allows. */
export function metresInWords(metres: number, plusMinus: number | null = null): string {
  if (metres >= 10_000) return `${(metres / 1000).toFixed(2)} km`;
  const digits = decimals(plusMinus);
  return `${metres.toFixed(digits)} m${plusMinus === null ? "" : ` ±${plusMinus.toFixed(digits)}`}`;
}

/** "123.7° ±0.5". */
export function degreesInWords(degrees: number, plusMinus: number | null): string {
  const digits = decimals(plusMinus);
  return `${degrees.toFixed(digits)}°${plusMinus === null ? "" : ` ±${plusMinus.toFixed(digits)}`}`;
}

/** "1 240 m² ±35", "1.240 km²". */
export function squareMetresInWords(squareMetres: number, plusMinus: number | null): string {
  if (squareMetres >= 1e6) return `${(squareMetres / 1e6).toFixed(3)} km²`;
  return `${Math.round(squareMetres)} m²${plusMinus === null ? "" : ` ±${Math.max(1, Math.round(plusMinus))}`}`;
}
