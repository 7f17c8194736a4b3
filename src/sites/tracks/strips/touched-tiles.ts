import { stripRows, stripStepMetres, type StripPlan } from "../strip.ts";
import { boxOf } from "./sample-spacing.ts";
import type { PixelBounds } from "./tile-pixels.ts";

/** Columns of a block: the samples of a block are looked at together. */
export const blockColumns = 32;

/** Pixels beyond the right and lower edge where a place still counts as on the edge. */
export const edgePixels = 1e-6;

/** The fixed grid of square tiles over level 0 in which a picture is read. */
export interface TileGrid {
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of a tile's side. */
  readonly side: number;
  readonly tilesAcross: number;
  readonly tilesDown: number;
}

/** A block of columns of one plan. */
export interface Block {
  readonly plan: number;
  readonly from: number;
  readonly to: number;
  /** Pixels that its samples may need, wherever they lie. */
  readonly needs: PixelBounds;
}

/** What is to be read, and for which samples. Tiles are numbered row by row. */
export interface TouchedTiles {
  /** Tiles of which a sample needs pixels, rising. */
  readonly read: readonly number[];
  /** Blocks that have samples in a tile, by tile. A sample lies in the tile of its middle. */
  readonly blocks: ReadonlyMap<number, readonly Block[]>;
  /** Pixels around a tile that its samples may need. */
  readonly margin: number;
}

/** The first and last pixel that any sample of some columns needs; reaching beyond the picture where they do. */
function boundsOf(plan: StripPlan, from: number, to: number, dx: number, dy: number): PixelBounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const reach = (stripRows / 2 - 0.5) * stripStepMetres;
  for (let c = from; c < to; c++) {
    const x = (plan.centres[2 * c] ?? 0) + dx - 0.5;
    const y = (plan.centres[2 * c + 1] ?? 0) + dy - 0.5;
    const [ax, ay] = [plan.across[2 * c] ?? 0, plan.across[2 * c + 1] ?? 0];
    const half = -boxOf(ax, ay).first;
    const [rx, ry] = [reach * Math.abs(ax) + half, reach * Math.abs(ay) + half];
    // Compared so that columns without a place in the picture fall out.
    if (x - rx < bounds.left) bounds.left = x - rx;
    if (y - ry < bounds.top) bounds.top = y - ry;
    if (x + rx > bounds.right) bounds.right = x + rx;
    if (y + ry > bounds.bottom) bounds.bottom = y + ry;
  }
  return {
    left: Math.floor(bounds.left),
    top: Math.floor(bounds.top),
    right: Math.floor(bounds.right) + 1,
    bottom: Math.floor(bounds.bottom) + 1,
  };
}

/** Which tiles the samples of plans need, all moved by a shift in pixels. */
export function touchedTiles(
  plans: readonly StripPlan[],
  grid: TileGrid,
  [dx, dy]: readonly [number, number],
): TouchedTiles {
  const { side, tilesAcross, tilesDown } = grid;
  const read = new Set<number>();
  const blocks = new Map<number, Block[]>();
  let margin = 2;
  const tile = (pixel: number, tiles: number): number =>
    Math.min(tiles - 1, Math.max(0, Math.floor(pixel / side)));
  for (const [index, plan] of plans.entries())
    for (let from = 0; from < plan.columns; from += blockColumns) {
      const to = Math.min(from + blockColumns, plan.columns);
      const needs = boundsOf(plan, from, to, dx, dy);
      const { left, top, right, bottom } = needs;
      if (!(right >= 0 && bottom >= 0 && left < grid.width && top < grid.height)) continue;
      for (let c = from; c < to; c++) {
        const box = boxOf(plan.across[2 * c] ?? 0, plan.across[2 * c + 1] ?? 0);
        margin = Math.max(margin, 2 + Math.ceil(-box.first));
      }
      const [i0, i1] = [tile(left, tilesAcross), tile(right, tilesAcross)];
      const [j0, j1] = [tile(top, tilesDown), tile(bottom, tilesDown)];
      const several = i1 > i0 || j1 > j0;
      for (let j = j0; j <= j1; j++)
        for (let i = i0; i <= i1; i++) {
          const at = j * tilesAcross + i;
          const known = blocks.get(at);
          if (known === undefined) blocks.set(at, [{ plan: index, from, to, needs }]);
          else known.push({ plan: index, from, to, needs });
          if (!several) read.add(at);
        }
      if (several) addNeeded(read, plan, from, to, grid, dx, dy);
    }
  return { read: [...read].sort((a, b) => a - b), blocks, margin };
}

/** Adds the tiles that hold pixels of samples, sample by sample: a block's bounds may touch a corner where it has none. */
function addNeeded(
  read: Set<number>,
  plan: StripPlan,
  from: number,
  to: number,
  { side, tilesAcross, width, height }: TileGrid,
  dx: number,
  dy: number,
): void {
  let last = -1;
  for (let c = from; c < to; c++) {
    const [ax, ay] = [plan.across[2 * c] ?? 0, plan.across[2 * c + 1] ?? 0];
    const half = -boxOf(ax, ay).first;
    for (let r = 0; r < stripRows; r++) {
      const metres = (r + 0.5 - stripRows / 2) * stripStepMetres;
      const x = (plan.centres[2 * c] ?? 0) + dx + ax * metres;
      const y = (plan.centres[2 * c + 1] ?? 0) + dy + ay * metres;
      if (!(x >= 0 && y >= 0 && x < width + edgePixels && y < height + edgePixels)) continue;
      const left = Math.floor(Math.max(0, Math.floor(x - half - 0.5)) / side);
      const right = Math.floor(Math.min(width - 1, Math.floor(x + half - 0.5) + 1) / side);
      const top = Math.floor(Math.max(0, Math.floor(y - half - 0.5)) / side);
      const bottom = Math.floor(Math.min(height - 1, Math.floor(y + half - 0.5) + 1) / side);
      if (left === right && top === bottom && top * tilesAcross + left === last) continue;
      for (let j = top; j <= bottom; j++)
        for (let i = left; i <= right; i++) {
          last = j * tilesAcross + i;
          read.add(last);
        }
    }
  }
}
