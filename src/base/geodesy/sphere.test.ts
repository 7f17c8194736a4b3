import fc from "fast-check";
import { expect, test } from "vitest";
import { between, sphereMetres } from "./sphere.ts";
import { distanceMetres } from "./wgs84.ts";

const longitude = fc.double({ min: -180, max: 179.999, noNaN: true });
const latitude = fc.double({ min: -85, max: 85, noNaN: true });

test("agrees with the ellipsoid within 0.7 %, far and near and over the 180th meridian", () => {
  fc.assert(
    fc.property(longitude, latitude, longitude, latitude, (a, b, c, d) => {
      const far = distanceMetres([a, b], [c, d]);
      // Opposite points of the ellipsoid are no measure.
      if (far < 19_000_000) expect(Math.abs(sphereMetres(a, b, c, d) - far)).toBeLessThan(0.007 * far + 0.1);
      const near = [a + (c - a) / 500, b + (d - b) / 500] as const;
      const metres = distanceMetres([a, b], near);
      expect(Math.abs(sphereMetres(a, b, ...near) - metres)).toBeLessThan(0.007 * metres + 0.1);
    }),
  );
  expect(sphereMetres(179.9, 0, -179.9, 0)).toBeLessThan(23_000);
});

test("a place between is on the short way", () => {
  expect(between([179, 10], [-179, 12], 0.75)).toEqual([-179.5, 11.5]);
});
