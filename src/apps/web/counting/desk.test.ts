import { expect, test } from "vitest";
import { madeDesk, proposedMarks } from "./made-desk.ts";

test("a string of thirty cars is thirty presses of one key, numbered from the west, and as many steps back", () => {
  const { desk, session } = madeDesk();
  desk.setKind("open-car");
  desk.setCover("tarp");
  for (let n = 0; n < 30; n++) desk.placing.put();
  expect(session.count).toEqual({ low: 30, best: 30, high: 30 });
  expect(desk.ordered.map((p) => desk.numbers.get(p.mark.id))).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 1),
  );
  expect(new Set(desk.ordered.map((p) => [p.mark.kind, p.mark.cover, p.mark.trackId].join()))).toEqual(
    new Set(["open-car,tarp,north"]),
  );
  for (const [i, p] of desk.ordered.entries()) {
    const before = desk.ordered[i - 1];
    if (before !== undefined) expect(p.fromMetres - before.toMetres).toBeCloseTo(1.1, 1);
  }
  for (let n = 0; n < 10; n++) desk.undo();
  expect(session.count.best).toBe(20);
  for (let n = 0; n < 10; n++) desk.redo();
  expect(session.count.best).toBe(30);
});

test("a click puts a car on a free track, chooses the one that stands there, and does neither beside tracks", () => {
  const { desk } = madeDesk();
  expect(desk.click([100, 11])).toBe(true);
  expect(desk.ordered).toHaveLength(1);
  expect(desk.ordered[0]).toMatchObject({ track: 0 });
  expect(desk.click([101, 10])).toBe(true);
  expect(desk.ordered).toHaveLength(1);
  expect(desk.chosen?.mark.id).toBe(desk.ordered[0]?.mark.id);
  desk.choose(null);
  expect(desk.click([100, 5])).toBe(false);
  expect(desk.ordered).toHaveLength(1);
  // Beside the tracks a car is drawn from one end to the other.
  desk.placing.putFree([200, 30], [212, 34]);
  expect(desk.ordered.at(-1)).toMatchObject({ track: -1, mark: { trackId: null } });
});

test("tracks are gone through abreast, and marks in the order of their numbers", () => {
  const { desk, told } = madeDesk({ pass: "review", marks: proposedMarks(3) });
  desk.moveCursor(200);
  desk.stepTrack(1);
  expect(desk.at?.id).toBe("south");
  expect(desk.cursorMetres).toBeCloseTo(200);
  expect(desk.step(1)).toBe(false);
  expect(told.at(-1)).toBe("no further mark");
  expect(desk.step(-1)).toBe(true);
  expect(desk.chosen?.mark.id).toBe("machine-2");
  desk.stepTrack(1);
  expect(desk.at?.id).toBe("south");
});

test("a finished pass is not changed", () => {
  const { desk, told } = madeDesk({ state: "finished" });
  expect(desk.placing.put()).toBeNull();
  desk.undo();
  expect(desk.clickTrack(0, 50)).toBe(false);
  expect(desk.ordered).toEqual([]);
  expect(told).toContain("this pass is finished");
});
