import type { StopSignal } from "../../base/abort.ts";
import { InputError } from "../../base/errors.ts";
import type { Picture } from "./picture.ts";
import { samplesOf, type PixelWindow, type Raster } from "./raster.ts";
import { shownLevels, tilePixels, tilesOf, type ShownLevel } from "./shown-levels.ts";

/** Which tile of a shown picture. */
export interface TileAddress {
  /** From fine (0) to coarse, as of `shownLevels`. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** Samples that are decoded at a time while a level is averaged. */
const mostAtOnce = 1 << 24;

/**
 * Reads one tile of a shown level, cut at the picture's edge.
 * @throws InputError when the picture has no such tile; DamageError as `readWindow` does
 */
export async function readShownTile(
  picture: Picture,
  tile: TileAddress,
  bands: readonly number[],
  signal?: StopSignal,
): Promise<Raster> {
  const levels = shownLevels(picture.description.levels);
  const level = levels[tile.level];
  const [columns, rows] = level === undefined ? [0, 0] : tilesOf(level);
  if (level === undefined || !isIn(tile.column, columns) || !isIn(tile.row, rows))
    throw InputError.of(
      "tile",
      "address",
      `${tile.level}/${tile.column}/${tile.row}`,
      level === undefined
        ? `a level from 0 to ${levels.length - 1}`
        : `columns 0 to ${columns - 1} and rows 0 to ${rows - 1} of level ${tile.level}`,
    );
  const window: PixelWindow = {
    column: tile.column * tilePixels,
    row: tile.row * tilePixels,
    width: Math.min(tilePixels, level.width - tile.column * tilePixels),
    height: Math.min(tilePixels, level.height - tile.row * tilePixels),
  };
  const options = { level: level.fileLevel, bands, ...(signal === undefined ? {} : { signal }) };
  return level.averaged === 1
    ? picture.readWindow(window, options)
    : averaged(picture, level, window, options);
}

const isIn = (n: number, end: number): boolean => Number.isInteger(n) && n >= 0 && n < end;

/** Rows of each block that are averaged: two, at its quarters, of however many. A picture in stripes is then not unpacked whole for a view of it. */
const rowsOfBlock = (by: number): readonly number[] =>
  by <= 2 ? Array.from({ length: by }, (_, i) => i) : [Math.floor(by / 4), Math.floor((3 * by) / 4)];

/** Means of blocks of `averaged` by `averaged` pixels, over two of their rows, of those pixels that have data. */
async function averaged(
  picture: Picture,
  { averaged: by, fileLevel }: ShownLevel,
  window: PixelWindow,
  options: { readonly level: number; readonly bands: readonly number[]; readonly signal?: StopSignal },
): Promise<Raster> {
  const { width, height } = window;
  const from = picture.description.levels[fileLevel] ?? picture.description;
  const { bands } = options;
  const left = window.column * by;
  const across = Math.min(width * by, from.width - left);
  const sums = bands.map(() => new Float64Array(width * height));
  const counts = new Uint32Array(width * height);
  const add = async (top: number, rows: number): Promise<void> => {
    const raster = await picture.readWindow({ column: left, row: top, width: across, height: rows }, options);
    for (let y = 0; y < rows; y++) {
      const line = (Math.floor((top + y) / by) - window.row) * width;
      for (let x = 0; x < across; x++) {
        const at = y * across + x;
        if (raster.valid !== null && raster.valid[at] === 0) continue;
        const to = line + Math.floor(x / by);
        counts[to] = (counts[to] ?? 0) + 1;
        for (const [k, sum] of sums.entries()) sum[to] = (sum[to] ?? 0) + (raster.bands[k]?.[at] ?? 0);
      }
    }
  };
  const bottom = Math.min((window.row + height) * by, from.height);
  const top = window.row * by;
  if (by <= 2) {
    const rowsAtOnce = Math.max(1, Math.floor(mostAtOnce / (across * by * bands.length))) * by;
    for (let row = top; row < bottom; row += rowsAtOnce) await add(row, Math.min(rowsAtOnce, bottom - row));
  } else
    for (let block = top; block < bottom; block += by)
      for (const row of rowsOfBlock(by)) await add(Math.min(bottom - 1, block + row), 1);
  const { sampleType } = picture.description;
  const isFloat = sampleType === "float32" || sampleType === "float64";
  const valid = new Uint8Array(width * height);
  let isWhole = true;
  for (const [i, count] of counts.entries()) {
    valid[i] = count > 0 ? 1 : 0;
    if (count === 0) isWhole = false;
  }
  return {
    width,
    height,
    bands: sums.map((sum) => {
      const plane = samplesOf(sampleType, width * height);
      for (const [i, count] of counts.entries()) {
        const mean = count === 0 ? 0 : (sum[i] ?? 0) / count;
        plane[i] = isFloat ? mean : Math.round(mean);
      }
      return plane;
    }),
    valid: isWhole ? null : valid,
  };
}
