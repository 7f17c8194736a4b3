import proj4 from "proj4";
import { InputError } from "../../../base/errors.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import type { Crs } from "../georeference/georeference.ts";

/** Coordinates of a CRS, in its unit: easting and northing, or longitude and latitude in degrees. */
export type Coordinates = readonly [x: number, y: number];

/** The way between the coordinates of a CRS and positions on WGS 84. What cannot be projected comes out as NaN. */
export interface Ground {
  readonly toPosition: (at: Coordinates) => LonLat;
  readonly fromPosition: (position: LonLat) => Coordinates;
}

const nowhere: readonly [number, number] = [Number.NaN, Number.NaN];
/** Inverse projections by series or iteration are taken again until they come back to within so many metres. */
const closeEnoughMetres = 1e-8;
const metresPerDegree = 111_320;

/**
 * Opens a CRS for computing. The inverse of proj4 is off by micrometres in some projections (it stops iterating at 1e-10 radian), so
 * it is corrected by Newton steps through the forward projection.
 * @throws InputError when proj4 cannot compute with it.
 */
export function groundOf(crs: Crs): Ground {
  const isDegrees = /\+proj=(?:longlat|latlong)\b/.test(crs.proj4);
  const isMoved = /\+(?:towgs84|pm|datum|nadgrids|axis)=(?!WGS84\b)/.test(crs.proj4);
  // proj4 takes degrees to radians and back, which costs the last digit.
  if (isDegrees && !isMoved) return { toPosition: ([x, y]) => [x, y], fromPosition: ([x, y]) => [x, y] };
  const converter = opened(crs);
  const fromPosition = ([longitude, latitude]: LonLat): Coordinates =>
    finite(() => converter.forward([longitude, latitude], true));
  const unitMetres = isDegrees ? metresPerDegree : Number(/\+to_meter=(\S+)/.exec(crs.proj4)?.[1] ?? 1);
  const close = closeEnoughMetres / unitMetres;
  const toPosition = (at: Coordinates): LonLat => {
    const first = finite(() => converter.inverse([at[0], at[1]], true));
    return polished(first, at, fromPosition, close);
  };
  return { toPosition, fromPosition };
}

function opened(crs: Crs) {
  try {
    return proj4(crs.proj4);
  } catch {
    throw InputError.of(
      "CRS",
      crs.name,
      "a projection that cannot be computed",
      "a projection that is built in",
    );
  }
}

function finite(compute: () => readonly number[]): readonly [number, number] {
  try {
    const [x = Number.NaN, y = Number.NaN] = compute();
    return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : nowhere;
  } catch {
    // proj4 throws for places that a projection does not show.
    return nowhere;
  }
}

const probeDegrees = 1e-5;

function polished(
  first: LonLat,
  at: Coordinates,
  fromPosition: (position: LonLat) => Coordinates,
  close: number,
): LonLat {
  let [longitude, latitude] = first;
  let best = Infinity;
  let answer = first;
  for (let step = 0; step < 4; step++) {
    const [x, y] = fromPosition([longitude, latitude]);
    const [dx, dy] = [at[0] - x, at[1] - y];
    const miss = Math.hypot(dx, dy);
    // At the edge of doubles the steps only dither: the best of them counts.
    if (!(miss < best)) break;
    best = miss;
    answer = [longitude, latitude];
    if (miss <= close) break;
    const [xe, ye] = fromPosition([longitude + probeDegrees, latitude]);
    const [xn, yn] = fromPosition([longitude, latitude + probeDegrees]);
    const [a, b, c, d] = [xe - x, xn - x, ye - y, yn - y];
    const determinant = a * d - b * c;
    if (determinant === 0 || !Number.isFinite(determinant)) break;
    longitude += (probeDegrees * (d * dx - b * dy)) / determinant;
    latitude += (probeDegrees * (a * dy - c * dx)) / determinant;
  }
  return answer;
}
