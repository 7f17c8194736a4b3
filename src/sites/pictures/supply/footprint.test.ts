import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../../../base/geometry/box.ts";
import { readFootprint, touchesBox, type Footprint } from "./footprint.ts";
import { parseMultihash } from "./multihash.ts";
import { searchBoxes } from "./search-window.ts";

const footprint = (geometry: unknown, bbox?: unknown): Footprint => {
  const read = readFootprint(geometry, bbox);
  if (!read.ok) throw new Error(read.reason);
  return read.footprint;
};
const polygon = (...rings: number[][][]): object => ({ type: "Polygon", coordinates: rings });
const box = (west: number, south: number, east: number, north: number): Box => ({ west, south, east, north });
const ring = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

describe("a footprint touches a box", () => {
  it("that lies in it, around it, across it or beside it", () => {
    const made = footprint(polygon(ring(10, 10, 20, 20)));
    for (const inside of [box(12, 12, 13, 13), box(0, 0, 30, 30), box(5, 12, 25, 13), box(20, 20, 21, 21)])
      expect(touchesBox(made, inside)).toBe(true);
    for (const outside of [box(20.1, 12, 21, 13), box(0, 0, 9, 9), box(-15, 12, -14, 13)])
      expect(touchesBox(made, outside)).toBe(false);
  });

  it("but not one in its hole, nor beside the slope of a slanted scene whose bounding box holds it", () => {
    const holed = footprint(polygon(ring(0, 0, 10, 10), ring(3, 3, 7, 7)));
    expect(touchesBox(holed, box(4, 4, 6, 6))).toBe(false);
    expect(touchesBox(holed, box(4, 4, 8, 6))).toBe(true);
    const slanted = footprint(
      polygon([
        [0, 0],
        [10, 4],
        [8, 10],
        [-2, 6],
        [0, 0],
      ]),
    );
    expect(touchesBox(slanted, box(8, 0, 10, 2))).toBe(false);
  });

  it("across the 180th meridian, whether it is cut there, runs past it or jumps", () => {
    const ways = [
      { type: "MultiPolygon", coordinates: [[ring(179, 50, 180, 51)], [ring(-180, 50, -179, 51)]] },
      polygon(ring(179, 50, 181, 51)),
      polygon(ring(-181, 50, -179, 51)),
      polygon([
        [179, 50],
        [-179, 50],
        [-179, 51],
        [179, 51],
        [179, 50],
      ]),
    ];
    for (const geometry of ways) {
      const made = footprint(geometry);
      expect(touchesBox(made, box(179.4, 50.2, 179.5, 50.3))).toBe(true);
      expect(touchesBox(made, box(-179.5, 50.2, -179.4, 50.3))).toBe(true);
      expect(touchesBox(made, box(0, 50.2, 1, 50.3))).toBe(false);
      expect(touchesBox(made, box(178, 50.2, 178.9, 50.3))).toBe(false);
    }
    expect(touchesBox(footprint(null, [179, 50, -179, 51]), box(-179.5, 50.2, -179.4, 50.3))).toBe(true);
    expect(touchesBox(footprint(polygon(ring(-180, -90, 180, 90))), box(0, 50.2, 1, 50.3))).toBe(true);
  });

  it("the same whichever way its ring runs and wherever it begins", () => {
    const coordinate = fc.integer({ min: -20, max: 20 });
    const triangle = fc.tuple(
      ...([0, 1, 2].map(() => fc.tuple(coordinate, coordinate)) as [
        fc.Arbitrary<[number, number]>,
        fc.Arbitrary<[number, number]>,
        fc.Arbitrary<[number, number]>,
      ]),
    );
    fc.assert(
      fc.property(triangle, coordinate, coordinate, (corners, x, y) => {
        const at = box(x, y, x + 1, y + 1);
        const answers = [corners, corners.toReversed(), [corners[1], corners[2], corners[0]]].map(
          (positions) =>
            touchesBox(footprint(polygon([...positions, positions[0] ?? [0, 0]] as number[][])), at),
        );
        expect(new Set(answers).size).toBe(1);
      }),
    );
  });
});

describe("the boxes of a search", () => {
  it("are widened by the margin on the ground, more in longitude the further from the equator", () => {
    const [made] = searchBoxes(box(130, 60, 131, 61), 1000);
    expect(made?.south).toBeCloseTo(60 - 1000 / 110_500, 9);
    expect((130 - (made?.west ?? 0)) / (60 - (made?.south ?? 0))).toBeGreaterThan(2);
  });

  it("are two across the 180th meridian, and all around at a pole", () => {
    const two = [box(179.5, 10, 180, 11), box(-180, 10, -179.5, 11)];
    expect(searchBoxes(box(179.5, 10, -179.5, 11), 0)).toEqual(two);
    expect(searchBoxes(box(179.5, 10, 180.5, 11), 0)).toEqual(two);
    expect(searchBoxes(box(0, 89, 1, 90), 10)).toEqual([
      { west: -180, south: 89 - 10 / 110_500, east: 180, north: 90 },
    ]);
    expect(() => searchBoxes(box(0, 5, 1, 4), 0)).toThrow(RangeError);
  });
});

describe("a multihash", () => {
  it("names its algorithm and carries a digest of the right length", () => {
    expect(parseMultihash(`1220${"0f".repeat(32)}`)).toEqual({ algorithm: "sha256", hex: "0f".repeat(32) });
    expect(parseMultihash(`1114${"AB".repeat(20)}`)).toEqual({ algorithm: "sha1", hex: "ab".repeat(20) });
    expect(parseMultihash(`d50110${"ab".repeat(16)}`)).toEqual({ algorithm: "md5", hex: "ab".repeat(16) });
    for (const bad of [
      "",
      "12",
      `1220${"0f".repeat(31)}`,
      `1221${"0f".repeat(33)}`,
      "zz".repeat(34),
      `ff01${"ab".repeat(30)}`,
      "ab".repeat(32),
    ])
      expect(parseMultihash(bad), bad).toBeNull();
  });
});
