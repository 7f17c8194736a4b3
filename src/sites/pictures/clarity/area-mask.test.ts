import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaMask, type PixelPlace } from "./area-mask.ts";

const box = (left: number, top: number, right: number, bottom: number): readonly PixelPlace[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const polygons = (...rings: (readonly PixelPlace[])[]) => ({ type: "polygons", polygons: [rings] }) as const;

describe("areaMask", () => {
  it("gives a pixel on the outline the share that lies inside", () => {
    const mask = areaMask(polygons(box(1.25, 1, 3, 2.5)), 5, 4);
    expect(Array.from(mask.shares.slice(5, 10))).toEqual([0, 0.75, 1, 0, 0]);
    expect(Array.from(mask.shares.slice(10, 15))).toEqual([0, 0.375, 0.5, 0, 0]);
    expect(mask.pixelsInside).toBeCloseTo(1.75 * 1.5, 6);
  });

  it("leaves holes out, and what is in two polygons counts once", () => {
    expect(areaMask(polygons(box(0, 0, 10, 10), box(2, 2, 5, 5)), 10, 10).pixelsInside).toBeCloseTo(91, 6);
    const two = { type: "polygons", polygons: [[box(0, 0, 4, 4)], [box(2, 2, 6, 6)]] } as const;
    expect(areaMask(two, 10, 10).pixelsInside).toBeCloseTo(28, 6);
  });

  it("knows how much of the area lies outside the picture", () => {
    const mask = areaMask(polygons(box(-10, -10, 10, 10)), 20, 20);
    expect(mask.pixelsInside).toBeCloseTo(100, 4);
    expect(mask.pixelsInAll).toBeCloseTo(400, 3);
    expect(areaMask(polygons(box(30, 30, 40, 40)), 20, 20).pixelsInside).toBe(0);
  });

  it("makes a strip with round ends of a line", () => {
    const line = {
      type: "lines",
      lines: [
        [
          [10, 20],
          [50, 20],
        ],
      ],
      halfWidthPixels: 3,
    } as const;
    expect(areaMask(line, 64, 40).pixelsInside).toBeCloseTo(40 * 6 + Math.PI * 9, 0);
    const bent = {
      type: "lines",
      lines: [
        [
          [10, 20],
          [30, 20],
          [50, 20],
        ],
      ],
      halfWidthPixels: 3,
    } as const;
    expect(areaMask(bent, 64, 40).pixelsInside).toBeCloseTo(areaMask(line, 64, 40).pixelsInside, 6);
  });

  it("has the size of a triangle, wherever it lies", () => {
    const corner = fc.tuple(
      fc.double({ min: -5, max: 45, noNaN: true }),
      fc.double({ min: -5, max: 45, noNaN: true }),
    );
    fc.assert(
      fc.property(corner, corner, corner, (a, b, c) => {
        const size = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
        const mask = areaMask(polygons([a, b, c]), 40, 40);
        expect(Math.abs(mask.pixelsInAll - size)).toBeLessThan(2.5);
        expect(mask.pixelsInside).toBeLessThan(mask.pixelsInAll + 1e-6);
        expect(mask.shares.every((s) => s >= 0 && s <= 1)).toBe(true);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it("refuses sizes that make no sense", () => {
    expect(() => areaMask(polygons(box(0, 0, 1, 1)), 0, 4)).toThrow(RangeError);
    expect(() => areaMask({ type: "lines", lines: [], halfWidthPixels: 0 }, 4, 4)).toThrow(RangeError);
  });
});
