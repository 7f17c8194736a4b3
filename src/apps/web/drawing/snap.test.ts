import { expect, it } from "vitest";
import type { GroundPoint } from "./ground.ts";
import { runsAlong } from "./runs-along.ts";
import { snapped, type SnapLine, type SnapWishes } from "./snap.ts";

const neighbour: SnapLine = {
  name: "track 1",
  points: [
    [0, 0],
    [0, 300],
  ],
  closed: false,
  track: true,
};
const snap = (at: GroundPoint, given: Partial<SnapWishes> = {}) =>
  snapped(at, {
    withinMetres: 1,
    lines: [neighbour],
    path: [],
    track: true,
    closes: false,
    square: false,
    ...given,
  });

it("lays points on ends and points of other lines before their edges", () => {
  expect(snap([0.4, 0.5])).toMatchObject({ point: [0, 0], told: "on the end of track 1" });
  expect(snap([0.4, 50])).toMatchObject({ point: [0, 50], told: "on the line of track 1" });
  expect(
    snap([0.4, 50], {
      lines: [
        {
          ...neighbour,
          closed: true,
          points: [
            [0, 0],
            [0, 50],
            [9, 9],
          ],
        },
      ],
    }).told,
  ).toBe("on a point of track 1");
});

it("leaves a place that nothing is near of", () => {
  expect(snap([20, 50])).toEqual({ point: [20, 50], told: null, guide: null });
});

it("lays the beginning of a track at the usual spacing beside another, and what follows parallel to it", () => {
  expect(snap([4.8, 10])).toMatchObject({ point: [4.8, 10], told: "4.8 m beside track 1" });
  expect(snap([5.9, 10]).point[0]).toBeCloseTo(5.3, 9);
  expect(snap([-3.9, 10]).point[0]).toBeCloseTo(-4.5, 9);
  expect(snap([2.5, 10]).told).toBeNull();
  const next = snap([5.3, 200], { path: [[4.8, 10]] });
  expect(next.point[0]).toBeCloseTo(4.8, 9);
  expect(next).toMatchObject({ told: "parallel to track 1, 4.8 m beside it" });
});

it("lays outlines beside no track", () => {
  expect(snap([4.8, 10], { track: false }).told).toBeNull();
});

it("holds the direction to right angles, and straight on", () => {
  const path: readonly GroundPoint[] = [
    [50, 50],
    [60, 60],
  ];
  const straight = snap([72, 71], { path, square: true, track: false });
  expect(straight.told).toBe("straight on");
  expect(straight.point[0]).toBeCloseTo(straight.point[1], 9);
  const right = snap([70, 51], { path, square: true, track: false });
  expect(right.told).toBe("at a right angle");
  expect(right.point[0] - 60).toBeCloseTo(60 - right.point[1], 9);
  expect(snap([53, 90], { path: [[50, 50]], square: true, track: false })).toMatchObject({
    point: [50, 90],
    told: "towards north",
  });
});

it("closes a ring on its first point", () => {
  const path: readonly GroundPoint[] = [
    [50, 50],
    [60, 50],
    [60, 60],
  ];
  expect(snap([50.5, 50.2], { path, closes: true })).toMatchObject({
    point: [50, 50],
    told: "closes the outline",
  });
  expect(snap([50.5, 50.2], { path: path.slice(0, 2), closes: true }).told).toBeNull();
});

it("knows a line that runs along another from one beside it, and from one that crosses it", () => {
  const along = (east: number, to = east) =>
    runsAlong(
      Array.from({ length: 11 }, (_, i): GroundPoint => [east + ((to - east) * i) / 10, 10 + i * 20]),
      [neighbour],
    );
  expect(along(0.8)).toBe("track 1");
  expect(along(4.5)).toBeNull();
  expect(along(-40, 40)).toBeNull();
});
