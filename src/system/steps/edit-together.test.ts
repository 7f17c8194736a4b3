import { beforeAll, expect, onTestFinished, test } from "vitest";
import { ConflictError, InputError } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { combineLook } from "../../sites/counting/marks/combined-look.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import { drawnYard, marksOf, trueContents, yardCase } from "../../../test/made-yard-case.ts";
import { temporaryFolder } from "../../../test/made-case.ts";
import { readMarks, readPasses } from "../store/reading-marks.ts";
import { marks as marksTable } from "../store/tables.ts";
import { combineMarks } from "./combine-marks.ts";
import { editLookMarks } from "./edit-marks.ts";
import { editTogether, type EditsConflict, type EditsRequest } from "./edit-together.ts";
import { finishPass, openPass } from "./finish-pass.ts";
import { importFiles } from "./import.ts";
import { verifyCase } from "./verify-case.ts";

let yard: Capture;
beforeAll(() => {
  yard = drawnYard();
});

async function made() {
  const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  const [look = ""] = looks;
  let n = 0;
  const ask = (
    edits: readonly EditsRequest["edits"][number]["edit"][],
    changes: Partial<EditsRequest> = {},
  ) =>
    editTogether(opened, {
      look,
      by: "A",
      pass: "1",
      kind: "railcar",
      key: `key-of-test-${++n}`,
      role: { type: "do" },
      seen: Number.MAX_SAFE_INTEGER,
      edits: edits.map((edit) => ({ edit, note: "" })),
      ...changes,
    });
  const standing = (by = "A", pass = "1"): Mark[] =>
    currentMarks(readMarks(opened.database, { lookId: look }), {
      marker: { type: "person", name: by },
      pass,
    });
  return { opened, look, ask, standing };
}

const adds = (count: number) =>
  trueContents(yard)
    .slice(0, count)
    .map((content) => ({ type: "add", content }) as const);

