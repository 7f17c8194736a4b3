import { expect, test } from "vitest";
import { areaSquareMetres, distanceMetres } from "./wgs84.ts";

test("the distance from Wellington to Salamanca is that of the documentation of GeographicLib", () => {
  expect(distanceMetres([174.81, -41.32], [-5.5, 40.96])).toBeCloseTo(19_959_679.267, 2);
});

test("a degree of latitude is shorter at the equator than at the pole", () => {
  expect(distanceMetres([130, 0], [130, 1])).toBeCloseTo(110_574.39, 1);
  expect(distanceMetres([130, 89], [130, 90])).toBeCloseTo(111_693.86, 1);
});

test("a distance across the 180th meridian is the short way", () => {
  expect(distanceMetres([179.9, 0], [-179.9, 0])).toBeLessThan(23_000);
});

test("the area of a polygon does not depend on the way its rings run, and holes are taken off", () => {
  const outer = square(130.6, 42.4, 0.01);
  const hole = square(130.603, 42.403, 0.004);
  const area = areaSquareMetres([outer, hole]);
  // 0.01 degrees are 1,110.7 m north and 823.5 m east there; the hole takes 16 of 100 parts.
  expect(area / (1110.7 * 823.5 * 0.84)).toBeCloseTo(1, 3);
  expect(areaSquareMetres([outer.toReversed(), hole])).toBeCloseTo(area, 6);
});

test("the eighth of the ellipsoid is the eighth of its published area", () => {
  const eighth = areaSquareMetres([
    [
      [0, 0],
      [90, 0],
      [0, 90],
      [0, 0],
    ],
  ]);
  expect(eighth * 8).toBeCloseTo(510_065_621_724_089, -3);
});

test("what is not a position is refused with its values", () => {
  expect(() => distanceMetres([42.4, 130.6], [0, 0])).toThrow("[42.4, 130.6]");
  expect(() =>
    areaSquareMetres([
      [
        [0, 0],
        [Number.NaN, 1],
        [0, 0],
      ],
    ]),
  ).toThrow(RangeError);
});

function square(west: number, south: number, side: number): readonly (readonly [number, number])[] {
  return [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
}
