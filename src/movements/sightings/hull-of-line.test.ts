import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceMetres, positionAt } from "../../base/geodesy/wgs84.ts";
import type { Position } from "../../sites/counting/site.ts";
import { hullOfLine } from "./hull-of-line.ts";

/** Smallest turn between two directions, in degrees. */
const turnBetween = (a: number, b: number): number => Math.abs(((((a - b) % 360) + 540) % 360) - 180);

test("a line from stern to bow gives back the hull that it was laid along: place, length and heading", () => {
  const anywhere = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -80, max: 80, noNaN: true }),
    heading: fc.double({ min: 0, max: 359.99, noNaN: true }),
    length: fc.double({ min: 5, max: 450, noNaN: true }),
  });
  fc.assert(
    fc.property(anywhere, ({ longitude, latitude, heading, length }) => {
      const middle: Position = [longitude, latitude];
      const bow = positionAt(middle, heading, length / 2);
      const stern = positionAt(middle, heading + 180, length / 2);
      const hull = hullOfLine(stern, bow, 3);
      expect(distanceMetres(hull.position, middle)).toBeLessThan(0.01);
      expect(hull.lengthMetres.best).toBeCloseTo(length, 3);
      expect(turnBetween(hull.headingDegrees.best, heading)).toBeLessThan(0.02);
      expect(hull.headingDegrees.best).toBeLessThan(360);
      expect(Math.abs(hull.position[0])).toBeLessThanOrEqual(180);
    }),
  );
});

test("a line across the 180th meridian is the short way, with its middle on the right side", () => {
  const hull = hullOfLine([179.999, 52], [-179.999, 52], 3);
  // Along a parallel of WGS 84: a cos(latitude) / sqrt(1 - e² sin²(latitude)), times the angle.
  const latitude = (52 * Math.PI) / 180;
  const radius = (6_378_137 * Math.cos(latitude)) / Math.sqrt(1 - 0.00669438 * Math.sin(latitude) ** 2);
  expect(hull.lengthMetres.best).toBeCloseTo((radius * 0.002 * Math.PI) / 180, 3);
  expect(hull.headingDegrees.best).toBeCloseTo(90, 1);
  expect(Math.abs(hull.position[0])).toBeCloseTo(180, 6);
});

test("the other way round it is the same place and length, and the heading is turned by half", () => {
  const [stern, bow]: [Position, Position] = [
    [130.3, 42.2],
    [130.3012, 42.2007],
  ];
  const [there, back] = [hullOfLine(stern, bow, 3), hullOfLine(bow, stern, 3)];
  expect(distanceMetres(there.position, back.position)).toBeLessThan(1e-6);
  expect(back.lengthMetres).toEqual(there.lengthMetres);
  expect(turnBetween(there.headingDegrees.best, back.headingDegrees.best)).toBeCloseTo(180, 3);
});

test("a coarser pixel widens place, length and heading alike, and none of them is told without its ends", () => {
  const line = (pixel: number) => hullOfLine([130.3, 42.2], [130.3012, 42.2007], pixel);
  const [fine, coarse] = [line(3), line(30)];
  const width = ({ low, high }: { readonly low: number | null; readonly high: number | null }): number =>
    (high ?? Number.NaN) - (low ?? Number.NaN);
  expect(width(coarse.lengthMetres)).toBeGreaterThan(5 * width(fine.lengthMetres));
  expect(width(coarse.headingDegrees)).toBeGreaterThan(5 * width(fine.headingDegrees));
  // As `sighting add` takes it where nothing is said: a pixel, and 10 m of the picture's own place.
  expect(fine.error.semiMajorMetres).toBeCloseTo(Math.hypot(3, 10), 9);
  expect(coarse.error.semiMajorMetres).toBeCloseTo(Math.hypot(30, 10), 9);
  expect(line(1000).lengthMetres.low).toBe(0);
});
