import { stripRows, stripStepMetres, type Strip } from "../strip.ts";
import { boxOf, isFine } from "./sample-spacing.ts";
import type { TilePixels } from "./tile-pixels.ts";
import { edgePixels, type Block, type TileGrid } from "./touched-tiles.ts";

/** The part of the picture whose samples a tile has, in pixels. */
interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boundsOf(tile: number, { side, tilesAcross, width, height }: TileGrid): Bounds {
  const [left, top] = [(tile % tilesAcross) * side, Math.floor(tile / tilesAcross) * side];
  // A sample on the far edge of the picture belongs to the last tile.
  const right = left + side >= width ? width + edgePixels : left + side;
  const bottom = top + side >= height ? height + edgePixels : top + side;
  return { left, top, right, bottom };
}

/**
 * Samples what a block of columns has in one tile: the samples whose middles lie in it, each from the same pixels and by the same sums whatever tile
 * it is met in. Bilinear between pixel middles; within half a pixel of the picture's edge the edge's pixels hold. A sample is valid when every pixel with
 * a share in it is.
 */
export function sampleBlock(
  strip: Strip,
  block: Block,
  tile: number,
  pixels: TilePixels,
  grid: TileGrid,
  shift: readonly [number, number],
): void {
  const bounds = boundsOf(tile, grid);
  for (let c = block.from; c < block.to; c++)
    if (isFine(strip.plan.across[2 * c] ?? 0, strip.plan.across[2 * c + 1] ?? 0)) {
      sampleBoxes(strip, block, bounds, pixels, grid, shift);
      return;
    }
  samplePoints(strip, block, bounds, pixels, grid, shift);
}

/** One place a sample. Written out and free of calls, since it runs for millions of samples; row by row, so that the strip is written in order. */
function samplePoints(
  { plan, bands, valid }: Strip,
  { from, to }: Block,
  { left, top, right, bottom }: Bounds,
  { values, column, row, side }: TilePixels,
  { width, height }: TileGrid,
  [dx, dy]: readonly [number, number],
): void {
  const { columns, centres, across } = plan;
  const red = bands[0];
  const green = bands[1];
  const blue = bands[2];
  const lastColumn = width - 1;
  const lastRow = height - 1;
  for (let r = 0; r < stripRows; r++) {
    const metres = (r + 0.5 - stripRows / 2) * stripStepMetres;
    let at = r * columns + from;
    for (let c = from; c < to; c++, at++) {
      const x = (centres[2 * c] ?? 0) + dx + (across[2 * c] ?? 0) * metres;
      const y = (centres[2 * c + 1] ?? 0) + dy + (across[2 * c + 1] ?? 0) * metres;
      // Written so that places that are no numbers fall out too.
      if (!(x >= left && x < right && y >= top && y < bottom)) continue;
      let u = x - 0.5;
      if (u < 0) u = 0;
      else if (u > lastColumn) u = lastColumn;
      let v = y - 0.5;
      if (v < 0) v = 0;
      else if (v > lastRow) v = lastRow;
      const i = Math.floor(u);
      const j = Math.floor(v);
      const fx = u - i;
      const fy = v - j;
      const a = ((j - row) * side + (i - column)) * 4;
      const b = fx === 0 ? a : a + 4;
      const down = fy === 0 ? 0 : 4 * side;
      const d = a + down;
      const e = b + down;
      if (values[a + 3] !== 1 || values[b + 3] !== 1 || values[d + 3] !== 1 || values[e + 3] !== 1) continue;
      const wa = (1 - fx) * (1 - fy);
      const wb = fx * (1 - fy);
      const wd = (1 - fx) * fy;
      const we = fx * fy;
      red[at] = wa * (values[a] ?? 0) + wb * (values[b] ?? 0) + wd * (values[d] ?? 0) + we * (values[e] ?? 0);
      valid[at] = 1;
      if (red === green) continue;
      green[at] =
        wa * (values[a + 1] ?? 0) +
        wb * (values[b + 1] ?? 0) +
        wd * (values[d + 1] ?? 0) +
        we * (values[e + 1] ?? 0);
      blue[at] =
        wa * (values[a + 2] ?? 0) +
        wb * (values[b + 2] ?? 0) +
        wd * (values[d + 2] ?? 0) +
        we * (values[e + 2] ?? 0);
    }
  }
}

/** The mean of several places a sample, along the picture's axes. */
function sampleBoxes(
  { plan, bands, valid }: Strip,
  { from, to }: Block,
  { left, top, right, bottom }: Bounds,
  pixels: TilePixels,
  grid: TileGrid,
  [dx, dy]: readonly [number, number],
): void {
  const [red, green, blue] = bands;
  const sums = new Float64Array(3);
  for (let c = from; c < to; c++) {
    const [ax, ay] = [plan.across[2 * c] ?? 0, plan.across[2 * c + 1] ?? 0];
    const box = boxOf(ax, ay);
    const share = 1 / (box.count * box.count);
    for (let r = 0; r < stripRows; r++) {
      const metres = (r + 0.5 - stripRows / 2) * stripStepMetres;
      const x = (plan.centres[2 * c] ?? 0) + dx + ax * metres;
      const y = (plan.centres[2 * c + 1] ?? 0) + dy + ay * metres;
      if (!(x >= left && x < right && y >= top && y < bottom)) continue;
      sums.fill(0);
      let isWhole = true;
      for (let n = 0; n < box.count && isWhole; n++)
        for (let m = 0; m < box.count && isWhole; m++)
          isWhole = addPlace(sums, pixels, grid, x + box.first + m * box.step, y + box.first + n * box.step);
      if (!isWhole) continue;
      const at = r * plan.columns + c;
      red[at] = (sums[0] ?? 0) * share;
      green[at] = (sums[red === green ? 0 : 1] ?? 0) * share;
      blue[at] = (sums[red === blue ? 0 : 2] ?? 0) * share;
      valid[at] = 1;
    }
  }
}

/** Adds the bilinear values of a place; false where one of its pixels has no data. */
function addPlace(
  sums: Float64Array,
  { values, column, row, side }: TilePixels,
  { width, height }: TileGrid,
  x: number,
  y: number,
): boolean {
  const u = Math.min(Math.max(x - 0.5, 0), width - 1);
  const v = Math.min(Math.max(y - 0.5, 0), height - 1);
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [fx, fy] = [u - i, v - j];
  const a = ((j - row) * side + (i - column)) * 4;
  const b = fx === 0 ? a : a + 4;
  const down = fy === 0 ? 0 : 4 * side;
  if (values[a + 3] !== 1 || values[b + 3] !== 1 || values[a + down + 3] !== 1 || values[b + down + 3] !== 1)
    return false;
  for (let band = 0; band < 3; band++)
    sums[band] =
      (sums[band] ?? 0) +
      (1 - fy) * ((1 - fx) * (values[a + band] ?? 0) + fx * (values[b + band] ?? 0)) +
      fy * ((1 - fx) * (values[a + down + band] ?? 0) + fx * (values[b + down + band] ?? 0));
  return true;
}
