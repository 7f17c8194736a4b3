import fc from "fast-check";
import { expect, test } from "vitest";
import { markStates, type Mark } from "../mark.ts";
import { countMarks, marksOfKind } from "./count-marks.ts";

const mark = (changes: Partial<Mark>): Mark => ({
  id: "m",
  lookId: "look",
  areaId: null,
  trackId: null,
  kind: "railcar",
  cover: "cannot-tell",
  outline: [],
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

test("unsure marks widen to both sides, hidden ones upward, rejected ones nowhere", () => {
  const marks = [
    ...Array.from({ length: 10 }, () => mark({})),
    mark({ state: "unsure", number: 2, probability: 0.5 }),
    mark({ state: "hidden", number: 3 }),
    mark({ state: "rejected", number: 100 }),
  ];
  expect(countMarks(marks)).toEqual({ low: 10, best: 11, high: 15 });
});

test("what nobody has looked at keeps its part of the machine's interval", () => {
  const machine = { total: { low: 60, best: 70, high: 84 }, marked: 72 };
  const proposed = (n: number): Mark[] =>
    Array.from({ length: n }, () => mark({ state: "proposed", probability: 0.9 }));
  expect(countMarks(proposed(72), { machine })).toEqual(machine.total);
  const half = countMarks([...proposed(18), ...Array.from({ length: 54 }, () => mark({}))], { machine });
  expect(half.best).toBeCloseTo(54 + 17.5);
  expect(half.high - half.best).toBeCloseTo(7);
  expect(countMarks([mark({})], { machine })).toEqual({ low: 1, best: 1, high: 1 });
});

test("the bounds are in order, and a box car is a railcar while a locomotive is not", () => {
  const marks = fc.array(
    fc.record({
      state: fc.constantFrom(...markStates),
      number: fc.integer({ min: 1, max: 20 }),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  fc.assert(
    fc.property(marks, (given) => {
      const { low, best, high } = countMarks(given.map(mark));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(best);
      expect(best).toBeLessThanOrEqual(high);
    }),
  );
  const kinds = ["railcar", "boxcar", "locomotive"].map((kind) => mark({ kind }));
  expect(marksOfKind(kinds, "railcar").map((m) => m.kind)).toEqual(["railcar", "boxcar"]);
});
