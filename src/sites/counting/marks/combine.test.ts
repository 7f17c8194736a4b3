import fc from "fast-check";
import { expect, test } from "vitest";
import { combineCounts, doubleCount, type CountedBy } from "./combine.ts";

const counter = (name: string, low: number, best: number, high: number, machine = false): CountedBy => ({
  name,
  machine,
  count: { low, best, high },
});

test("the double count by Chapman, with figures by hand", () => {
  const { estimate, sd, foundByA, foundByB } = doubleCount({
    a: "A",
    b: "B",
    agreed: 70,
    onlyA: 3,
    onlyB: 5,
  });
  expect(estimate).toBeCloseTo((74 * 76) / 71 - 1, 10);
  expect(sd).toBeCloseTo(Math.sqrt((74 * 76 * 3 * 5) / (71 * 71 * 72)), 10);
  expect(foundByA).toBeCloseTo(70 / 75, 10);
  expect(foundByB).toBeCloseTo(70 / 73, 10);
  expect(doubleCount({ a: "A", b: "B", agreed: 0, onlyA: 0, onlyB: 0 })).toEqual({
    estimate: 0,
    sd: 0,
    foundByA: null,
    foundByB: null,
  });
});

const counts = fc
  .tuple(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: 1, max: 40, noNaN: true }))
  .map(([best, half]) => counter("x", Math.max(0, best - half), best, best + half));

test("never narrower than the narrowest counter, whatever their order, and within what they say", () => {
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 4 }), (given) => {
      const { count, weights } = combineCounts(given, []);
      // Where zero cuts an interval short, its lower half is narrower than the law behind it.
      const narrowest = Math.min(
        ...given.map(({ count: c }) => 2 * Math.min(c.high - c.best, c.best - c.low)),
      );
      expect(count.high - count.low).toBeGreaterThanOrEqual(narrowest - 1e-6);
      expect(weights.reduce((sum, w) => sum + w.weight, 0)).toBeCloseTo(1, 9);
      expect(count.low).toBeLessThanOrEqual(count.best);
      expect(count.best).toBeLessThanOrEqual(count.high);
      const turned = combineCounts(given.toReversed(), []).count;
      expect(turned.low).toBeCloseTo(count.low, 6);
      expect(turned.high).toBeCloseTo(count.high, 6);
      expect(count.best).toBeGreaterThanOrEqual(Math.min(...given.map((g) => g.count.best)) - 1e-6);
      expect(count.best).toBeLessThanOrEqual(Math.max(...given.map((g) => g.count.best)) + 1e-6);
    }),
    { numRuns: 80 },
  );
});

test("one counter's interval comes back as it went in", () => {
  const { count, reasons } = combineCounts([counter("A", 60, 73, 85)], []);
  expect(count.low).toBeCloseTo(60, 6);
  expect(count.best).toBeCloseTo(73, 6);
  expect(count.high).toBeCloseTo(85, 6);
  expect(reasons).toEqual([expect.stringContaining("only one counter")]);
});

test("two people who agree outweigh a machine that is unsure", () => {
  const { count } = combineCounts(
    [counter("A", 73, 73, 73), counter("B", 73, 73, 73), counter("M", 58, 70, 86, true)],
    [{ a: "A", b: "B", agreed: 73, onlyA: 0, onlyB: 0 }],
  );
  expect(count.low).toBeGreaterThan(70);
  expect(count.high).toBeLessThan(76);
});

test("disagreement beyond the intervals widens and is said", () => {
  const { count, reasons } = combineCounts([counter("A", 72, 73, 74), counter("B", 94, 95, 96)], []);
  expect(count.low).toBeLessThan(74);
  expect(count.high).toBeGreaterThan(94);
  expect(reasons.join()).toContain("disagree beyond their intervals");
});

test("the same number of different things is not agreement", () => {
  const same = [counter("A", 73, 73, 73), counter("B", 73, 73, 73)];
  const { count, reasons } = combineCounts(same, [{ a: "A", b: "B", agreed: 60, onlyA: 13, onlyB: 13 }]);
  expect(count.low).toBe(60);
  expect(count.high).toBeGreaterThan(86 + 2.7);
  expect(reasons.join()).toContain("missed by both");
});

test("what is no interval is refused", () => {
  expect(() => combineCounts([], [])).toThrow(RangeError);
  expect(() => combineCounts([counter("A", 2, 1, 3)], [])).toThrow(RangeError);
  expect(() => combineCounts([counter("A", 0, 1, Infinity)], [])).toThrow(RangeError);
});
