import { expect, test } from "vitest";
import { boxOf, cornersOf } from "./box.ts";
import { isClosed, rightHanded, signedSquareDegrees, type LonLat } from "./ring.ts";

const counterClockwise: readonly LonLat[] = [
  [130, 42],
  [130.5, 42],
  [130.5, 42.5],
  [130, 42.5],
  [130, 42],
];

test("a ring that runs counter-clockwise has a positive area", () => {
  expect(signedSquareDegrees(counterClockwise)).toBe(0.25);
  expect(signedSquareDegrees(counterClockwise.toReversed())).toBe(-0.25);
});

test("an outer ring is turned counter-clockwise, a hole clockwise, and the first position stays", () => {
  const clockwise = counterClockwise.toReversed();
  expect(rightHanded(counterClockwise, true)).toEqual(counterClockwise);
  expect(rightHanded(clockwise, true)).toEqual(counterClockwise);
  expect(rightHanded(counterClockwise, false)).toEqual(clockwise);
});

test("a ring is closed when its last position repeats its first", () => {
  expect(isClosed(counterClockwise)).toBe(true);
  expect(isClosed(counterClockwise.slice(0, -1))).toBe(false);
  expect(isClosed([])).toBe(false);
});

test("the box around positions has its four corners in order; around nothing there is none", () => {
  const box = boxOf(counterClockwise);
  expect(box).toEqual({ west: 130, south: 42, east: 130.5, north: 42.5 });
  expect(box && cornersOf(box)).toEqual(counterClockwise.slice(0, 4));
  expect(boxOf([])).toBeNull();
});
