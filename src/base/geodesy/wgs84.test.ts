import { expect, test } from "vitest";
import { areaSquareMetres, bearingDegrees, distanceMetres, positionAt } from "./wgs84.ts";

test("the distance from Wellington to Salamanca is that of the documentation of GeographicLib", () => {
  expect(distanceMetres([174.81, -41.32], [-5.5, 40.96])).toBeCloseTo(19_959_679.267, 2);
});

test("the place 20,000 km south-west of Perth is that of the documentation of GeographicLib, and way and direction lead back", () => {
  const perth = [115.74, -32.06] as const;
  const [longitude, latitude] = positionAt(perth, 225, 20_000_000);
  expect(longitude).toBeCloseTo(-63.95925278, 8);
  expect(latitude).toBeCloseTo(32.11195529, 8);
  const near = positionAt(perth, 300, 150);
  expect(distanceMetres(perth, near)).toBeCloseTo(150, 6);
  expect(bearingDegrees(perth, near)).toBeCloseTo(300, 6);
  expect(() => positionAt([42.4, 130.6], 0, 1)).toThrow("[42.4, 130.6]");
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