test("edits in one go come in together, are answered the same when asked again, and are made again from the trail", async () => {
  const { opened, look, ask, standing } = await made();
  const first = await ask(adds(3), { key: "the-first-go" });
  expect(first.made.map((m) => m.id)).toEqual([1, 2, 3].map((n) => `${look}/mark-${n}`));
  expect(first.again).toBe(false);
  const again = await ask(adds(3), { key: "the-first-go" });
  expect(again).toEqual({ ...first, again: true });
  expect(standing()).toHaveLength(3);
  await expect(ask(adds(2), { key: "the-first-go" })).rejects.toThrow(InputError);
  const [one, two, three] = first.made;
  await ask([
    { type: "split", mark: one?.id ?? "", at: 0.5 },
    { type: "merge", marks: [two?.id ?? "", three?.id ?? ""] },
  ]);
  expect(standing()).toHaveLength(3);
  // The second edit of a go is wrong: nothing of the first one stays.
  const [, halves] = standing();
  await expect(
    ask([
      { type: "judge", mark: halves?.id ?? "", state: "unsure" },
      { type: "split", mark: halves?.id ?? "", at: 2 },
    ]),
  ).rejects.toThrow(InputError);
  expect(standing().every((m) => m.state === "accepted")).toBe(true);
  await finishPass(opened, {
    look,
    by: "A",
    pass: "1",
    kind: "railcar",
    expects: standing().map((m) => m.id),
  });
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("an edit of what somebody changed first is refused with who changed what, and so is a car added twice", async () => {
  const { look, ask, standing } = await made();
  const { made: marks, trail } = await ask(adds(2));
  const [one] = marks;
  await ask([{ type: "judge", mark: one?.id ?? "", state: "unsure" }]);
  const late = await ask([{ type: "correct", mark: one?.id ?? "", changes: { cover: "tarp" } }]).catch(
    (error: unknown) => error,
  );
  expect(late).toBeInstanceOf(ConflictError);
  const told = (late as ConflictError).current as EditsConflict;
  expect(told.marks).toMatchObject([
    { mark: one?.id, by: "A", pass: "1", now: [{ id: `${look}/mark-3`, state: "unsure" }] },
  ]);
  // The same car from another window that has not seen the first one; one that has may want two marks there.
  await expect(ask(adds(1), { seen: trail - 1 })).rejects.toThrow(ConflictError);
  await ask(adds(3).slice(2), { seen: trail - 1 });
  expect(standing()).toHaveLength(3);
});

test("a pass from nothing opens with its first mark, enters when it is finished, and ends there", async () => {
  const { opened, look, ask, standing } = await made();
  await ask(adds(4));
  const asked = { look, by: "A", pass: "1", kind: "railcar" } as const;
  const parts = () =>
    combineLook(
      readMarks(opened.database, { lookId: look }),
      { readings: [], passes: readPasses(opened.database, { lookId: look }) },
      "railcar",
    );
  expect(parts().combined).toBeNull();
  expect((await combineMarks(opened, { look, kind: "railcar" })).counts).toEqual([]);
  await expect(finishPass(opened, { ...asked, expects: [] })).rejects.toThrow(ConflictError);
  const finished = await finishPass(opened, { ...asked, expects: null });
  expect(finished).toMatchObject({ changed: true, fact: { event: "finished", marks: 4 } });
  expect((await finishPass(opened, { ...asked, expects: null })).changed).toBe(false);
  expect(parts().combined?.count.best).toBeCloseTo(4);
  await expect(ask(adds(1))).rejects.toThrow(/another pass/);
  const [mark] = standing();
  const judged = { type: "judge", mark: mark?.id ?? "", state: "unsure" } as const;
  await expect(
    editLookMarks(opened, { edit: judged, by: "A", pass: null, look: null, note: "" }),
  ).rejects.toThrow(/another pass/);
  expect((await combineMarks(opened, { look, kind: "railcar" })).changed).toBe(true);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("nothing here is a count of zero", async () => {
  const { opened, look } = await made();
  const asked = { look, by: "B", pass: "1", kind: "railcar" } as const;
  await openPass(opened, asked);
  expect((await combineMarks(opened, { look, kind: "railcar" })).parts[0].look.counters).toEqual([]);
  await finishPass(opened, { ...asked, expects: [] });
  const { counts, parts } = await combineMarks(opened, { look, kind: "railcar" });
  expect(parts[0].look.counters).toMatchObject([{ name: "B, pass 1", count: { low: 0, best: 0, high: 0 } }]);
  expect(counts).toMatchObject([{ low: 0, best: 0, publisher: "Yardwatch, B" }]);
  // Of other kinds it says nothing.
  expect((await combineMarks(opened, { look, kind: "ship" })).counts).toEqual([]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("a review changes the machine's marks and nobody else's", async () => {
  const { opened, look, ask, standing } = await made();
  const machine = {
    marker: { type: "machine", name: "net 1" },
    state: "proposed",
    probability: 0.9,
  } as const;
  const proposed = marksOf(look, trueContents(yard), machine);
  await importFiles(opened, {
    step: "test",
    settings: {},
    paths: [],
    read: async (_files, sink) => {
      for (const mark of proposed) sink.add(marksTable, mark);
      return { summary: {}, warnings: [] };
    },
  });
  const first = proposed[0]?.id ?? "";
  await expect(ask([{ type: "judge", mark: first, state: "accepted" }])).rejects.toThrow(InputError);
  await ask([{ type: "judge", mark: first, state: "rejected" }], { pass: "review" });
  expect(standing("A", "review").filter((m) => m.state === "rejected")).toHaveLength(1);
  expect(standing("A", "review")).toHaveLength(proposed.length);
  // A review needs no beginning, and sees the machine's marks from the start.
  expect(readPasses(opened.database, { lookId: look })).toEqual([]);
  const own = standing("A", "review").find((m) => m.state === "rejected")?.id ?? "";
  await expect(
    ask([{ type: "judge", mark: own, state: "accepted" }], { by: "B", pass: "review" }),
  ).rejects.toThrow(InputError);
});
