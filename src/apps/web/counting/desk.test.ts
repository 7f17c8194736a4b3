import { expect, test } from "vitest";
import type { CountingScreen } from "../../../findings/screens/counting.ts";
import { knotMetres } from "../../../sites/tracks/picture-reading.ts";
import type { TrackWay } from "../../../sites/tracks/strips/track-way.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { CountingDesk } from "./desk.ts";
import { CountingSession } from "./session.ts";
import type { CountingTrack } from "./tracks.ts";

/** Tracks that run east, so many metres apart; the plane is that of the marks. */
function track(
  id: string,
  north: number,
  metres = 500,
  seen: readonly [number, number] = [0, metres],
): CountingTrack {
  const count = metres / knotMetres + 1;
  const way: TrackWay = {
    metres,
    knots: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i : north)),
    rights: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 0 : -1)),
  };
  return {
    id,
    area: id,
    name: id,
    gauge: "1520",
    from: "drawn",
    metres,
    seen,
    way,
    pieces: [],
    elsewhere: [],
    box: { west: 0, south: north, east: metres, north },
  };
}

const tracks = [track("north", 10), track("south", 0)];

interface Opening {
  readonly pass?: string;
  readonly marks?: readonly Mark[];
  readonly state?: CountingScreen["state"];
  readonly on?: readonly CountingTrack[];
}

function opened({ pass = "1", marks = [], state = "open", on = tracks }: Opening = {}) {
  const told: string[] = [];
  let key = 0;
  let desk: CountingDesk | null = null;
  const session = new CountingSession(
    {
      look: "look",
      kind: "railcar",
      by: "A",
      pass,
      byMachine: false,
      review: pass === "review",
      state,
      finishedAt: null,
      seen: 0,
      marks,
      machine: null,
      actions: [],
    },
    { newKey: () => `key-${++key}`, now: () => 0, send: () => undefined, changed: () => desk?.refresh() },
  );
  desk = new CountingDesk({
    session,
    tracks: on,
    toPlane: (p) => p,
    toPosition: (p) => p,
    inPixels: true,
    sampleDistanceMetres: 1,
    profileAt: () => null,
    changed: () => undefined,
    told: (words) => told.push(words),
  });
  return { desk, session, told };
}

/** Marks by the machine on the southern track. */
const proposed = (number: number): Mark[] =>
  Array.from({ length: number }, (_, i): Mark => ({
    id: `machine-${i}`,
    lookId: "look",
    areaId: null,
    trackId: "south",
    kind: "boxcar",
    cover: "closed",
    outline: [
      [14 * i, -1.6],
      [14 * i + 13, -1.6],
      [14 * i + 13, 1.6],
      [14 * i, 1.6],
      [14 * i, -1.6],
    ],
    inPixels: true,
    number: 1,
    probability: 0.9,
    marker: { type: "machine", name: "net" },
    pass: "reading",
    state: "proposed",
    replaces: [],
    note: "",
  }));

test("a string of thirty cars is thirty presses of one key, numbered from the west, and as many steps back", () => {
  const { desk, session } = opened();
  desk.setKind("open-car");
  desk.setCover("tarp");
  for (let n = 0; n < 30; n++) desk.put();
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

test("a full track refuses the next car with a word", () => {
  const { desk, told } = opened();
  for (let n = 0; n < 60; n++) desk.put();
  expect(desk.ordered.length).toBeGreaterThan(30);
  expect(desk.ordered.length).toBeLessThan(40);
  expect(told.at(-1)).toContain("no room for a car");
});

test("a click puts a car on a free track, chooses the one that stands there, and does neither beside tracks", () => {
  const { desk } = opened();
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
  desk.putFree([200, 30], [212, 34]);
  expect(desk.ordered.at(-1)).toMatchObject({ track: -1, mark: { trackId: null } });
});

test("what was put down last is what a judgement is of, until another mark is chosen", () => {
  const { desk, session } = opened();
  desk.put();
  desk.put();
  desk.judge("unsure");
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(["accepted", "unsure"]);
  expect(desk.chosen).toBeNull();
  desk.step(-1);
  desk.step(-1);
  desk.judge("hidden");
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(["hidden", "unsure"]);
  desk.remove();
  expect(session.shown).toHaveLength(1);
  expect(session.count).toEqual({ low: 0, best: 0.5, high: 1 });
});

test("a review goes from mark to mark, and what is rejected stays in sight", () => {
  const { desk, session } = opened({ pass: "review", marks: proposed(5) });
  expect(desk.unjudged).toBe(5);
  desk.step(1);
  for (const state of ["accepted", "rejected", "accepted"] as const) desk.judge(state);
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
  desk.split();
  desk.step(-1);
  desk.merge();
  expect(session.shown).toHaveLength(5);
  while (session.undoable > 0) desk.undo();
  expect(desk.ordered.map((p) => p.mark.state)).toEqual(Array.from({ length: 5 }, () => "proposed"));
});

test("tracks are gone through abreast, and marks in the order of their numbers", () => {
  const { desk, told } = opened({ pass: "review", marks: proposed(3) });
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
  const { desk, told } = opened({ state: "finished" });
  expect(desk.put()).toBeNull();
  desk.undo();
  expect(desk.clickTrack(0, 50)).toBe(false);
  expect(desk.ordered).toEqual([]);
  expect(told).toContain("this pass is finished");
});

test("cars are put only where the picture shows the track", () => {
  const { desk, told } = opened({ on: [track("half", 0, 500, [100, 160])] });
  for (let n = 0; n < 6; n++) desk.put();
  // Four whole ones, and one that the picture's edge cuts: it counts where 4 m of it are seen.
  expect(desk.ordered).toHaveLength(5);
  for (const { fromMetres, toMetres } of desk.ordered) {
    expect(fromMetres).toBeGreaterThanOrEqual(100);
    expect(toMetres).toBeLessThanOrEqual(160.1);
  }
  expect(desk.clickTrack(0, 300)).toBe(false);
  expect(told.at(-1)).toContain("the picture does not show");
});
