import { describe, expect, it } from "vitest";
import { insideOf } from "./inside.ts";
import { proposeTracks } from "./propose-tracks.ts";

const [width, height, step] = [240, 160, 0.5];
const radius = 800;

/** Empty tracks on even ground, 5 m apart, bending with a wide radius when asked for. */
function drawn(offsets: readonly number[], bends: boolean): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) * step, Math.floor(i / width) * step];
    const middle = bends ? Math.sqrt(Math.max(0, radius ** 2 - (x - 60) ** 2)) - radius : 0;
    // A hash of the place stands for noise.
    const noise = ((Math.imul(i + 1, 2_654_435_761) >>> 8) % 1000) / 1000 - 0.5;
    const off = Math.min(...offsets.map((o) => Math.abs(y - 40 + middle - o)));
    return 0.5 + 0.08 * noise - (off < 1.7 ? 0.15 : 0) + (Math.abs(off - 0.76) < 0.3 ? 0.2 : 0);
  });
}

const everywhere: Uint8Array = new Uint8Array(width * height).fill(1);
const search = (values: Float32Array, within = everywhere, stepMetres: number = step) =>
  proposeTracks({ width, height, values, within, stepMetres });

describe("proposeTracks", () => {
  it.each([false, true])("finds three tracks side by side (bending: %s)", (bends) => {
    const found = search(drawn([-5, 0, 5], bends)).filter((p) => p.quality >= 0.6);
    expect(found).toHaveLength(3);
    const middles = found.map(({ points }) => {
      const [x, y] = points.toSorted((a, b) => Math.abs(a[0] - 120) - Math.abs(b[0] - 120))[0] ?? [0, 0];
      const bend = bends ? Math.sqrt(radius ** 2 - (x * step - 60) ** 2) - radius : 0;
      return y * step - 40 + bend;
    });
    middles
      .sort((a, b) => a - b)
      .forEach((middle, i) => expect(Math.abs(middle - (i - 1) * 5)).toBeLessThan(0.6));
  });

  it("finds nothing on even ground, and nothing beside the outline", () => {
    expect(search(drawn([500], false))).toEqual([]);
    const upper = insideOf(
      [
        [
          [
            [0, 0],
            [width, 0],
            [width, 50],
            [0, 50],
          ],
        ],
      ],
      width,
      height,
      null,
    );
    expect(upper.reduce((sum, v) => sum + v, 0)).toBe(width * 50);
    expect(search(drawn([-5, 0, 5], false), upper)).toEqual([]);
  });

  it("refuses pictures that are too coarse", () => {
    expect(() => search(drawn([0], false), everywhere, 0.8)).toThrow(/up to 0.6 m/);
  });
});
