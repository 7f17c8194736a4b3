import { InputError } from "../../../base/errors.ts";
import { crsOfGeoKeys, type GeoKeys } from "../crs/geokeys.ts";
import { fitControlPoints } from "../georeference/fit.ts";
import type { Affine, ControlPoint, Crs, Georeference } from "../georeference/georeference.ts";
import { numbersOf, type Dialect, type Directory } from "./directory.ts";
import { bytesOfField } from "./directory.ts";
import { tag } from "./field.ts";
import { geoKeysOf } from "./geo-keys.ts";
import type { Head } from "./head.ts";

/** Control points that are taken from one file, spread over all that it has. */
const mostPoints = 200;
/** One more than the six that fix a second-order model, so that each can be left out. */
const fewestForSecondOrder = 7;
/** GTRasterTypeGeoKey's "pixel is point". */
const pixelIsPoint = 2;

/** How a GeoTIFF lies on the ground, or why that cannot be said; both null for a TIFF without any such tags. */
export interface GeoReading {
  readonly georeference: Georeference | null;
  readonly refusal: string | null;
}

/** The geographic tags of a directory, as numbers. */
export interface GeoTags {
  readonly keys: GeoKeys;
  readonly pixelScale: readonly number[];
  readonly tiepoints: readonly number[];
  readonly transformation: readonly number[];
}

export async function readGeoTags(head: Head, dialect: Dialect, { fields }: Directory): Promise<GeoTags> {
  const numbers = async (number: number, what: string): Promise<number[]> => {
    const field = fields.get(number);
    return field === undefined ? [] : numbersOf(head, dialect, field, what);
  };
  const texts = fields.get(tag.geoAsciiParams);
  const textBytes =
    texts === undefined
      ? new Uint8Array()
      : await bytesOfField(head, texts, "the texts of the geographic keys");
  return {
    // Places in the texts count bytes, so one character stands for one byte here.
    keys: geoKeysOf(
      await numbers(tag.geoKeyDirectory, "the geographic keys"),
      await numbers(tag.geoDoubleParams, "the numbers of the geographic keys"),
      Array.from(textBytes.subarray(0, 65_536), (b) => String.fromCharCode(b)).join(""),
    ),
    pixelScale: await numbers(tag.modelPixelScale, "the pixel scale"),
    tiepoints: await numbers(tag.modelTiepoint, "the tie points"),
    transformation: await numbers(tag.modelTransformation, "the transformation"),
  };
}

/**
 * The georeference of a GeoTIFF (OGC 19-008, annex C; half pixels as GDAL takes them): scale with a tie point, else the transformation
 * matrix, else three or more tie points as control points.
 */
export function georeferenceOf({ keys, pixelScale, tiepoints, transformation }: GeoTags): GeoReading {
  const isPoint = keys.GTRasterTypeGeoKey === pixelIsPoint;
  const transform = transformOf(pixelScale, tiepoints, transformation, isPoint);
  const points = transform === null ? controlPointsOf(tiepoints, isPoint) : [];
  if (transform === null && points.length === 0)
    return Object.keys(keys).length === 0
      ? { georeference: null, refusal: null }
      : refused("the file names a coordinate system but not where its pixels lie in it");
  let crs: Crs | null;
  try {
    crs = crsOfGeoKeys(keys);
  } catch (error) {
    if (error instanceof InputError) return refused(error.message.split("\n")[0] ?? "");
    throw error;
  }
  if (crs === null) return refused("the file says where its pixels lie but names no coordinate system");
  if (transform !== null) return { georeference: { type: "transform", crs, transform }, refusal: null };
  if (points.length < 3) return refused(`the file has ${points.length} tie points, and a place needs three`);
  try {
    return { georeference: betterFit(points, crs), refusal: null };
  } catch (error) {
    if (error instanceof InputError) return refused(error.message.split("\n")[0] ?? "");
    throw error;
  }
}

/** Of the affine and, where the points suffice, the second-order fit the one that meets points better that it was not fitted to. */
function betterFit(points: readonly ControlPoint[], crs: Crs): Georeference {
  const affine = fitControlPoints(points, crs, "affine");
  if (affine.errorMetres === null || points.length < fewestForSecondOrder) return affine.georeference;
  try {
    const second = fitControlPoints(points, crs, "second-order");
    const isBetter = second.errorMetres !== null && second.errorMetres < affine.errorMetres;
    return isBetter ? second.georeference : affine.georeference;
  } catch (error) {
    // Points that do not fix a second-order model may well fix an affine one.
    if (error instanceof InputError) return affine.georeference;
    throw error;
  }
}

const refused = (refusal: string): GeoReading => ({ georeference: null, refusal });

function transformOf(
  scale: readonly number[],
  tiepoints: readonly number[],
  matrix: readonly number[],
  isPoint: boolean,
): Affine | null {
  const [sx = 0, sy = 0] = scale;
  if (scale.length >= 2 && sx !== 0 && sy !== 0) {
    if (tiepoints.length < 6) return null;
    const [column = 0, row = 0, , x = 0, y = 0] = tiepoints;
    const down = -Math.abs(sy);
    return finite(shifted([x - column * sx, sx, 0, y - row * down, 0, down], isPoint));
  }
  if (matrix.length !== 16) return null;
  const [a = 0, b = 0, , d = 0, e = 0, f = 0, , h = 0] = matrix;
  return finite(shifted([d, a, b, h, e, f], isPoint));
}

/** Where the file's places mean the centres of pixels, the corner lies half a pixel before. */
function shifted(t: Affine, isPoint: boolean): Affine {
  if (!isPoint) return t;
  return [t[0] - (t[1] + t[2]) / 2, t[1], t[2], t[3] - (t[4] + t[5]) / 2, t[4], t[5]];
}

/** null for numbers that place nothing: not finite, or all pixels on one line. */
function finite(t: Affine): Affine | null {
  return t.every(Number.isFinite) && t[1] * t[5] !== t[2] * t[4] ? t : null;
}

function controlPointsOf(tiepoints: readonly number[], isPoint: boolean): ControlPoint[] {
  const half = isPoint ? 0.5 : 0;
  const points: ControlPoint[] = [];
  const step = 6 * Math.ceil(tiepoints.length / 6 / mostPoints);
  for (let i = 0; i + 5 < tiepoints.length; i += step) {
    const [column = 0, row = 0, , x = 0, y = 0] = tiepoints.slice(i, i + 5);
    if ([column, row, x, y].every(Number.isFinite))
      points.push({ pixel: [column + half, row + half], at: [x, y] });
  }
  return points;
}
