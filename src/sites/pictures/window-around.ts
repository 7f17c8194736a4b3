import type { PixelWindow } from "./raster.ts";

/** What is kept around points: pixels, and a share of the longer side of what holds them. */
export interface Margin {
  readonly pixels: number;
  readonly share?: number;
}

/**
 * The whole pixels of a picture that hold all points, with a margin around them and cut at the picture's edges. Pixels are [column, row].
 * @returns null without a point, or where the picture shows nothing of them
 */
export function windowAround(
  points: Iterable<readonly [column: number, row: number]>,
  { pixels, share = 0 }: Margin,
  { width, height }: { readonly width: number; readonly height: number },
): PixelWindow | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [column, row] of points) {
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  }
  if (!(left <= right && top <= bottom)) return null;
  const margin = pixels + share * Math.max(right - left, bottom - top);
  const column = Math.max(0, Math.floor(left - margin));
  const row = Math.max(0, Math.floor(top - margin));
  const end = Math.min(width, Math.ceil(right + margin));
  const below = Math.min(height, Math.ceil(bottom + margin));
  return end > column && below > row ? { column, row, width: end - column, height: below - row } : null;
}
