import { describe, expect, it } from "vitest";
import { madeScene } from "../../../../bench/made-scene.ts";
import { haveNaip, naipChip, naipPlaces } from "../../../../bench/naip-chips.ts";
import { simulatedPair } from "../../../../bench/simulated-look.ts";
import { uniform } from "../../../base/random.ts";
import { measureShift } from "./measure-shift.ts";
import type { ShiftPicture } from "./shift-picture.ts";

const summer = {
  seed: 1,
  sunAzimuth: 0.7,
  shadowLength: 0.8,
  season: 0,
  cloud: 0,
  columns: 0,
  rows: 0,
};
const later = { ...summer, seed: 2, sunAzimuth: 1.6, shadowLength: 1.3, season: 1, cloud: 0.3 };

function flat(width: number, height: number, value = 5): ShiftPicture {
  return { width, height, values: new Float32Array(width * height).fill(value), valid: null };
}

describe("shift", () => {
  it("of a picture against itself is nothing", () => {
    const picture = madeScene(3, 192, summer);
    const shift = measureShift(picture, picture);
    expect(shift.outcome).toBe("matched");
    expect(shift.quality).toBe(1);
    expect(Math.hypot(shift.columns, shift.rows)).toBeLessThan(0.01);
  });

  it("is what is added to the moved picture's pixels to land on the reference", () => {
    const picture = madeScene(4, 192, summer);
    // What stands at (c, r) in the reference stands at (c + 5, r - 3) in the moved picture.
    const values = Float32Array.from(picture.values, (_, i) => {
      const [column, row] = [(i % 192) - 5, Math.floor(i / 192) + 3];
      return picture.values[Math.min(191, Math.max(0, row)) * 192 + Math.max(0, column)] ?? 0;
    });
    const shift = measureShift(picture, { ...picture, values });
    expect(shift.columns).toBeCloseTo(-5, 1);
    expect(shift.rows).toBeCloseTo(3, 1);
    const back = measureShift({ ...picture, values }, picture);
    expect(back.columns).toBeCloseTo(5, 1);
    expect(back.rows).toBeCloseTo(-3, 1);
  });

  it("does not depend on brightness, contrast and inversion of scale", () => {
    const reference = madeScene(5, 192, summer);
    const moved = madeScene(5, 192, { ...later, columns: 3.25, rows: -6.5 });
    const plain = measureShift(reference, moved);
    const scaled = measureShift(reference, { ...moved, values: moved.values.map((v) => 17 * v + 900) });
    expect(scaled.columns).toBeCloseTo(plain.columns, 2);
    expect(scaled.rows).toBeCloseTo(plain.rows, 2);
  });

  it("is found through another sun, season, cars and cloud, with a mask of the cloud and without", () => {
    const errors = [6].flatMap((place) => {
      const reference = madeScene(place, 256, summer);
      return [true, false].map((mask) => {
        const shift = measureShift(
          reference,
          madeScene(place, 256, { ...later, columns: 9.25, rows: -14.5 }, mask),
        );
        expect(shift.outcome).toBe("matched");
        return Math.hypot(shift.columns + 9.25, shift.rows - 14.5);
      });
    });
    expect(Math.max(...errors)).toBeLessThan(0.3);
  });

  it("is found on simulated pictures brought onto one grid by what their files say", () => {
    const [reference, moved] = simulatedPair(1, 256, [6.25, -8.5], 0.8);
    const shift = measureShift(reference, moved);
    expect(shift.outcome).toBe("matched");
    expect(Math.hypot(shift.columns + 6.25, shift.rows - 8.5)).toBeLessThan(0.3);
  });

  it("is poor beyond a quarter of the side", () => {
    const reference = madeScene(8, 192, summer);
    const shift = measureShift(reference, madeScene(8, 192, { ...summer, seed: 2, columns: 90, rows: 0 }));
    expect(shift.outcome).toBe("poor");
  });

  it("is poor between different places, on noise, on nothing and on stripes", () => {
    const random = uniform(9);
    const noise = (): ShiftPicture => ({
      ...flat(128, 128),
      values: flat(128, 128).values.map(() => random()),
    });
    const stripes = (): ShiftPicture => ({
      ...flat(192, 192),
      values: flat(192, 192).values.map((_, i) => Math.sin(Math.floor(i / 192) / 3) + 0.01 * random()),
    });
    expect(measureShift(madeScene(10, 192, summer), madeScene(11, 192, later)).outcome).toBe("poor");
    expect(measureShift(noise(), noise()).outcome).toBe("poor");
    expect(measureShift(flat(128, 128), flat(128, 128)).outcome).toBe("poor");
    expect(measureShift(stripes(), stripes()).outcome).toBe("poor");
    const hidden = { ...noise(), valid: new Uint8Array(128 * 128) };
    expect(measureShift(hidden, hidden)).toMatchObject({ outcome: "poor", errorPixels: null, quality: 0 });
  });

  it("says so of pictures that are too small, and refuses wrong use", () => {
    expect(measureShift(flat(40, 90), flat(40, 90)).reason).toContain("at least 64");
    expect(() => measureShift(flat(128, 128), flat(128, 127))).toThrow("128 x 127");
    expect(() => measureShift(flat(128, 128), flat(128, 128), { range: 0.5 })).toThrow("0.25");
  });

  it.skipIf(!haveNaip)(
    "closes around three years of one place, and places do not match each other",
    async () => {
      const place = naipPlaces[1];
      const other = naipPlaces[4];
      const [a, b, c] = [
        await naipChip(place, 2016),
        await naipChip(place, 2018),
        await naipChip(place, 2020),
      ];
      const [ab, bc, ac] = [measureShift(a, b), measureShift(b, c), measureShift(a, c)];
      expect([ab.outcome, bc.outcome, ac.outcome]).toEqual(["matched", "matched", "matched"]);
      expect(Math.hypot(ab.columns + bc.columns - ac.columns, ab.rows + bc.rows - ac.rows)).toBeLessThan(0.8);
      expect(measureShift(a, await naipChip(other, 2018)).outcome).toBe("poor");
    },
  );
  if (!haveNaip) console.log("skipped: ../shared/data/optical/naip is absent");
});
