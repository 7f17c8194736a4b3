import fc from "fast-check";
import { expect, test } from "vitest";
import { roundedInside } from "./rounded-inside.ts";

test("what is no certainty is not rounded to one", () => {
  expect([1 - 1e-9, 0.999_999_4, 0.123_456_78, 4e-10, 0, 1].map((p) => roundedInside(p, 6))).toEqual([
    0.999_999, 0.999_999, 0.123_457, 0.000_001, 0, 1,
  ]);
});

test("a probability keeps its value to a digit, and stays inside", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 1, max: 9 }),
      (p, digits) => {
        const rounded = roundedInside(p, digits);
        expect(rounded).toBeGreaterThan(0);
        expect(rounded).toBeLessThan(1);
        expect(Math.abs(rounded - p)).toBeLessThanOrEqual(10 ** -digits);
        expect(String(rounded)).toBe(String(Number(rounded.toFixed(digits))));
      },
    ),
  );
});
