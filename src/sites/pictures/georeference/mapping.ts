import { InputError } from "../../../base/errors.ts";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { Box } from "../../../base/geometry/box.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import { groundOf, type Coordinates } from "../crs/ground.ts";
import type { PixelWindow } from "../raster.ts";
import type { Affine, Georeference } from "./georeference.ts";
import { inverseOf } from "./inverse.ts";
import { fittedModel, type Pixel } from "./pixel-model.ts";

/** Ground metres of one pixel: `acrossMetres` from column to column, `alongMetres` from row to row. */
export interface SampleDistance {
  readonly acrossMetres: number;
  readonly alongMetres: number;
}

/** Between pixels, coordinates of the picture's CRS and positions on WGS 84. Pixels are [column, row], [0, 0] at the outer corner. */
export interface Mapping {
  readonly toCrs: (pixel: Pixel) => Coordinates;
  /** @throws InputError when a bent model has no pixel for the coordinates. */
  readonly toPixel: (at: Coordinates) => Pixel;
  /** @throws InputError when the projection has no position for the pixel. */
  readonly toPosition: (pixel: Pixel) => LonLat;
  /** @throws InputError when the projection does not show the position, or as toPixel. */
  readonly pixelAt: (position: LonLat) => Pixel;
  /** By geodesics over one pixel about a place in the picture. */
  readonly sampleDistanceMetres: (pixel: Pixel) => SampleDistance;
  /** The whole pixels of a picture that a box of positions touches; null when it lies beside the picture. */
  readonly windowOf: (box: Box, width: number, height: number) => PixelWindow | null;
  /** Polygons of positions as polygons of pixels, ring by ring. Edges stay straight. */
  readonly outlineInPixels: (
    polygons: readonly (readonly (readonly LonLat[])[])[],
  ) => readonly (readonly (readonly Pixel[])[])[];
}

/**
 * Opens a georeference for computing.
 * @throws InputError when its CRS cannot be computed, its six numbers have no inverse, or its points do not fix its model.
 */
export function mappingOf(georeference: Georeference): Mapping {
  const ground = groundOf(georeference.crs);
  const { toCrs, toPixel } =
    georeference.type === "transform" ? affineMapping(georeference.transform) : fittedMapping(georeference);
  const toPosition = (pixel: Pixel): LonLat => {
    const position = ground.toPosition(toCrs(pixel));
    if (!isPosition(position)) throw offTheMap("pixel", pixel, georeference.crs.name);
    return position;
  };
  const turn = /\+proj=longlat\b/.test(georeference.crs.proj4) ? turnOf(toCrs([0, 0])[0]) : 0;
  const pixelAt = (position: LonLat): Pixel => {
    const [x, y] = ground.fromPosition(position);
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw offTheMap("position", position, georeference.crs.name);
    return toPixel([x + turn, y]);
  };
  return {
    toCrs,
    toPixel,
    toPosition,
    pixelAt,
    sampleDistanceMetres: ([column, row]) => ({
      acrossMetres: distanceMetres(toPosition([column - 0.5, row]), toPosition([column + 0.5, row])),
      alongMetres: distanceMetres(toPosition([column, row - 0.5]), toPosition([column, row + 0.5])),
    }),
    windowOf: (box, width, height) => windowAround(edgeOf(box).map(pixelAt), width, height),
    outlineInPixels: (polygons) =>
      polygons.map((rings) => rings.map((ring) => ring.map((position) => pixelAt(position)))),
  };
}

interface Between {
  readonly toCrs: (pixel: Pixel) => Coordinates;
  readonly toPixel: (at: Coordinates) => Pixel;
}

function affineMapping(transform: Affine): Between {
  const [x0, xc, xr, y0, yc, yr] = transform;
  const determinant = xc * yr - xr * yc;
  if (!Number.isFinite(determinant) || determinant === 0 || ![x0, y0].every(Number.isFinite))
    throw InputError.of(
      "georeference",
      "transform",
      transform.join(", "),
      "six numbers that have an inverse",
    );
  return {
    toCrs: ([column, row]) => [x0 + column * xc + row * xr, y0 + column * yc + row * yr],
    toPixel: ([x, y]) => {
      const [dx, dy] = [x - x0, y - y0];
      return [(dx * yr - dy * xr) / determinant, (dy * xc - dx * yc) / determinant];
    },
  };
}

function fittedMapping({ points, model }: Georeference & { readonly type: "control-points" }): Between {
  const fitted = fittedModel(points, model);
  return { toCrs: (pixel) => fitted.slope(pixel).at, toPixel: inverseOf(fitted) };
}

/** Pictures whose longitudes count beyond 180 are met on their own turn of the globe. */
function turnOf(longitude: number): number {
  return Math.abs(longitude) > 180 ? 360 * Math.round(longitude / 360) : 0;
}

function isPosition([longitude, latitude]: LonLat): boolean {
  return Number.isFinite(longitude) && Math.abs(latitude) <= 90;
}

function offTheMap(field: string, [a, b]: readonly [number, number], crs: string): InputError {
  return InputError.of("georeference", field, `${a}, ${b}`, `a place that ${crs} can show`);
}

const partsOfAnEdge = 8;

/** Positions all along the edge of a box, since straight edges bend in other projections. */
function edgeOf({ west, south, east, north }: Box): readonly LonLat[] {
  const corners: readonly LonLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  return corners.flatMap(([lon, lat], i) => {
    const [nextLon, nextLat] = corners[(i + 1) % 4] ?? [lon, lat];
    return Array.from({ length: partsOfAnEdge }, (_, k): LonLat => {
      const share = k / partsOfAnEdge;
      return [lon + share * (nextLon - lon), lat + share * (nextLat - lat)];
    });
  });
}

function windowAround(pixels: readonly Pixel[], width: number, height: number): PixelWindow | null {
  const columns = pixels.map(([column]) => column);
  const rows = pixels.map(([, row]) => row);
  const left = Math.max(0, Math.floor(Math.min(...columns)));
  const top = Math.max(0, Math.floor(Math.min(...rows)));
  const right = Math.min(width, Math.ceil(Math.max(...columns)));
  const bottom = Math.min(height, Math.ceil(Math.max(...rows)));
  return right > left && bottom > top
    ? { column: left, row: top, width: right - left, height: bottom - top }
    : null;
}
