import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sunAt } from "./sun.ts";

interface Row {
  readonly longitude: number;
  readonly latitude: number;
  readonly at: number;
  readonly azimuth: number;
  readonly bare: number;
  readonly seen: number;
}
const { rows } = JSON.parse(
  readFileSync(new URL("../../../test/judges/sun.json", import.meta.url), "utf8"),
) as { readonly rows: readonly Row[] };

/** Degrees between two directions in the sky, along the horizon at that height. */
const apart = (a: number, b: number, elevation: number): number =>
  Math.abs(((a - b + 540) % 360) - 180) * Math.cos((elevation * Math.PI) / 180);

test("agrees with a full ephemeris from 1903 to 2096", () => {
  expect(rows.length).toBeGreaterThan(100);
  let [azimuth, elevation] = [0, 0];
  for (const row of rows) {
    const sun = sunAt([row.longitude, row.latitude], row.at * 1000);
    azimuth = Math.max(azimuth, apart(sun.azimuthDegrees, row.azimuth, row.bare));
    elevation = Math.max(elevation, Math.abs(sun.elevationDegrees - row.seen));
  }
  expect(azimuth).toBeLessThan(0.02);
  expect(elevation).toBeLessThan(0.02);
});

test("agrees with the published example of NREL's solar position algorithm", () => {
  // Reda and Andreas, NREL/TP-560-34302 (2008), table A5.1: Golden, Colorado, 17 October 2003, 12:30:30 at UTC-7: zenith 50.11162, azimuth 194.34024.
  const sun = sunAt([-105.1786, 39.742476], Date.UTC(2003, 9, 17, 19, 30, 30));
  expect(sun.azimuthDegrees).toBeCloseTo(194.34, 1);
  expect(90 - sun.elevationDegrees).toBeCloseTo(50.11, 1);
});

test("at noon of the sundial it stands in the south of the north, and it rises in the east", () => {
  expect(sunAt([0, 50], Date.UTC(2024, 5, 21, 12, 2)).azimuthDegrees).toBeCloseTo(180, 0);
  expect((sunAt([0, -50], Date.UTC(2024, 5, 21, 12, 2)).azimuthDegrees + 180) % 360).toBeCloseTo(180, 0);
  expect(sunAt([0, 0], Date.UTC(2024, 2, 20, 6, 30)).azimuthDegrees).toBeCloseTo(90, 0);
});

test("is finite and in bounds anywhere at any time", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.integer({ min: -2_500_000_000, max: 4_000_000_000 }),
      (longitude, latitude, seconds) => {
        const sun = sunAt([longitude, latitude], seconds * 1000);
        expect(sun.azimuthDegrees >= 0 && sun.azimuthDegrees < 360).toBe(true);
        expect(Math.abs(sun.elevationDegrees)).toBeLessThanOrEqual(90.1);
      },
    ),
  );
});
