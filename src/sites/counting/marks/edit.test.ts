import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { countMarks } from "./count-marks.ts";
import type { Counter } from "./counter.ts";
import { areaOf } from "./convex.ts";
import { currentMarks } from "./current-marks.ts";
import { editMarks, judgedStates, type Edit } from "./edit.ts";

const person: Counter = { marker: { type: "person", name: "A" }, pass: "review" };

/** A car of 14 by 3 m on a track that runs north-east, the i-th of its string. */
const car = (i: number, changes: Partial<Mark> = {}): Mark => {
  const place = (along: number, across: number): readonly [number, number] => [
    130.64 + ((i * 15 + along) * 0.8 - across * 0.6) / 82_000,
    42.4 + ((i * 15 + along) * 0.6 + across * 0.8) / 111_320,
  ];
  return {
    id: `machine-${i}`,
    lookId: "look",
    areaId: null,
    trackId: "t1",
    kind: "railcar",
    cover: "tarp",
    outline: [place(0, 0), place(14, 0), place(14, 3), place(0, 3), place(0, 0)],
    inPixels: false,
    number: 1,
    probability: 0.9,
    marker: { type: "machine", name: "net/1" },
    pass: "1",
    state: "proposed",
    replaces: [],
    note: "",
    ...changes,
  };
};

const cars = Array.from({ length: 6 }, (_, i) => car(i));

function apply(marks: readonly Mark[], edit: Edit, counter = person): Mark[] {
  const by = { lookId: "look", counter, note: "", size: null, newId: (n: number) => `p${marks.length + n}` };
  return [...marks, ...editMarks(marks, edit, by)];
}

const contentOf = ({ id: _id, marker: _m, pass: _p, replaces: _r, ...rest }: Mark): object => rest;

/** Edits by the place of their mark among those that stand. */
const steps = fc.array(
  fc.record({
    type: fc.constantFrom("judge", "correct", "split", "merge", "undo" as const),
    at: fc.nat(20),
    other: fc.nat(20),
    state: fc.constantFrom(...judgedStates),
  }),
  { maxLength: 12 },
);

function replay(chosen: typeof steps extends fc.Arbitrary<infer T> ? T : never): Mark[] {
  let marks: Mark[] = cars;
  for (const { type, at, other, state } of chosen) {
    const standing = currentMarks(marks, person);
    const [a, b] = [standing[at % standing.length], standing[other % standing.length]];
    if (a === undefined || b === undefined) continue;
    const edit: Edit =
      type === "judge"
        ? { type, mark: a.id, state }
        : type === "correct"
          ? { type, mark: a.id, changes: { cover: "closed" } }
          : type === "split"
            ? { type, mark: a.id, at: 0.3 }
            : type === "merge"
              ? { type, marks: [a.id, b.id] }
              : { type, mark: a.id };
    try {
      marks = apply(marks, edit);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return marks;
}

test("whatever is edited, nothing on record changes, and what stands depends neither on order nor on repetition", () => {
  fc.assert(
    fc.property(steps, fc.infiniteStream(fc.nat()), (chosen, random) => {
      const marks = replay(chosen);
      expect(marks.slice(0, cars.length)).toEqual(cars);
      const ids = (list: readonly Mark[]): string[] =>
        currentMarks(list, person)
          .map((m) => m.id)
          .sort();
      const shuffled = [...marks, ...marks]
        .map((mark) => ({ mark, key: random.next().value }))
        .sort((x, y) => x.key - y.key)
        .map((x) => x.mark);
      expect(ids(shuffled)).toEqual(ids(marks));
      expect(new Set(ids(marks)).size).toBe(ids(marks).length);
      // The machine's own count is as it was.
      expect(currentMarks(marks, { marker: { type: "machine", name: "net/1" }, pass: "1" })).toEqual(cars);
    }),
    { numRuns: 60 },
  );
});

test("an undo brings back what an edit replaced, and can itself be undone", () => {
  fc.assert(
    fc.property(steps, (chosen) => {
      const marks = replay(chosen);
      const before = currentMarks(marks, person).map(contentOf);
      const [mark] = currentMarks(marks, person);
      if (mark === undefined) return;
      const edited = apply(marks, { type: "split", mark: mark.id, at: 0.5 });
      const undone = apply(edited, { type: "undo", mark: edited.at(-1)?.id ?? "" });
      const sorted = (list: readonly object[]): string[] => list.map((m) => JSON.stringify(m)).sort();
      expect(sorted(currentMarks(undone, person).map(contentOf))).toEqual(sorted(before));
      const redone = apply(undone, { type: "undo", mark: undone.at(-1)?.id ?? "" });
      expect(sorted(currentMarks(redone, person).map(contentOf))).toEqual(
        sorted(currentMarks(edited, person).map(contentOf)),
      );
    }),
    { numRuns: 40 },
  );
});

test("a split parts the outline at its fraction from the western end and loses no ground", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), (at) => {
      const marks = apply(cars, { type: "split", mark: "machine-0", at });
      const [a, b] = marks.slice(-2);
      const area = (m: Mark | undefined): number =>
        areaOf((m?.outline ?? []).map(([x, y]) => [x * 82_000, y * 111_320]));
      const whole = area(cars[0]);
      expect(area(a) / whole).toBeCloseTo(at, 2);
      expect(area(a) + area(b)).toBeCloseTo(whole, 3);
      expect(a?.replaces).toEqual(["machine-0"]);
    }),
  );
});

