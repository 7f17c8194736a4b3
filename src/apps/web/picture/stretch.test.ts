import { expect, test } from "vitest";
import { bandChoices, endsOf, sortedBands, usualBands, usualStretch } from "./stretch.ts";
import { coloursOf } from "./surface-canvas.ts";

const tile = (() => {
  const count = 101;
  const samples = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    samples[i * 3] = i;
    samples[i * 3 + 1] = 1000 + i;
    samples[i * 3 + 2] = i === 50 ? 0 : 1;
  }
  return { width: count, height: 1, channels: 3, samples };
})();

test("the ends are percentiles of the pixels that have data, by band or for all", () => {
  const sorted = sortedBands(tile);
  expect(sorted.map((b) => b.length)).toEqual([100, 100]);
  expect(endsOf(sorted, { percent: [0, 100], linked: false })).toEqual([
    [0, 100],
    [1000, 1100],
  ]);
  expect(endsOf(sorted, { percent: [0, 100], linked: true })).toEqual([
    [0, 1100],
    [0, 1100],
  ]);
  const [[low, high] = [0, 0]] = endsOf(sorted, { percent: [2, 98], linked: false });
  expect([low, high]).toEqual([2, 98]);
});

test("one value becomes grey, and no data no colour", () => {
  const flat = { width: 2, height: 1, channels: 2, samples: Uint8Array.of(7, 255, 0, 0) };
  const ends = endsOf(sortedBands(flat), { percent: [2, 98], linked: false });
  expect(ends).toEqual([[6, 8]]);
  expect([...coloursOf(flat, { ends, gamma: 1 })]).toEqual([128, 128, 128, 255, 0, 0, 0, 0]);
  expect(endsOf([new Float32Array()], { percent: [2, 98], linked: false })).toEqual([[0, 1]]);
});

test("open water of 8 bits gets three times its contrast at most, so that ships on it keep their tones", () => {
  const samples = new Uint8Array(1000 * 2);
  for (let i = 0; i < 1000; i++) {
    // Water from 40 to 59, and three pixels of a deck.
    samples[i * 2] = i < 3 ? 110 : 40 + (i % 20);
    samples[i * 2 + 1] = 255;
  }
  const sorted = sortedBands({ width: 1000, height: 1, channels: 2, samples });
  const [[low, high] = [0, 0]] = endsOf(sorted, usualStretch("uint8"));
  expect([low, high]).toEqual([40, 125]);
  expect(endsOf(sorted, { percent: [1, 99], linked: false })).toEqual([[40, 59]]);
  // What says nothing of black and white by itself is spread as far as it goes.
  expect(endsOf(sorted, usualStretch("uint16"))).toEqual([[40, 59]]);
});

test("gamma above 1 lifts the shadows and leaves the ends", () => {
  const grey = { width: 3, height: 1, channels: 2, samples: Uint8Array.of(0, 255, 64, 255, 255, 255) };
  const ends = [[0, 255] as const];
  expect([...coloursOf(grey, { ends, gamma: 2 })].filter((_, i) => i % 4 === 0)).toEqual([0, 128, 255]);
});

test("colours by what bands mean: natural, infrared where there is one, else the band that shows something", () => {
  expect(usualBands(["red", "green", "blue", "near-infrared"])).toEqual([0, 1, 2]);
  expect(usualBands(["blue", "green", "red"])).toEqual([2, 1, 0]);
  expect(usualBands(["grey", "alpha"])).toEqual([0]);
  expect(usualBands(["alpha", "vv"])).toEqual([1]);
  expect(bandChoices(["red", "green", "blue", "near-infrared"]).map((c) => [c.name, c.bands.join()])).toEqual(
    [
      ["natural colour", "0,1,2"],
      ["colour infrared", "3,0,1"],
      ["red", "0"],
      ["green", "1"],
      ["blue", "2"],
      ["near-infrared", "3"],
    ],
  );
});
