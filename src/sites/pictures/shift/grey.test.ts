import { describe, expect, it } from "vitest";
import { greyOf } from "./grey.ts";
import { resampleOnto } from "./resample.ts";
import type { ShiftPicture } from "./shift-picture.ts";

describe("greyOf", () => {
  const bands = [
    Uint8Array.of(0, 100, 200, 255),
    Uint8Array.of(0, 50, 100, 255),
    Uint8Array.of(0, 0, 0, 255),
  ];

  it("weighs colours and scales percentiles to 0 and 1", () => {
    const grey = greyOf({ width: 2, height: 2, bands, valid: null }, ["red", "green", "blue"]);
    expect(grey.values[0]).toBe(0);
    expect(grey.values[3]).toBe(1);
    expect(grey.values[1]).toBeCloseTo((0.299 * 100 + 0.587 * 50) / 255, 5);
  });

  it("leaves pixels without data out of the scale", () => {
    const grey = greyOf({ width: 2, height: 2, bands, valid: Uint8Array.of(1, 1, 1, 0) }, [
      "red",
      "green",
      "blue",
    ]);
    expect(grey.values[2]).toBe(1);
    expect(grey.valid?.[3]).toBe(0);
  });

  it("takes the grey band, or the first that shows anything", () => {
    const one = { width: 2, height: 2, bands: bands.slice(0, 2), valid: null };
    expect(greyOf(one, ["alpha", "grey"]).values[1]).toBeCloseTo(50 / 255, 5);
    expect(greyOf(one, ["alpha", "vv"]).values[1]).toBeCloseTo(50 / 255, 5);
    expect(() => greyOf(one, ["alpha", "classes"])).toThrow("no band to see by");
    expect(() => greyOf(one, ["grey"])).toThrow("1 meanings for 2 bands");
  });
});

describe("resampleOnto", () => {
  const side = 40;
  /** Brightness that grows with ground coordinates, which any right resampling gives back. */
  const ramp = (x: number, y: number): number => 3 * x - 2 * y + 7;
  const from = { width: side, height: side, transform: [100, 0.5, 0, 200, 0, -0.5] as const };
  const picture: ShiftPicture = {
    width: side,
    height: side,
    values: Float32Array.from({ length: side * side }, (_, i) =>
      ramp(100 + ((i % side) + 0.5) * 0.5, 200 - (Math.floor(i / side) + 0.5) * 0.5),
    ),
    valid: null,
  };

  it.each([
    ["the same", 0.5],
    ["finer", 0.2],
    ["coarser", 1.7],
  ])("gives the ground's values on a grid that is %s", (_, gsd) => {
    const to = { width: 8, height: 8, transform: [102.3, gsd, 0, 197.9, 0, -gsd] as const };
    const on = resampleOnto(picture, from, to);
    for (let i = 0; i < 64; i++) {
      if (on.valid?.[i] === 0) continue;
      const [x, y] = [102.3 + ((i % 8) + 0.5) * gsd, 197.9 - (Math.floor(i / 8) + 0.5) * gsd];
      expect(on.values[i]).toBeCloseTo(ramp(x, y), 3);
    }
    expect(on.valid?.[9]).toBe(1);
  });

  it("marks what the picture does not cover, and what is hidden in it", () => {
    const to = { width: 8, height: 4, transform: [98, 0.5, 0, 200, 0, -0.5] as const };
    expect([...(resampleOnto(picture, from, to).valid ?? [])].slice(0, 8)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    const hidden = { ...picture, valid: new Uint8Array(side * side) };
    expect(resampleOnto(hidden, from, to).valid?.every((v) => v === 0)).toBe(true);
  });

  it("refuses grids that do not fit", () => {
    expect(() => resampleOnto(picture, { ...from, width: 39 }, from)).toThrow("39 x 40");
    expect(() => resampleOnto(picture, { ...from, transform: [0, 0, 0, 0, 0, 0] }, from)).toThrow(
      "without area",
    );
  });
});
