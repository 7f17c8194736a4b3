import sharp from "sharp";
import { expect, test } from "vitest";
import type { Picture, PictureDescription } from "../../sites/pictures/picture.ts";
import type { PixelWindow } from "../../sites/pictures/raster.ts";
import { shownWindow } from "./shown-window.ts";

/** A picture of 4000 x 3000 with two overviews, dark but for one bright pixel block, that remembers what was read of it. */
function picture(): { readonly opened: Picture; readonly reads: { level: number; window: PixelWindow }[] } {
  const reads: { level: number; window: PixelWindow }[] = [];
  const levels = [1, 2, 4].map((by) => ({ width: 4000 / by, height: 3000 / by }));
  const description: PictureDescription = {
    format: "geotiff",
    width: 4000,
    height: 3000,
    sampleType: "uint8",
    bands: [
      { name: "1", meaning: "grey" },
      { name: "2", meaning: "classes" },
    ],
    nodata: null,
    levels,
    georeference: null,
    texts: {},
    coding: "",
  };
  return {
    reads,
    opened: {
      description,
      readWindow: async (window, { level = 0 } = {}) => {
        reads.push({ level, window });
        const by = 4000 / (levels[level]?.width ?? 4000);
        const grey = new Uint8Array(window.width * window.height).fill(10);
        for (let i = 0; i < grey.length; i++) {
          const [x, y] = [i % window.width, Math.floor(i / window.width)];
          const [column, row] = [(x + window.column) * by, (y + window.row) * by];
          if (column >= 2000 && column < 3000 && row >= 1000 && row < 2000) grey[i] = 250;
        }
        return {
          width: window.width,
          height: window.height,
          bands: [grey, new Uint8Array(grey.length)],
          valid: null,
        };
      },
      close: async () => {},
    },
  };
}

test.each([
  ["a small window from the full picture", { column: 1900, row: 950, width: 600, height: 300 }, 4096, 0],
  ["a window shown small from an overview", { column: 0, row: 0, width: 4000, height: 3000 }, 1000, 2],
  ["between two levels from the finer one", { column: 0, row: 0, width: 4000, height: 3000 }, 1600, 1],
  ["the whole at no more than can be shown", { column: 0, row: 0, width: 4000, height: 3000 }, undefined, 0],
  ["a window with odd corners", { column: 1901, row: 903, width: 1999, height: 1201 }, 700, 1],
] as const)(
  "reads %s, and knows where a place of the picture comes to lie",
  async (_, window, side, level) => {
    const { opened, reads } = picture();
    const shown = await shownWindow(opened, window, side);
    expect(reads.map((r) => r.level)).toEqual([level]);
    const { data, info } = await sharp(shown.png).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([shown.width, shown.height]);
    expect(info.width * info.height).toBeLessThanOrEqual(6_010_000);
    expect(Math.max(info.width, info.height)).toBeLessThanOrEqual(side ?? 4096);
    const [x, y] = shown.toShown([2200, 1100]);
    const at = (column: number, row: number): number =>
      data[(Math.round(row) * info.width + Math.round(column)) * info.channels] ?? -1;
    expect(at(x, y)).toBeGreaterThan(200);
    const [left, top] = shown.toShown([2000, 1000]);
    expect(at(left + 3, top + 3)).toBeGreaterThan(200);
    expect(at(left - 3, top + 3)).toBeLessThan(60);
    expect(at(left + 3, top - 3)).toBeLessThan(60);
    expect(shown.toShown([2001, 1000])[0] - left).toBeCloseTo(shown.scale, 5);
  },
);
