import { expect, test } from "vitest";
import { endsOf, sortedBands, sortedPlanes, tonedPixels, usualBands, usualStretch } from "./tones.ts";

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
  expect([...tonedPixels([Uint8Array.of(7, 0)], Uint8Array.of(1, 0), { ends, gamma: 1 })]).toEqual([
    128, 255, 0, 0,
  ]);
  expect(endsOf([new Float32Array()], { percent: [2, 98], linked: false })).toEqual([[0, 1]]);
});

/** So many pixels of 20 tones from the darkest, and three of a deck. */
const calm = (darkest: number, deck: number): Uint8Array =>
  Uint8Array.from({ length: 1000 }, (_, i) => (i < 3 ? deck : darkest + (i % 20)));
const shownAs = (plane: Uint8Array, value: number): number => {
  const there = new Uint8Array(plane.length).fill(1);
  const ends = endsOf(sortedPlanes([plane], there), usualStretch("uint8"));
  return tonedPixels([Uint8Array.of(value)], Uint8Array.of(1), { ends, gamma: 1 })[0] ?? -1;
};

test("open water of 8 bits gets three times its contrast at most, so that ships on it keep their tones", () => {
  const water = calm(40, 110);
  const there = new Uint8Array(water.length).fill(255);
  const sorted = sortedPlanes([water], there);
  const [[low, high] = [0, 0]] = endsOf(sorted, usualStretch("uint8"));
  expect([low, high]).toEqual([33, 118]);
  expect(shownAs(water, 110)).toBeLessThan(255);
  expect(endsOf(sorted, { percent: [1, 99], linked: false })).toEqual([[40, 59]]);
  // What says nothing of black and white by itself is spread as far as it goes.
  expect(endsOf(sorted, usualStretch("uint16"))).toEqual([[40, 59]]);
});

test.each([
  ["night water stays dark", 0, 10, 20],
  ["water stays dark", 40, 50, 50],
  ["ground stays grey", 120, 130, 130],
  ["a cloud stays bright", 210, 220, 220],
  ["snow that is nearly white stays white", 236, 245, 235],
] as const)("%s", (_, darkest, value, about) => {
  expect(Math.abs(shownAs(calm(darkest, darkest), value) - about)).toBeLessThan(12);
});

test("the more contrast a picture has the less is added, without a jump where it has a third of all", () => {
  const ends = (low: number, high: number) =>
    endsOf([Float32Array.of(low, high)], { ...usualStretch("uint8"), percent: [0, 100] })[0] ?? [0, 0];
  for (const low of [0, 10, 100, 160]) {
    const [before, after] = [ends(low, low + 84.999), ends(low, low + 85.001)];
    expect(before[0]).toBeCloseTo(after[0], 1);
    expect(before[1]).toBeCloseTo(after[1], 1);
  }
  // Nothing between the percentiles is cut.
  for (const low of [0, 3, 90, 200, 250])
    for (const high of [low, low + 1, low + 5].map((h) => Math.min(255, h))) {
      const [black, white] = ends(low, high);
      expect(black).toBeLessThanOrEqual(low);
      expect(white).toBeGreaterThanOrEqual(high);
      expect(white - black).toBeCloseTo(85, 9);
    }
});

test("what is no number is not measured", () => {
  const plane = Float32Array.of(Number.NaN, 1, 2, 3);
  expect(endsOf(sortedPlanes([plane], Uint8Array.of(1, 1, 1, 0)), usualStretch("float32"))).toEqual([[1, 2]]);
});

test("gamma above 1 lifts the shadows and leaves the ends", () => {
  const grey = Uint8Array.of(0, 255, 64);
  const shown = tonedPixels([grey], new Uint8Array(3).fill(1), { ends: [[0, 255]], gamma: 2 });
  expect([...shown].filter((_, i) => i % 2 === 0)).toEqual([0, 255, 128]);
});

test("the bands shown at first: natural colours, else grey, else the first that shows something", () => {
  expect(usualBands(["red", "green", "blue", "near-infrared"])).toEqual([0, 1, 2]);
  expect(usualBands(["blue", "green", "red"])).toEqual([2, 1, 0]);
  expect(usualBands(["grey", "alpha"])).toEqual([0]);
  expect(usualBands(["alpha", "vv"])).toEqual([1]);
});
