import { expect, test } from "vitest";
import { madeDesk, proposedMarks } from "./made-desk.ts";

test("what was put down last is what a judgement is of, until another mark is chosen", () => {
  const { desk, session } = madeDesk();
  desk.placing.put();
  desk.placing.put();
  desk.corrections.judge("unsure");
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(["accepted", "unsure"]);
  expect(desk.chosen).toBeNull();
  desk.step(-1);
  desk.step(-1);
  desk.corrections.judge("hidden");
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(["hidden", "unsure"]);
  desk.corrections.remove();
  expect(session.shown).toHaveLength(1);
  expect(session.count).toEqual({ low: 0, best: 0.5, high: 1 });
});

test("a review goes from mark to mark, and what is rejected stays in sight", () => {
  const { desk, session } = madeDesk({ pass: "review", marks: proposedMarks(5) });
  expect(desk.unjudged).toBe(5);
  desk.step(1);
  for (const state of ["accepted", "rejected", "accepted"] as const) desk.corrections.judge(state);
  expect(desk.ordered.map((p) => p.mark.state)).toEqual([
    "accepted",
    "rejected",
    "accepted",
    "proposed",
    "proposed",
  ]);
  expect(desk.chosen?.mark.id).toBe("machine-3");
  desk.setCover("tarp");
  expect(desk.chosen?.mark).toMatchObject({ cover: "tarp", state: "accepted" });
  desk.lengthen(2);
  expect((desk.chosen?.toMetres ?? 0) - (desk.chosen?.fromMetres ?? 0)).toBeCloseTo(15, 5);
  desk.corrections.split();
  desk.step(-1);
  desk.corrections.merge();
  expect(session.shown).toHaveLength(5);
  while (session.undoable > 0) desk.undo();
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(Array.from({ length: 5 }, () => "proposed"));
});

test("what needs a mark says so where none is chosen, and the last one has none to be joined with", () => {
  const { desk, told, session } = madeDesk({ pass: "review", marks: proposedMarks(2) });
  const { corrections } = desk;
  expect([
    corrections.judge("accepted"),
    corrections.remove(),
    corrections.split(),
    corrections.merge(),
  ]).toEqual(Array.from({ length: 4 }, () => false));
  expect(new Set(told)).toEqual(new Set(["choose a mark first: n, or a click on it"]));
  desk.choose("machine-1");
  expect(corrections.merge()).toBe(false);
  expect(told.at(-1)).toBe("no mark follows on this track");
  expect(session.undoable).toBe(0);
});

test("a mark on no track has no ends to move, and none is moved off the end of its track", () => {
  const { desk, told } = madeDesk();
  desk.placing.putFree([200, 60], [213, 60]);
  desk.step(1);
  desk.lengthen(1);
  expect(told.at(-1)).toBe("this mark is on no track: take it away and draw it anew");
  desk.choose(null);
  desk.cursorTo(0, 0);
  desk.placing.put();
  desk.step(-1);
  desk.shift(600);
  expect(told.at(-1)).toBe("too short for a car");
});
