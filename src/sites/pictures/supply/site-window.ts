import type { Box } from "../../../base/geometry/box.ts";
import type { Ground } from "../crs/ground.ts";
import type { Affine } from "../georeference/georeference.ts";
import type { PixelWindow } from "../raster.ts";

/** A picture on the ground, as far as a window needs it. */
export interface PlacedPicture {
  readonly width: number;
  readonly height: number;
  readonly transform: Affine;
  readonly ground: Ground;
  /** True when the CRS counts in degrees of longitude and latitude. */
  readonly inDegrees: boolean;
}

/** Points along each side of a box that are carried over, since straight sides in degrees bend in a projection. */
const pointsPerSide = 17;

/**
 * The pixels of a picture that cover the boxes, with `padding` pixels around them, cut at the picture's edges. null when the picture does not
 * reach them.
 */
export function windowOver(picture: PlacedPicture, boxes: readonly Box[], padding = 0): PixelWindow | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const shifts = picture.inDegrees ? [-360, 0, 360] : [0];
  for (const box of boxes) {
    for (const shift of shifts) {
      const reach = pixelsAround(picture, box, shift);
      if (reach === null) continue;
      const [l, t, r, b] = reach;
      if (l >= picture.width || t >= picture.height || r <= 0 || b <= 0) continue;
      left = Math.min(left, Math.max(0, Math.floor(l + 1e-6) - padding));
      top = Math.min(top, Math.max(0, Math.floor(t + 1e-6) - padding));
      right = Math.max(right, Math.min(picture.width, Math.ceil(r - 1e-6) + padding));
      bottom = Math.max(bottom, Math.min(picture.height, Math.ceil(b - 1e-6) + padding));
    }
  }
  return right > left && bottom > top
    ? { column: left, row: top, width: right - left, height: bottom - top }
    : null;
}

type Reach = readonly [left: number, top: number, right: number, bottom: number];

/** Where the sides of a box come to lie, in pixels; null when some of it cannot be projected. */
function pixelsAround({ transform, ground }: PlacedPicture, box: Box, shift: number): Reach | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of outlineOf(box)) {
    const [x, y] = ground.fromPosition([longitude, latitude]);
    const [column, row] = toPixel(transform, x + shift, y);
    if (!Number.isFinite(column) || !Number.isFinite(row)) return null;
    left = Math.min(left, column);
    top = Math.min(top, row);
    right = Math.max(right, column);
    bottom = Math.max(bottom, row);
  }
  return [left, top, right, bottom];
}

function* outlineOf({ west, south, east, north }: Box): Generator<readonly [number, number]> {
  for (let i = 0; i < pointsPerSide; i++) {
    const part = i / (pointsPerSide - 1);
    const [x, y] = [west + part * (east - west), south + part * (north - south)];
    yield [x, south];
    yield [x, north];
    yield [west, y];
    yield [east, y];
  }
}

/** Pixel coordinates of a place in the picture's CRS. */
export function toPixel(t: Affine, x: number, y: number): readonly [column: number, row: number] {
  const determinant = t[1] * t[5] - t[2] * t[4];
  const [dx, dy] = [x - t[0], y - t[3]];
  return [(dx * t[5] - dy * t[2]) / determinant, (dy * t[1] - dx * t[4]) / determinant];
}

/** Length of a pixel's side, in the unit of the CRS: the root of its area. */
export const pixelSide = (t: Affine): number => Math.sqrt(Math.abs(t[1] * t[5] - t[2] * t[4]));
