import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldName } from "./fold.ts";
import { canReach, damerauDistance, jaroWinkler, nameLikeness, nameThresholds } from "./likeness.ts";

const { alike, perhaps } = nameThresholds;

test.each([
  ["Maia-1", "Maya-1"],
  ["Maia-1", "MAJA 1"],
  ["Maia-1", "Майя-1"],
  ["Angara", "Ангара"],
  ["Angara", "ANGARA"],
  ["Lady R", "LADY R."],
  ["Lady R", "m/v Lady R"],
  ["Maria", "Мария"],
  ["Beluga Evaluation", "BELUGA  EVALUATION"],
])("%s and %s are spellings of one name", (a, b) => {
  expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(alike);
});

test.each([
  ["Angara", "Hangar"],
  ["Angara", "Ангар"],
  ["Lady R", "Леди Р"],
  ["Lady R", "Ледi Р"],
  ["Maia", "Maia-1"],
])("%s and %s are perhaps one name", (a, b) => {
  expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(perhaps);
});

test.each([
  ["Maia-1", "Maia-3"],
  ["Lady R", "Lady D"],
  ["Angara", "Maria"],
  ["Maria", "Maia-1"],
  ["Ocean Energy", "Ocean Rising"],
])("%s and %s are not", (a, b) => {
  expect(nameLikeness(a, b)).toBeLessThan(perhaps);
});

test("both measures as their papers print them", () => {
  expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.9611, 4);
  expect(jaroWinkler("dixon", "dicksonx")).toBeCloseTo(0.8133, 4);
  expect(jaroWinkler("dwayne", "duane")).toBeCloseTo(0.84, 4);
  expect(damerauDistance("ca", "abc")).toBe(3);
  expect(damerauDistance("maria", "maira")).toBe(1);
});

test("likeness does not depend on the order, lies between 0 and 1, and is 1 for the same name", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
      const likeness = nameLikeness(a, b);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
      expect(nameLikeness(b, a)).toBeCloseTo(likeness, 9);
    }),
  );
});

test("what the letters in common rule out, the likeness does not reach", () => {
  const name = fc.string({ maxLength: 14, unit: fc.constantFrom(...Array.from("abrt -1йя")) });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const [one, other] = [foldName(a), foldName(b)];
      for (const threshold of [nameThresholds.perhaps, nameThresholds.alike])
        if (!canReach(one, other, threshold)) expect(nameLikeness(one, other)).toBeLessThan(threshold);
    }),
    { numRuns: 2000 },
  );
});
