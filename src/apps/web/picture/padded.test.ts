import { expect, test } from "vitest";
import { edgeStrip, padded } from "./padded.ts";
import type { TileSamples } from "./tile-source.ts";

/** Pixels that say where they lie in a picture: tens for the row, ones for the column. */
const cut = (column: number, row: number, width: number, height: number): TileSamples => ({
  width,
  height,
  channels: 2,
  samples: Uint8Array.from({ length: width * height * 2 }, (_, i) => {
    const pixel = i >> 1;
    return i % 2 === 1 ? 255 : 10 * (row + Math.floor(pixel / width)) + column + (pixel % width);
  }),
});
const values = ({ samples }: Pick<TileSamples, "samples">): number[] =>
  [...samples].filter((_, i) => i % 2 === 0);

test("a padded tile repeats its edge", () => {
  const tile = padded(cut(3, 2, 3, 2));
  expect([tile.width, tile.height]).toEqual([5, 4]);
  expect(values(tile)).toEqual([
    23, 23, 24, 25, 25, 23, 23, 24, 25, 25, 33, 33, 34, 35, 35, 33, 33, 34, 35, 35,
  ]);
});

test("strips of the tiles beside it make the padded tile a window of the picture", () => {
  const own = cut(3, 2, 3, 2);
  const tile = padded(own);
  const beside = [cut(0, 2, 3, 2), cut(6, 2, 2, 2), cut(3, 0, 3, 2), cut(3, 4, 3, 1)];
  for (const [side, other] of beside.entries()) {
    const strip = edgeStrip(own, other, side);
    if (strip === null) throw new Error("no strip");
    for (let y = 0; y < strip.height; y++)
      for (let x = 0; x < strip.width; x++)
        tile.samples.set(
          strip.samples.subarray((y * strip.width + x) * 2, (y * strip.width + x) * 2 + 2),
          ((strip.y + y) * tile.width + strip.x + x) * 2,
        );
  }
  const expected = values(cut(2, 1, 5, 4));
  for (const [i, value] of values(tile).entries()) {
    const isCorner = [0, 4].includes(i % 5) && [0, 3].includes(Math.floor(i / 5));
    if (!isCorner) expect(value).toBe(expected[i]);
  }
});

test("tiles that do not meet along a whole edge give no strip", () => {
  expect(edgeStrip(cut(0, 0, 3, 2), cut(3, 0, 3, 1), 1)).toBeNull();
  expect(edgeStrip(cut(0, 0, 3, 2), { ...cut(3, 0, 3, 2), channels: 4 }, 1)).toBeNull();
  expect(
    edgeStrip(cut(0, 0, 3, 2), { width: 3, height: 2, channels: 2, samples: new Float32Array(12) }, 1),
  ).toBeNull();
});
