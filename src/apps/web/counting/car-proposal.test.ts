import fc from "fast-check";
import { expect, test } from "vitest";
import { couplingGapMetres } from "../../../sites/tracks/decoding/car-lengths.ts";
import {
  behind,
  bodyAbout,
  bodyLimits,
  nextBody,
  nextUsualBody,
  usualBodies,
  type Stretch,
} from "./car-proposal.ts";
import { onVisibleEnds, profileOf } from "./visible-ends.ts";

const track = { metres: 600, gauge: "1520" } as const;
const gondola = 12.8;

test("thirty presses of one key make thirty coupled cars", () => {
  const cars: Stretch[] = [];
  let from = 4;
  for (let n = 0; n < 30; n++) {
    const body = nextBody(track, cars, from, gondola);
    if (body === null) throw new Error(`no room for car ${n + 1}`);
    cars.push(body);
    from = behind(body);
  }
  for (const [i, car] of cars.entries()) {
    expect(car.toMetres - car.fromMetres).toBeCloseTo(gondola, 9);
    const last = cars[i - 1];
    if (last !== undefined) expect(car.fromMetres - last.toMetres).toBeCloseTo(couplingGapMetres, 9);
  }
  expect(cars.at(-1)?.toMetres).toBeCloseTo(4 + 30 * gondola + 29 * couplingGapMetres, 6);
});

test("a proposal lies on its track, on no other car, and is a car's length", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 580, noNaN: true }), { maxLength: 12 }),
      fc.double({ min: 0, max: 600, noNaN: true }),
      fc.double({ min: 6, max: 26, noNaN: true }),
      (starts, at, length) => {
        const cars: Stretch[] = [];
        for (const start of starts) {
          const free = bodyAbout(track, cars, start, gondola);
          if (free !== null) cars.push(free);
        }
        for (const body of [bodyAbout(track, cars, at, length), nextBody(track, cars, at, length)]) {
          if (body === null) continue;
          expect(body.fromMetres).toBeGreaterThanOrEqual(-1e-9);
          expect(body.toMetres).toBeLessThanOrEqual(track.metres + 1e-9);
          expect(body.toMetres - body.fromMetres).toBeGreaterThanOrEqual(bodyLimits.shortest - 1e-9);
          expect(body.toMetres - body.fromMetres).toBeLessThanOrEqual(length + 1e-9);
          for (const car of cars)
            expect(car.toMetres <= body.fromMetres + 1e-9 || body.toMetres <= car.fromMetres + 1e-9).toBe(
              true,
            );
        }
      },
    ),
  );
});

test("a click beside a car couples to it, one on a car makes none", () => {
  const cars = [{ fromMetres: 100, toMetres: 112.8 }];
  expect(bodyAbout(track, cars, 106, gondola)).toBeNull();
  expect(bodyAbout(track, cars, 120, gondola)?.fromMetres).toBeCloseTo(112.8 + couplingGapMetres);
  expect(bodyAbout(track, cars, 93, gondola)?.toMetres).toBeCloseTo(100 - couplingGapMetres);
  expect(bodyAbout(track, cars, 300, gondola)?.fromMetres).toBeCloseTo(293.6);
});

test("lengths go from one usual car to the next", () => {
  for (const gauge of ["1520", "1435", null] as const) {
    expect(usualBodies(gauge)[0]).toBe(12.8);
    expect(nextUsualBody(gauge, 12.8, 1)).toBeGreaterThan(13);
    expect(nextUsualBody(gauge, 12.8, -1)).toBeLessThan(12);
    expect(nextUsualBody(gauge, 40, 1)).toBe(40);
  }
});

test("a proposal takes the ends that the picture shows, and keeps its own where it shows none", () => {
  const step = 0.5;
  const [width, height] = [120, 24];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const metres = (column + 0.5) * step;
      const isCar = metres > 20 && metres < 34;
      const value = isCar ? 180 : 70;
      data.set([value, value, value, 255], 4 * (row * width + column));
    }
  const profile = profileOf({ width, height, data }, step, 0);
  const found = onVisibleEnds(profile, { fromMetres: 20.8, toMetres: 33.2 });
  expect(Math.abs(found.fromMetres - 20)).toBeLessThan(0.3);
  expect(Math.abs(found.toMetres - 34)).toBeLessThan(0.3);
  const kept = onVisibleEnds(profile, { fromMetres: 20.8, toMetres: 33.2 }, true);
  expect(kept.fromMetres).toBe(20.8);
  const plain = { fromMetres: 42, toMetres: 54.8 };
  expect(onVisibleEnds(profile, plain)).toEqual(plain);
  expect(onVisibleEnds(null, plain)).toBe(plain);
});
