import fc from "fast-check";
import { expect, test } from "vitest";
import { withOwnOccupancy } from "./own-occupancy.ts";

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

test("a doubtful track that is all but empty becomes emptier, one that is all but full fuller, and what is sure stays", () => {
  const doubtful = (mean: number): Float64Array =>
    Float64Array.from({ length: 600 }, (_, t) => mean + 0.1 * Math.sin(t));
  expect(total(withOwnOccupancy(doubtful(0.2)))).toBeLessThan(0.6 * total(doubtful(0.2)));
  expect(total(withOwnOccupancy(doubtful(0.85)))).toBeGreaterThan(total(doubtful(0.85)));
  const sure = Float64Array.from({ length: 400 }, (_, t) => (t < 150 ? 1 : 0));
  expect(withOwnOccupancy(sure)).toEqual(sure);
  expect(withOwnOccupancy(new Float64Array())).toHaveLength(0);
});

test("probabilities stay probabilities, in the same order of places", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
      (given) => {
        const adapted = withOwnOccupancy(Float64Array.from(given));
        for (const [t, p] of adapted.entries()) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
          for (const [u, q] of given.entries())
            if (q < (given[t] ?? 0)) expect(adapted[u]).toBeLessThanOrEqual(p);
        }
      },
    ),
    { numRuns: 40 },
  );
});
