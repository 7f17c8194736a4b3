import { describe, expect, it } from "vitest";
import { uniform } from "../../../base/random.ts";
import { insideOf } from "./inside.ts";
import { proposeTracks } from "./propose-tracks.ts";

const [width, height, step] = [240, 200, 0.5];

/** Metres from a line through the middle that bends with a radius (0: not at all), to one side of it. */
function besides(x: number, y: number, radius: number): number {
  return radius === 0 ? y - 50 : Math.hypot(x - 60, y - 50 - radius) - radius;
}

/** Empty tracks on even ground with noise: beds and two rails. */
function drawn(offsets: readonly number[], radius: number): Float32Array {
  const next = uniform(7);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) * step, Math.floor(i / width) * step];
    const aside = besides(x, y, radius);
    const noise = next() + next() + next() - 1.5;
    const off = Math.min(...offsets.map((o) => Math.abs(aside - o)));
    return 0.5 + 0.05 * noise - (off < 1.7 ? 0.12 : 0) + (Math.abs(off - 0.76) < 0.3 ? 0.06 : 0);
  });
}

const everywhere: Uint8Array = new Uint8Array(width * height).fill(1);
const search = (values: Float32Array, within = everywhere, stepMetres: number = step) =>
  proposeTracks({ width, height, values, within, stepMetres });

describe("proposeTracks", () => {
  it.each([0, 800, 150])("finds three tracks side by side, bent with a radius of %d m", (radius) => {
    const found = search(drawn([-5, 0, 5], radius)).filter((p) => p.quality >= 0.5);
    const middles = found.map(({ points }) => {
      const asides = points.map(([x, y]) => besides(x * step, y * step, radius)).toSorted((a, b) => a - b);
      return asides[Math.floor(asides.length / 2)] ?? 0;
    });
    expect(found).toHaveLength(3);
    middles
      .toSorted((a, b) => a - b)
      .forEach((middle, i) => expect(Math.abs(middle - (i - 1) * 5)).toBeLessThan(0.6));
  });

  it("finds nothing on even ground, nothing beside the outline, and the same each time", () => {
    expect(search(drawn([500], 0))).toEqual([]);
    const corners = [
      [0, 0],
      [width, 0],
      [width, 60],
      [0, 60],
    ] as const;
    const upper = insideOf([[corners]], width, height, null);
    expect(upper.reduce((sum, v) => sum + v, 0)).toBe(width * 60);
    const values = drawn([-5, 0, 5], 0);
    expect(search(values, upper)).toEqual([]);
    expect(search(values)).toEqual(search(values));
  });

  it("refuses pictures that are too coarse", () => {
    expect(() => search(drawn([0], 0), everywhere, 1.2)).toThrow(/up to 1 m/);
  });
});
