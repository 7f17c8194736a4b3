import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "./bracket.ts";
import { expectedPlace, forecastLogDensity, forecastOf } from "./forecast.ts";
import { fromPlane, planeAt, toPlane } from "./plane.ts";
import { shipClasses } from "./ship-class.ts";

const at = Date.UTC(2024, 2, 12);
const plane = planeAt([-150, 60]);
const report = (
  minutes: number,
  place: readonly [number, number],
  speed: number,
  course: number,
): Report => ({
  at: at + minutes * 60_000,
  position: fromPlane(plane, place),
  speed,
  course,
  heading: course,
});

const place = fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 }));
const speed = fc.double({ min: 0, max: 15, noNaN: true });
const course = fc.double({ min: 0, max: 359.9, noNaN: true });
const minutes = fc.integer({ min: 1, max: 600 });

test("a forecast is the same forwards and backwards: time turned round, courses turned about", () => {
  fc.assert(
    fc.property(
      fc.tuple(minutes, place, speed, course),
      fc.tuple(minutes, place, speed, course),
      place,
      fc.constantFrom(...shipClasses),
      ([mb, pb, sb, cb], [ma, pa, sa, ca], seen, shipClass) => {
        fc.pre(mb !== ma);
        const forwards = forecastOf(
          { before: report(-mb, pb, sb, cb), after: report(ma, pa, sa, ca) },
          at,
          shipClass,
        );
        const turned = (c: number): number => (c + 180) % 360;
        const backwards = forecastOf(
          { before: report(-ma, pa, sa, turned(ca)), after: report(mb, pb, sb, turned(cb)) },
          at,
          shipClass,
        );
        if (forwards === null || backwards === null) throw new Error("two reports give a forecast");
        const where = fromPlane(plane, seen);
        expect(forecastLogDensity(backwards, where)).toBeCloseTo(forecastLogDensity(forwards, where), 6);
      },
    ),
  );
});

test("weights add up to one, and no kernel is empty or narrower than a receiver's error", () => {
  fc.assert(
    fc.property(
      fc.option(fc.tuple(minutes, place, speed, course)),
      fc.option(fc.tuple(minutes, place, speed, course)),
      fc.constantFrom(...shipClasses),
      (b, a, shipClass) => {
        const before = b === null ? null : report(-b[0], b[1], b[2], b[3]);
        const after = a === null ? null : report(a[0], a[1], a[2], a[3]);
        const forecast = forecastOf({ before, after }, at, shipClass);
        if (before === null && after === null) {
          expect(forecast).toBeNull();
          return;
        }
        expect(forecast?.weights.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 9);
        for (const kernel of forecast?.kernels ?? []) {
          expect(kernel.along).toBeGreaterThanOrEqual(8);
          expect(kernel.across).toBeGreaterThanOrEqual(8);
          expect(Number.isFinite(kernel.east + kernel.north)).toBe(true);
        }
      },
    ),
  );
});

test("a ship under way is expected on its way, one that lies still where it lies, and less is known after hours", () => {
  const sailing = (m: number) => ({
    before: report(-m, [-m * 300, 0], 5, 90),
    after: report(m, [m * 300, 0], 5, 90),
  });
  const near = forecastOf(sailing(5), at, "cargo");
  const far = forecastOf(sailing(240), at, "cargo");
  if (near === null || far === null) throw new Error("two reports give a forecast");
  const shown = expectedPlace(near);
  expect(Math.hypot(...toPlane(plane, shown.position))).toBeLessThan(30);
  expect(shown.semiMajorMetres).toBeLessThan(60);
  expect(expectedPlace(far).semiMajorMetres).toBeGreaterThan(10 * shown.semiMajorMetres);
  const still = forecastOf(
    { before: report(-240, [0, 0], 0, 0), after: report(240, [5, 5], 0, 0) },
    at,
    "cargo",
  );
  if (still === null) throw new Error("two reports give a forecast");
  expect(expectedPlace(still).semiMajorMetres).toBeLessThan(60);
});

test("reports on both sides of the 180th meridian have the way between them, not around the world", () => {
  const across = forecastOf(
    {
      before: { at: at - 600_000, position: [179.98, 10], speed: 5, course: 90, heading: 90 },
      after: { at: at + 600_000, position: [-179.96, 10], speed: 5, course: 90, heading: 90 },
    },
    at,
    "cargo",
  );
  if (across === null) throw new Error("two reports give a forecast");
  expect(Math.abs(expectedPlace(across).position[0])).toBeGreaterThan(179.9);
});
