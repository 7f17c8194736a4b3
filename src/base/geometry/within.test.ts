import { expect, test } from "vitest";
import type { LonLat } from "./ring.ts";
import { isWithin } from "./within.ts";

const square = (from: number, to: number): LonLat[] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];

test("a position is within a polygon when it is in its outer ring and in no hole", () => {
  const polygon = [square(0, 10), square(4, 6)];
  expect(isWithin([1, 1], polygon)).toBe(true);
  expect(isWithin([5, 5], polygon)).toBe(false);
  expect(isWithin([11, 5], polygon)).toBe(false);
  expect(isWithin([5, 5], [square(0, 10)])).toBe(true);
  expect(isWithin([5, 5], [])).toBe(false);
});
