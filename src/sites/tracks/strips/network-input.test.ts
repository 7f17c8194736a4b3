import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripRows, type Strip } from "../strip.ts";
import { pixelFrame } from "./ground-frame.ts";
import { aboutOf, chunksOf, columnsOf, inputOf } from "./network-input.ts";
import { planStrips } from "./plan-strips.ts";
import { plainTone, toneOf } from "./tone.ts";

function stripOf(metres: number, value: (index: number, band: number) => number, id = "a"): Strip {
  const line = {
    id,
    areaId: null,
    gauge: null,
    points: [
      [0, 0],
      [metres, 0],
    ] as const,
  };
  const [plan] = planStrips([line], pixelFrame(0.5));
  if (plan === undefined) throw new Error("no plan");
  const band = (k: number): Float32Array =>
    Float32Array.from({ length: stripRows * plan.columns }, (_, i) => value(i, k));
  return {
    plan,
    bands: [band(0), band(1), band(2)],
    valid: new Uint8Array(stripRows * plan.columns).fill(1),
  };
}

/** Even over 0 to 1000, each number on its own. */
const even = (i: number): number => (Math.floor(i / 2) * 7919) % 1000;

describe("toneOf", () => {
  it("finds medians and the spread between deciles", () => {
    const { medians, spread } = toneOf([stripOf(100, (i, band) => even(i) + 10 * band)]);
    expect(medians[0]).toBeCloseTo(499.5, -1);
    expect((medians[2] ?? 0) - (medians[0] ?? 0)).toBeCloseTo(20, 0);
    expect(Math.abs(spread - 800 / 2.56)).toBeLessThan(4);
  });

  it("does not depend on the order of strips, and leaves out what is not valid", () => {
    const strips = [stripOf(20, even), stripOf(30, (i) => 3 * even(i)), stripOf(7, (i) => 50 + (i % 9))];
    const tone = toneOf(strips);
    fc.assert(
      fc.property(fc.shuffledSubarray(strips, { minLength: 3 }), (order) => {
        expect(toneOf(order)).toEqual(tone);
      }),
    );
    const hole = stripOf(40, () => 1e9);
    hole.valid.fill(0);
    expect(toneOf([...strips, hole])).toEqual(tone);
  });

  it("does not blow even ground up, and changes nothing where nothing is seen", () => {
    expect(toneOf([stripOf(20, (i) => 100 + (i % 5) / 10)]).spread).toBeCloseTo(15, 0);
    expect(toneOf([stripOf(20, () => 0)]).spread).toBe(1e-6);
    expect(toneOf([])).toEqual(plainTone);
  });
});

describe("inputOf", () => {
  it("is the same in memory that held something else, and leaves alone what is too small for it", () => {
    const strip = stripOf(20, even);
    const range = { from: -4, to: 60 };
    const fresh = inputOf(strip, plainTone, range);
    const used = new Float32Array(fresh.length + 7).fill(9);
    const again = inputOf(strip, plainTone, range, used.buffer);
    expect(again).toEqual(fresh);
    expect(again.buffer).toBe(used.buffer);
    expect(inputOf(strip, plainTone, range, new ArrayBuffer(16))).toEqual(fresh);
  });

  it("gives normalised colours, the mask and the row, and zeros beyond the ends", () => {
    const strip = stripOf(10, (i, band) => (i % 40) + 100 * band);
    strip.valid[3] = 0;
    const tone = { medians: [10, 100, 300], spread: 4 } as const;
    const input = inputOf(strip, tone, { from: -2, to: 44 });
    const at = (channel: number, row: number, column: number): number | undefined =>
      input[(channel * stripRows + row) * 46 + column + 2];
    expect(input).toHaveLength(5 * 64 * 46);
    expect([at(0, 0, 0), at(0, 0, 4), at(1, 63, 8), at(2, 5, 39)]).toEqual([-2.5, -1.5, 2, -5]);
    expect([at(0, 0, 3), at(3, 0, 3), at(3, 0, 4)]).toEqual([0, 0, 1]);
    expect([at(4, 0, 0), at(4, 63, 39)]).toEqual([-31.5 / 32, 31.5 / 32]);
    for (const column of [-2, -1, 40, 43])
      for (let channel = 0; channel < 5; channel++) expect(at(channel, 9, column)).toBe(0);
  });

  it("cuts a strip into chunks that cover each place once, with what the network sees beside it", () => {
    const { plan } = stripOf(1300, () => 0);
    const chunks = chunksOf(plan);
    expect(chunks.map(({ from, to }) => [from, to])).toEqual([
      [0, 1024],
      [1024, 2048],
      [2048, 2600],
    ]);
    expect(chunks.map(({ readFrom, readTo }) => [readFrom, readTo])).toEqual([
      [0, 1096],
      [952, 2120],
      [1976, 2600],
    ]);
    expect(columnsOf(896, 2176)).toEqual({ from: 1792, to: 4352 });
    expect(chunksOf(stripOf(0.1, () => 0).plan)).toEqual([]);
  });
});

describe("aboutOf", () => {
  it("turns sun and view into the strip's axes", () => {
    const { plan } = stripOf(20, () => 0);
    // The line runs east; the sun in the south at 45° throws shadows north, to the left.
    const sun = { azimuthDegrees: 180, elevationDegrees: 45 };
    // The sensor in the west moves tops east, along the line.
    const view = { azimuthDegrees: 270, offNadirDegrees: 45 };
    const about = [...aboutOf(plan, { from: 0, to: 80 }, 1, sun, view)];
    expect(about.map((value) => Math.round(value * 1e6) / 1e6 + 0)).toEqual([1, 1, 0, -1, 1, 1, 0]);
    expect([...aboutOf(plan, { from: 0, to: 80 }, 0.1, null, null)]).toEqual([-1, 0, 0, 0, 0, 0, 0]);
    const low = aboutOf(plan, { from: 0, to: 80 }, 0.5, { azimuthDegrees: 180, elevationDegrees: 5 }, null);
    expect(low[3]).toBe(-3);
  });
});
