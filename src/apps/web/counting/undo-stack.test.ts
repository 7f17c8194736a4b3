import fc from "fast-check";
import { expect, test } from "vitest";
import type { CountAction, EditsRole } from "../../../findings/screens/counting.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import type { Counter } from "../../../sites/counting/marks/counter.ts";
import { editMarks, judgedStates, type Edit } from "../../../sites/counting/marks/edit.ts";
import type { MarkContent } from "../../../sites/counting/marks/mark-fields.ts";
import { seenMarks } from "./seen-marks.ts";
import { redoOf, stacksOf, undoOf, type NotedEdit } from "./undo-stack.ts";

const content = (i: number): MarkContent => ({
  areaId: null,
  trackId: "t",
  kind: "railcar",
  cover: "cannot-tell",
  outline: [
    [15 * i, 0],
    [15 * i + 13, 0],
    [15 * i + 13, 3],
    [15 * i, 3],
    [15 * i, 0],
  ],
  inPixels: true,
  number: 1,
  probability: 1,
  state: "accepted",
  note: "",
});

/** A count as the server keeps it: every mark, and what was done. */
class Count {
  readonly counter: Counter;
  marks: Mark[];
  actions: CountAction[] = [];
  constructor(counter: Counter, marks: Mark[] = []) {
    this.counter = counter;
    this.marks = marks;
  }
  go(given: readonly (Edit | NotedEdit)[], role: EditsRole = { type: "do" }): void {
    const made: string[] = [];
    const noted = given.map((e): NotedEdit => ("edit" in e ? e : { edit: e, note: "" }));
    const edits = noted.map((e) => e.edit);
    for (const { edit, note } of noted)
      for (const mark of editMarks(this.marks, edit, {
        lookId: "look",
        counter: this.counter,
        note,
        size: null,
        newId: (n) => `mark-${this.marks.length + 1 + n}`,
      })) {
        made.push(mark.id);
        this.marks = [...this.marks, mark];
      }
    this.actions.push({ key: `key-${this.actions.length}`, role, edits, made, at: "" });
  }
  get stacks() {
    return stacksOf(this.actions, (id) => this.marks.find((m) => m.id === id));
  }
  undo(): boolean {
    const planned = undoOf(this.stacks);
    if (planned !== null) this.go(planned.edits, planned.role);
    return planned !== null;
  }
  redo(): boolean {
    const planned = redoOf(this.stacks);
    if (planned !== null) this.go(planned.edits, planned.role);
    return planned !== null;
  }
  /** What is in sight, without who made it when. */
  get shown(): string[] {
    return seenMarks(this.marks, this.counter)
      .map(({ id: _id, marker: _m, pass: _p, replaces: _r, lookId: _l, ...said }) => JSON.stringify(said))
      .sort();
  }
}

type Step = {
  readonly type: "judge" | "add" | "correct" | "split" | "merge" | "several" | "undo" | "redo";
  readonly at: number;
  readonly other: number;
  readonly state: (typeof judgedStates)[number];
};
const steps = fc.array(
  fc.record({
    type: fc.constantFrom<Step["type"]>(
      "judge",
      "add",
      "correct",
      "split",
      "merge",
      "several",
      "undo",
      "redo",
    ),
    at: fc.nat(30),
    other: fc.nat(30),
    state: fc.constantFrom(...judgedStates),
  }),
  { maxLength: 25 },
);

function take(count: Count, { type, at, other, state }: Step): void {
  const standing = seenMarks(count.marks, count.counter);
  const [a, b] = [standing[at % standing.length], standing[other % standing.length]];
  if (type === "undo") return void count.undo();
  if (type === "redo") return void count.redo();
  if (type === "add" || a === undefined || b === undefined)
    return count.go([{ type: "add", content: content(at) }]);
  if (type === "judge") return count.go([{ type, mark: a.id, state }]);
  if (type === "correct") return count.go([{ type, mark: a.id, changes: { cover: "tarp", number: 2 } }]);
  if (type === "split") return count.go([{ type, mark: a.id, at: 0.4 }]);
  if (a.id === b.id) return;
  if (type === "merge") return count.go([{ type, marks: [a.id, b.id] }]);
  count.go([
    { type: "judge", mark: a.id, state },
    { type: "split", mark: b.id, at: 0.5 },
    { type: "add", content: content(at + 40) },
  ]);
}

const machines = (): Mark[] =>
  Array.from({ length: 5 }, (_, i) => ({
    ...content(i),
    id: `machine-${i}`,
    lookId: "look",
    marker: { type: "machine", name: "net/1" },
    pass: "m",
    state: "proposed",
    probability: 0.9,
    replaces: [],
  }));

const counts: readonly (readonly [string, () => Count])[] = [
  ["a blind pass", () => new Count({ marker: { type: "person", name: "A" }, pass: "1" })],
  ["a review", () => new Count({ marker: { type: "person", name: "A" }, pass: "review" }, machines())],
];

test.each(counts)(
  "%s is as it was before after as many steps back, and as it was after as many forwards",
  (_, begin) => {
    fc.assert(
      fc.property(steps, (chosen) => {
        const count = begin();
        const start = count.shown;
        for (const step of chosen) take(count, step);
        const end = count.shown;
        // Every state on the way back is met again on the way forwards.
        const way: string[][] = [end];
        while (count.undo()) way.push(count.shown);
        expect(count.shown).toEqual(start);
        for (const before of way.slice(0, -1).toReversed()) {
          expect(count.redo()).toBe(true);
          expect(count.shown).toEqual(before);
        }
        // Once more to the start: it does not matter how often.
        while (count.undo());
        expect(count.shown).toEqual(start);
      }),
      { numRuns: 60 },
    );
  },
);

test("a step back and another edit leave nothing to do again", () => {
  const count = new Count({ marker: { type: "person", name: "A" }, pass: "1" });
  count.go([{ type: "add", content: content(0) }]);
  expect(count.undo()).toBe(true);
  expect(count.shown).toEqual([]);
  count.go([{ type: "add", content: content(1) }]);
  expect(count.redo()).toBe(false);
  expect(count.shown).toHaveLength(1);
  expect(count.undo()).toBe(true);
  expect(count.undo()).toBe(false);
});
