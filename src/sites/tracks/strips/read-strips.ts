import type { StopSignal } from "../../../base/abort.ts";
import type { Picture } from "../../pictures/picture.ts";
import type { Raster } from "../../pictures/raster.ts";
import { stripRows, type Strip, type StripPlan } from "../strip.ts";
import { colourBands } from "./colour-bands.ts";
import { readTile, windowOfTile, type DamagedWindow, type ReadTile } from "./read-tiles.ts";
import { sampleBlock } from "./sample-block.ts";
import { layTile } from "./tile-pixels.ts";
import { touchedTiles, type TileGrid } from "./touched-tiles.ts";

export interface ReadStripsOptions {
  /** Pixels of level 0, column and row, that are added to every place of the plans; default [0, 0]. */
  readonly lineUpShift?: readonly [columns: number, rows: number];
  /** Pixels of a side of the windows that are read; default 512. It changes the speed and no sample. */
  readonly windowPixels?: number;
  readonly signal?: StopSignal;
  /** Told after each window how many of how many are done. */
  readonly progress?: (done: number, of: number) => void;
}

export interface ReadStrips {
  /** In the order of the plans. For a grey picture the three bands of a strip are one array. */
  readonly strips: readonly Strip[];
  /** What could not be read: its samples are not valid. */
  readonly damaged: readonly DamagedWindow[];
}

/**
 * Unrolls strips from a picture: bilinear from level 0, and where pixels are under 0.2 m averaged over a box of 0.25 m. Each window of a fixed grid that holds
 * pixels of a sample is read once; two rows of windows are held at a time. Each sample is the same sum of the same pixels whatever the windows,
 * the order of the plans and what else is read.
 * @throws InputError and UnavailableError as reading does; a window that is damaged is reported instead
 */
export async function readStrips(
  picture: Picture,
  plans: readonly StripPlan[],
  options: ReadStripsOptions = {},
): Promise<ReadStrips> {
  const { lineUpShift = [0, 0], windowPixels = 512, signal, progress } = options;
  const { width, height } = picture.description;
  const grid: TileGrid = {
    width,
    height,
    side: windowPixels,
    tilesAcross: Math.ceil(width / windowPixels),
    tilesDown: Math.ceil(height / windowPixels),
  };
  const wanted = colourBands(picture.description);
  const strips = plans.map((plan) => emptyStrip(plan, wanted.length === 1));
  const { read, blocks, margin } = touchedTiles(plans, grid, lineUpShift);
  const decoded = new Map<number, Raster>();
  const damaged: DamagedWindow[] = [];
  const into = new Float32Array((windowPixels + 2 * margin) ** 2 * 4);
  // A tile needs those beside it: it is sampled when everything up to the row after it was read, and dropped when no later one needs it.
  const around = Math.ceil(margin / windowPixels);
  const waiting = [...blocks.keys()].sort((a, b) => a - b);
  const rowOf = (tile: number): number => Math.floor(tile / grid.tilesAcross);
  const sampleUpTo = (row: number): void => {
    while (waiting[0] !== undefined && rowOf(waiting[0]) <= row) {
      const tile = waiting.shift() ?? 0;
      const here = blocks.get(tile) ?? [];
      const pixels = layTile(into, { tile, margin, needed: here.map(({ needs }) => needs) }, grid, decoded);
      for (const block of here) {
        const strip = strips[block.plan];
        if (strip !== undefined) sampleBlock(strip, block, tile, pixels, grid, lineUpShift);
      }
    }
    for (const tile of decoded.keys()) if (rowOf(tile) <= row - around) decoded.delete(tile);
  };
  // The next tiles are unpacked on other threads while this one is sampled.
  const underWay = new Map<number, Promise<ReadTile>>();
  const start = (index: number): void => {
    const tile = read[index];
    if (tile === undefined) return;
    const reading = readTile(picture, wanted, windowOfTile(tile, grid), signal);
    // What fails while an earlier tile is awaited is met when its turn comes.
    reading.catch(() => undefined);
    underWay.set(index, reading);
  };
  for (let index = 0; index < tilesAhead; index++) start(index);
  for (const [index, tile] of read.entries()) {
    signal?.throwIfAborted();
    sampleUpTo(rowOf(tile) - 1 - around);
    const { raster, damage } = await (underWay.get(index) ??
      readTile(picture, wanted, windowOfTile(tile, grid), signal));
    underWay.delete(index);
    start(index + tilesAhead);
    if (damage !== null) damaged.push(damage);
    if (raster !== null) decoded.set(tile, raster);
    progress?.(index + 1, read.length);
  }
  sampleUpTo(grid.tilesDown);
  return { strips, damaged };
}

/** Tiles that are read ahead of the one that is sampled: enough for two cores. */
const tilesAhead = 3;

function emptyStrip(plan: StripPlan, isGrey: boolean): Strip {
  const samples = stripRows * plan.columns;
  const red = new Float32Array(samples);
  const [green, blue] = isGrey ? [red, red] : [new Float32Array(samples), new Float32Array(samples)];
  return { plan, bands: [red, green, blue], valid: new Uint8Array(samples) };
}
