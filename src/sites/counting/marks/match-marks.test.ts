import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { bestMatching, type Candidate } from "./assignment.ts";
import { matchMarks } from "./match-marks.ts";

/** A car of 40 by 8 pixels at a place. */
const car = (id: string, column: number, row = 0, changes: Partial<Mark> = {}): Mark => ({
  id,
  lookId: "look",
  areaId: null,
  trackId: null,
  kind: "railcar",
  cover: "cannot-tell",
  outline: [
    [column, row],
    [column + 40, row],
    [column + 40, row + 8],
    [column, row + 8],
    [column, row],
  ],
  inPixels: true,
  number: 1,
  probability: 1,
  marker: { type: "person", name: "A" },
  pass: "1",
  state: "accepted",
  replaces: [],
  note: "",
  ...changes,
});

/** The greatest total worth, by trying every matching. */
function best(candidates: readonly Candidate[]): number {
  const [first, ...rest] = candidates;
  if (first === undefined) return 0;
  const without = best(rest);
  return Math.max(without, first.worth + best(rest.filter((c) => c.a !== first.a && c.b !== first.b)));
}

test("no matching is worth more, by trying all of them", () => {
  const candidate = fc.record({
    a: fc.nat(4),
    b: fc.nat(4),
    worth: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 9 }), (candidates) => {
      const chosen = bestMatching(candidates);
      expect(new Set(chosen.map((c) => c.a)).size).toBe(chosen.length);
      expect(new Set(chosen.map((c) => c.b)).size).toBe(chosen.length);
      expect(chosen.reduce((sum, c) => sum + c.worth, 0)).toBeCloseTo(best(candidates), 9);
    }),
    { numRuns: 150 },
  );
});

test("a chain in which the greedy choice would cost a pair", () => {
  const chosen = bestMatching([
    { a: 0, b: 0, worth: 0.5 },
    { a: 0, b: 1, worth: 0.6 },
    { a: 1, b: 1, worth: 0.5 },
  ]);
  expect(chosen.map((c) => [c.a, c.b])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("every car is agreed, only the first one's or only the second one's, whatever the order", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(30), { maxLength: 15 }),
      fc.uniqueArray(fc.nat(30), { maxLength: 15 }),
      fc.integer({ min: -9, max: 9 }),
      (as, bs, shift) => {
        const a = as.map((i) => car(`a${i}`, i * 42));
        const b = bs.map((i) => car(`b${i}`, i * 42 + shift, 1));
        const { agreed, onlyA, onlyB } = matchMarks(a, b);
        const both = as.filter((i) => bs.includes(i));
        expect(agreed.map((p) => `${p.a} ${p.b}`).sort()).toEqual(both.map((i) => `a${i} b${i}`).sort());
        expect(onlyA.length).toBe(as.length - both.length);
        expect(onlyB.length).toBe(bs.length - both.length);
        const turned = matchMarks(b.toReversed(), a);
        expect(turned.agreed.length).toBe(agreed.length);
      },
    ),
    { numRuns: 60 },
  );
});

test("a string of five is five things, and other tracks do not match", () => {
  const outline: Mark["outline"] = [
    [0, 0],
    [200, 0],
    [200, 8],
    [0, 8],
    [0, 0],
  ];
  const string = car("s", 0, 0, { outline, number: 5 });
  const cars = [0, 1, 2, 4].map((i) => car(`c${i}`, i * 40));
  const { agreed, onlyA, onlyB } = matchMarks([string], cars);
  expect([agreed.length, onlyA.length, onlyB.length]).toEqual([4, 1, 0]);
  const apart = matchMarks([car("a", 0, 0, { trackId: "t1" })], [car("b", 0, 0, { trackId: "t2" })]);
  expect(apart).toEqual({ agreed: [], onlyA: ["a"], onlyB: ["b"] });
});

test("pixels are not held against positions, and heaps of marks are refused", () => {
  expect(() => matchMarks([car("a", 0)], [car("b", 0, 0, { inPixels: false })])).toThrow(InputError);
  const heap = Array.from({ length: 150 }, (_, i) => car(`h${i}`, 0));
  expect(() => matchMarks(heap, heap)).toThrow("by the hundred");
});
