import fc from "fast-check";
import { expect, test } from "vitest";
import type { Picture, ReadOptions } from "./picture.ts";
import type { PixelWindow, Raster } from "./raster.ts";
import { readShownTile } from "./read-shown-tile.ts";
import { shownLevels, tilePixels, tilesOf } from "./shown-levels.ts";

/** A picture in memory without overviews: band 0 counts columns, band 1 rows; `hole` says which pixels have no data. */
function pictureOf(width: number, height: number, hole: (column: number, row: number) => boolean): Picture {
  return {
    description: {
      format: "geotiff",
      width,
      height,
      sampleType: "uint16",
      bands: [
        { name: "columns", meaning: "unknown" },
        { name: "rows", meaning: "unknown" },
      ],
      nodata: null,
      levels: [{ width, height }],
      georeference: null,
      texts: {},
      coding: "",
    },
    readWindow: async (window: PixelWindow, { bands = [0, 1] }: ReadOptions = {}): Promise<Raster> => {
      const count = window.width * window.height;
      expect(window.column + window.width).toBeLessThanOrEqual(width);
      expect(window.row + window.height).toBeLessThanOrEqual(height);
      const planes = [new Uint16Array(count), new Uint16Array(count)];
      const valid = new Uint8Array(count);
      for (let i = 0; i < count; i++) {
        const column = window.column + (i % window.width);
        const row = window.row + Math.floor(i / window.width);
        valid[i] = hole(column, row) ? 0 : 1;
        for (const [k, plane] of planes.entries()) plane[i] = k === 0 ? column : row;
      }
      return {
        width: window.width,
        height: window.height,
        bands: bands.map((b) => planes[b] ?? new Uint16Array()),
        valid,
      };
    },
    close: async () => undefined,
  };
}

test("levels go on by halves until one fits into a tile", () => {
  const levels = shownLevels([{ width: 3000, height: 1100 }]);
  expect(levels.map(({ width, height, averaged }) => [width, height, averaged])).toEqual([
    [3000, 1100, 1],
    [1500, 550, 2],
    [750, 275, 4],
    [375, 138, 8],
  ]);
  expect(levels.map((l) => l.shrink[0])).toEqual([1, 2, 4, 8]);
  const cog = shownLevels([
    { width: 3000, height: 1100 },
    { width: 1500, height: 550 },
    { width: 750, height: 275 },
    { width: 375, height: 138 },
  ]);
  expect(cog.map((l) => l.averaged)).toEqual([1, 1, 1, 1]);
  expect(shownLevels([{ width: 100, height: 512 }])).toHaveLength(1);
  expect(shownLevels([])).toEqual([]);
});

test("a tile of the full picture is its window; the last ones are cut at the edge", async () => {
  const picture = pictureOf(700, 520, () => false);
  const raster = await readShownTile(picture, { level: 0, column: 1, row: 1 }, [1, 0]);
  expect([raster.width, raster.height]).toEqual([700 - tilePixels, 520 - tilePixels]);
  expect(raster.bands[1]?.[0]).toBe(tilePixels);
  expect(raster.bands[0]?.at(-1)).toBe(519);
});

test("an averaged tile has the mean over two rows of each block, of the pixels with data, and none where there are none", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 513, max: 1500 }),
      fc.integer({ min: 10, max: 700 }),
      fc.integer({ min: 1, max: 50 }),
      async (width, height, every) => {
        const hole = (column: number, row: number): boolean =>
          column < 4 ? true : (column * 7 + row * 3) % every === 0;
        const picture = pictureOf(width, height, hole);
        const levels = shownLevels(picture.description.levels);
        const level = levels.length - 1;
        const { averaged: by } = levels[level] ?? { averaged: 1 };
        expect(tilesOf(levels[level] ?? levels[0] ?? ({} as never))).toEqual([1, 1]);
        const raster = await readShownTile(picture, { level, column: 0, row: 0 }, [0, 1]);
        for (const [x, y] of [
          [0, 0],
          [raster.width - 1, raster.height - 1],
          [Math.floor(raster.width / 2), Math.floor(raster.height / 2)],
        ] as const) {
          let [sum, count] = [0, 0];
          const rows = by === 2 ? [0, 1] : [by / 4, (3 * by) / 4];
          for (const row of rows.map((r) => Math.min(height - 1, y * by + r)))
            for (let column = x * by; column < Math.min(width, (x + 1) * by); column++)
              if (!hole(column, row)) {
                sum += column;
                count++;
              }
          const at = y * raster.width + x;
          expect(raster.valid === null || raster.valid[at] === 1).toBe(count > 0);
          expect(raster.bands[0]?.[at]).toBe(count === 0 ? 0 : Math.round(sum / count));
        }
      },
    ),
    { numRuns: 15 },
  );
});

test("tiles that the picture does not have are refused with what it has", async () => {
  const picture = pictureOf(700, 520, () => false);
  await expect(readShownTile(picture, { level: 9, column: 0, row: 0 }, [0])).rejects.toThrow(
    "a level from 0 to 1",
  );
  await expect(readShownTile(picture, { level: 0, column: 2, row: 0 }, [0])).rejects.toThrow(
    "columns 0 to 1 and rows 0 to 1 of level 0",
  );
  await expect(readShownTile(picture, { level: 0, column: -1, row: 0 }, [0])).rejects.toThrow("0/-1/0");
});
