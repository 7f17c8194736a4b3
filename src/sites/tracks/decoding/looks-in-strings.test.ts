import fc from "fast-check";
import { expect, test } from "vitest";
import { sharesInStrings, type LoneLook } from "./looks-in-strings.ts";

const car = (at: number, shares: readonly number[], length = 12): LoneLook => ({
  fromMetres: at,
  toMetres: at + length,
  shares,
});

test("a doubtful car among its like is believed to be one of them; apart from them it keeps its own look", () => {
  const sure = [0.96, 0.02, 0.02];
  const doubtful = [0.4, 0.45, 0.15];
  const [, coupled] = sharesInStrings([car(0, sure), car(13, doubtful), car(26, sure)]);
  expect(coupled?.[0]).toBeGreaterThan(0.8);
  const [, longer] = sharesInStrings([car(0, sure), car(13, doubtful, 17), car(31, sure)]);
  expect(longer?.[0]).toBeLessThan(coupled?.[0] ?? 0);
  const [, apart] = sharesInStrings([car(0, sure), car(20, doubtful), car(60, sure)]);
  for (const k of [0, 1, 2]) expect(apart?.[k]).toBeCloseTo(doubtful[k] ?? 0, 12);
});

test("a car that clearly looks otherwise stays what it looks like", () => {
  const [, odd] = sharesInStrings([
    car(0, [0.9, 0.05, 0.05]),
    car(13, [0.01, 0.98, 0.01]),
    car(26, [0.9, 0.05, 0.05]),
  ]);
  expect(odd?.[1]).toBeGreaterThan(0.5);
});

test("shares sum to 1 and do not depend on the line's direction", () => {
  const look = fc.tuple(
    fc.double({ min: 0.001, max: 1, noNaN: true }),
    fc.double({ min: 0.001, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(look, fc.integer({ min: 8, max: 20 }), fc.integer({ min: 1, max: 5 }))),
      (given) => {
        let at = 0;
        const cars = given.map(([[a, b], length, gap]) => {
          const one = car(at, [a / (a + b), b / (a + b)], length);
          at += length + gap;
          return one;
        });
        const turned = cars
          .map(({ fromMetres, toMetres, shares }) => ({
            fromMetres: -toMetres,
            toMetres: -fromMetres,
            shares,
          }))
          .toReversed();
        const forwards = sharesInStrings(cars);
        const backwards = sharesInStrings(turned).toReversed();
        for (const [i, shares] of forwards.entries()) {
          expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
          for (const [k, p] of shares.entries()) expect(backwards[i]?.[k]).toBeCloseTo(p, 9);
        }
      },
    ),
  );
});
