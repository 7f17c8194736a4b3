import { describe, expect, it } from "vitest";
import { emptyDrawing, freeName, type Drawing } from "./drawing.ts";
import {
  begun,
  deleted,
  described,
  dropped,
  finishedOrNull,
  inserted,
  joined,
  moved,
  placed,
  smoothedDraft,
  split,
  unplaced,
  type NewDraft,
} from "./edit.ts";
import { nearestVertex, pointAt, vertexAfter } from "./find.ts";
import type { GroundPoint } from "./ground.ts";
import { done, redone, stepsOf, undone, type Steps } from "./steps.ts";

const track: NewDraft = {
  standing: { type: "new" },
  type: "lines",
  areaId: null,
  name: "Track 1",
  role: "tracks",
  validFrom: null,
  validTo: null,
  approximate: false,
  uncertaintyMetres: null,
  basis: "",
  source: "",
};
const yard: NewDraft = { ...track, type: "polygons", name: "Yard", role: "yard" };

function drawn(given: NewDraft, [first, ...rest]: readonly GroundPoint[], onto = emptyDrawing): Drawing {
  if (first === undefined) throw new Error("no point");
  const all = rest.reduce(placed, begun(onto, given, first));
  return finishedOrNull(all) ?? all;
}
const pointsOf = (drawing: Drawing, draft = 0, path = 0) => drawing.drafts[draft]?.paths[path]?.points;
const vertex = (index: number, draft = "1") => ({ draft, path: 0, index });