test("a string's number is parted by a split and added up by a merge; two halves of a car become one", () => {
  const string = [car(0, { number: 10 }), car(1, { number: 3 }), car(2), car(3)];
  const split = apply(string, { type: "split", mark: "machine-0", at: 0.3 });
  expect(split.slice(-2).map((m) => m.number)).toEqual([3, 7]);
  expect(apply(string, { type: "merge", marks: ["machine-0", "machine-1"] }).at(-1)?.number).toBe(13);
  expect(apply(string, { type: "merge", marks: ["machine-2", "machine-3"] }).at(-1)).toMatchObject({
    number: 1,
    trackId: "t1",
    state: "accepted",
    replaces: ["machine-2", "machine-3"],
  });
});

test("one person's edits leave another's count alone", () => {
  const other: Counter = { marker: { type: "person", name: "B" }, pass: "review" };
  const marks = apply(cars, { type: "judge", mark: "machine-0", state: "rejected" });
  expect(countMarks(currentMarks(marks, person)).best).toBe(5);
  expect(countMarks(currentMarks(marks, other)).best).toBe(6);
  const blind: Counter = { marker: { type: "person", name: "B" }, pass: "2" };
  expect(currentMarks(marks, blind)).toEqual([]);
});

test.each([
  [{ type: "judge", mark: "nothing", state: "accepted" }, "a mark of the look"],
  [{ type: "split", mark: "machine-0", at: 1 }, "a fraction above 0 and below 1"],
  [{ type: "split", mark: "machine-0", at: Number.NaN }, "a fraction above 0 and below 1"],
  [{ type: "merge", marks: ["machine-0", "machine-0"] }, "two marks or more"],
  [{ type: "undo", mark: "machine-0" }, "a mark that replaced another"],
  [{ type: "restore", marks: ["machine-0"], as: [] }, "whose words are put in their place"],
  [{ type: "restore", marks: ["machine-0"], as: ["somebody-1"] }, "made or began from"],
  [{ type: "correct", mark: "machine-0", changes: { number: 0.5 } }, "a whole number"],
  [{ type: "correct", mark: "machine-0", changes: { kind: "tank" } }, "tank-car"],
] satisfies [Edit, string][])("%j is refused", (edit, allowed) => {
  expect(() => apply(cars, edit)).toThrow(allowed);
});

test("a mark that was replaced names its successor, and its twin's later edit must be undone first", () => {
  const split = apply(cars, { type: "split", mark: "machine-0", at: 0.5 });
  expect(() => apply(split, { type: "judge", mark: "machine-0", state: "hidden" })).toThrow(
    "which replaced it",
  );
  const judged = apply(split, { type: "judge", mark: "p6", state: "unsure" });
  expect(() => apply(judged, { type: "undo", mark: "p7" })).toThrow("changed since");
});

test("what earlier marks said can be put back over several edits", () => {
  const judged = apply(cars, { type: "judge", mark: "machine-0", state: "unsure" });
  const split = apply(judged, { type: "split", mark: "p6", at: 0.5 });
  const merged = apply(split, { type: "merge", marks: ["p7", "p8", "machine-1"] });
  const back = apply(merged, { type: "restore", marks: ["p9"], as: ["machine-0", "machine-1"] });
  const standing = currentMarks(back, person);
  expect(standing).toHaveLength(6);
  expect(new Set(standing.map((m) => JSON.stringify(m.outline)))).toEqual(
    new Set(cars.map((m) => JSON.stringify(m.outline))),
  );
  expect(countMarks(standing)).toEqual(countMarks(cars));
});
