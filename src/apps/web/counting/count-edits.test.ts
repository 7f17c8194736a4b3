import { expect, test } from "vitest";
import { CountEdits } from "./count-edits.ts";
import { madeDesk, proposedMarks } from "./made-desk.ts";

function editsOf(given: Parameters<typeof madeDesk>[0]) {
  const said: string[] = [];
  let changes = 0;
  const edits = new CountEdits(madeDesk(given).session, {
    told: (words) => void said.push(words),
    changed: () => void changes++,
  });
  return { edits, said, changes: () => changes };
}

test("an edit that cannot be made is told with its fault, and makes nothing", () => {
  const { edits, said } = editsOf({ pass: "review", marks: proposedMarks(1) });
  expect(edits.do({ type: "judge", mark: "machine-9", state: "accepted" })).toBeNull();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("machine-9");
  expect(edits.do({ type: "judge", mark: "machine-0", state: "accepted" })).toHaveLength(1);
  expect(said).toHaveLength(1);
});

test("a finished pass takes no edit, a finished review does", () => {
  const blind = editsOf({ state: "finished" });
  expect(blind.edits.isOver).toBe(true);
  expect(blind.edits.do({ type: "judge", mark: "any", state: "accepted" })).toBeNull();
  expect(blind.said).toEqual(["this pass is finished"]);
  expect(editsOf({ pass: "review", state: "finished" }).edits.isOver).toBe(false);
});

test("every change is told, and counted", () => {
  const { edits, changes } = editsOf({});
  edits.changed();
  edits.changed();
  expect([edits.revision, changes()]).toEqual([2, 2]);
});
