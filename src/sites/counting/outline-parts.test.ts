import { expect, it } from "vitest";
import { linesOf, positionsOf } from "./outline-parts.ts";
import type { Position } from "./site.ts";

const ring = (from: number): Position[] => [
  [from, 0],
  [from + 1, 0],
  [from, 1],
  [from, 0],
];

it("an outline has the rings of all its polygons, holes too, or its centre lines", () => {
  const polygons = { outline: { type: "polygons", polygons: [[ring(0), ring(10)], [ring(20)]] } } as const;
  expect(linesOf(polygons)).toEqual([ring(0), ring(10), ring(20)]);
  expect(positionsOf(polygons)).toHaveLength(12);
  const lines = { outline: { type: "lines", lines: [ring(0).slice(0, 2), ring(5).slice(0, 3)] } } as const;
  expect(linesOf(lines)).toBe(lines.outline.lines);
  expect(positionsOf(lines)).toEqual([
    [0, 0],
    [1, 0],
    [5, 0],
    [6, 0],
    [5, 1],
  ]);
});