describe("drawing", () => {
  it("places points, takes them back, and with the last one the draft", () => {
    const two = placed(begun(emptyDrawing, track, [0, 0]), [10, 0]);
    expect(pointsOf(two)).toEqual([
      [0, 0],
      [10, 0],
    ]);
    expect(placed(two, [10, 0.001])).toBe(two);
    expect(pointsOf(unplaced(two))).toEqual([[0, 0]]);
    expect(unplaced(unplaced(two)).drafts).toEqual([]);
  });

  it("ends a line with two points and a ring with three, which closes on its first", () => {
    expect(finishedOrNull(begun(emptyDrawing, track, [0, 0]))).toBeNull();
    const ring = [
      [0, 0],
      [10, 0],
      [10, 10],
    ] as const;
    expect(drawn(yard, ring.slice(0, 2)).growing).toBe("1");
    const closed = placed(ring.slice(1).reduce(placed, begun(emptyDrawing, yard, ring[0])), [0, 0]);
    expect(closed.growing).toBeNull();
    expect(pointsOf(closed)).toEqual(ring);
  });

  it("moves, inserts and deletes points, and never leaves too few", () => {
    const line = drawn(track, [
      [0, 0],
      [10, 0],
    ]);
    const more = inserted(line, "1", [4, 1]);
    expect(pointsOf(more)).toEqual([
      [0, 0],
      [4, 0],
      [10, 0],
    ]);
    expect(more.vertex).toEqual(vertex(1));
    expect(pointsOf(moved(more, vertex(1), [4, 2]))?.[1]).toEqual([4, 2]);
    expect(moved(more, vertex(1), [4, 0])).toBe(more);
    expect(pointsOf(deleted(more, vertex(1)))).toEqual(pointsOf(line));
    expect(deleted(line, vertex(1))).toBe(line);
    expect(inserted(line, "1", [-5, 0])).toBe(line);
  });

  it("inserts on the edge that closes a ring", () => {
    const ring = drawn(yard, [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]);
    expect(pointsOf(inserted(ring, "1", [1, 5]))?.[4]).toEqual([0, 5]);
  });

  it("splits a line into two areas at an inner point, and joins them again", () => {
    const line = drawn(track, [
      [0, 0],
      [10, 0],
      [20, 5],
    ]);
    expect(split(line, vertex(0), "b")).toBe(line);
    const two = split(line, vertex(1), "Track 2");
    expect(two.drafts.map((d) => [d.id, d.name, d.paths[0]?.points.length])).toEqual([
      ["1", "Track 1", 2],
      ["2", "Track 2", 2],
    ]);
    const one = joined(two, "1", 1);
    expect(one.drafts).toHaveLength(1);
    expect(pointsOf(one)).toEqual(pointsOf(line));
  });

  it.each([
    [[10, 0.3], [20, 0], 4],
    [[20, 0], [10, 0.3], 4],
    [[0, 0.3], [-10, 0], 4],
    [[-10, 0], [0, 0.3], 4],
    [[13, 0], [20, 0], null],
  ] as const)("joins with a line that ends near one of its ends: %j %j", (from, to, points) => {
    const first = drawn(track, [
      [0, 0],
      [10, 0],
    ]);
    const both = drawn({ ...track, name: "Track 2" }, [from, to], first);
    const one = joined(both, "1", 1);
    if (points === null) expect(one).toBe(both);
    else expect(one.drafts.map((d) => d.paths[0]?.points.length)).toEqual([points]);
  });

  it("does not join an outline on record away", () => {
    const first = drawn(track, [
      [0, 0],
      [10, 0],
    ]);
    const recorded = { ...track, standing: { type: "correction" as const, outline: "y/t@" } };
    const both = drawn(
      recorded,
      [
        [10, 0],
        [20, 0],
      ],
      first,
    );
    expect(joined(both, "1", 1)).toBe(both);
  });

  it("smooths a line through all its points, and leaves straight ones as they are", () => {
    const straight = drawn(track, [
      [0, 0],
      [100, 0],
    ]);
    expect(smoothedDraft(straight, "1")).toBe(straight);
    const bent = drawn(track, [
      [0, 0],
      [60, 0],
      [110, 30],
    ]);
    const smooth = pointsOf(smoothedDraft(bent, "1")) ?? [];
    expect(smooth.length).toBeGreaterThan(20);
    for (const point of pointsOf(bent) ?? [])
      expect(smooth.some((p) => Math.hypot(p[0] - point[0], p[1] - point[1]) < 1e-9)).toBe(true);
    const off = Math.max(...smooth.filter((p) => p[0] < 60).map((p) => Math.abs(p[1])));
    expect(off).toBeLessThan(5);
    expect(off).toBeGreaterThan(0.05);
  });

  it("finds points, and goes from one to the next, round and round", () => {
    const line = drawn(track, [
      [0, 0],
      [10, 0],
    ]);
    const [draft] = line.drafts;
    if (draft === undefined) throw new Error("no draft");
    expect(nearestVertex(draft, [9, 1], 2)).toEqual(vertex(1));
    expect(nearestVertex(draft, [5, 1], 2)).toBeNull();
    expect(vertexAfter(draft, null, 1)).toEqual(vertex(0));
    expect(vertexAfter(draft, vertex(1), 1)).toEqual(vertex(0));
    expect(vertexAfter(draft, vertex(0), -1)).toEqual(vertex(1));
    expect(pointAt(line, vertex(1))).toEqual([10, 0]);
    expect(dropped(line, "1").drafts).toEqual([]);
  });

  it("names drafts by a number that is free", () => {
    expect(freeName("Track", ["track 1", "Track 3"])).toBe("Track 2");
  });
});

describe("steps", () => {
  it("goes back over every step and forward again", () => {
    let steps: Steps = stepsOf(emptyDrawing);
    const points: readonly GroundPoint[] = Array.from({ length: 9 }, (_, i) => [i * 10, 0]);
    steps = done(steps, begun(steps.present, track, [-10, 0]), "begun");
    for (const point of points) steps = done(steps, placed(steps.present, point), "a point");
    const whole = steps.present;
    for (let i = 0; i < 10; i++) steps = undone(steps)?.steps ?? steps;
    expect(steps.present).toEqual(emptyDrawing);
    expect(undone(steps)).toBeNull();
    for (let i = 0; i < 10; i++) steps = redone(steps)?.steps ?? steps;
    expect(steps.present).toEqual(whole);
    expect(redone(steps)).toBeNull();
  });

  it("makes no step of what changes nothing, and lets go what was taken back when something new is done", () => {
    let steps = done(stepsOf(emptyDrawing), begun(emptyDrawing, track, [0, 0]), "begun");
    expect(done(steps, described(steps.present, "1", { name: "Track 1" }), "named")).toBe(steps);
    steps = done(steps, described(steps.present, "1", { name: "North" }), "named");
    steps = undone(steps)?.steps ?? steps;
    steps = done(steps, described(steps.present, "1", { name: "South" }), "named");
    expect(redone(steps)).toBeNull();
    expect(undone(steps)?.words).toBe("named");
  });
});
