import { expect, test } from "vitest";
import { judgeCanary, type CanaryCount, type CanaryTrack } from "./judge-canary.ts";

const expected: readonly CanaryTrack[] = [
  { trackId: "a", cars: 12, bodyMetres: 13 },
  { trackId: "b", cars: 8, bodyMetres: 15 },
  { trackId: "c", cars: 0, bodyMetres: null },
];

/** Cars of one length, a metre apart. */
const counted = (trackId: string, count: number, bodyMetres: number): CanaryCount => ({
  trackId,
  cars: Array.from({ length: count }, (_, i) => ({
    fromMetres: i * (bodyMetres + 1),
    toMetres: i * (bodyMetres + 1) + bodyMetres,
    cut: false,
  })),
});

test("the known answer, in any order of the tracks, and one car beside it pass", () => {
  const right = [counted("c", 0, 13), counted("a", 12, 13), counted("b", 8, 15)];
  expect(judgeCanary(expected, right)).toEqual({
    result: { expected: 20, found: 20, passed: true },
    faults: [],
  });
  const near = [counted("a", 11, 13), counted("b", 8, 15), counted("c", 0, 13)];
  expect(judgeCanary(expected, near).result).toEqual({ expected: 20, found: 19, passed: true });
});

test("two cars too few, cars on the empty track, and errors that cancel do not pass", () => {
  const few = judgeCanary(expected, [counted("a", 11, 13), counted("b", 7, 15), counted("c", 0, 13)]);
  expect(few.faults).toEqual(["18 cars were counted; 20 stand in the picture."]);
  const moved = judgeCanary(expected, [counted("a", 10, 13), counted("b", 8, 15), counted("c", 2, 13)]);
  expect(moved.result.passed).toBe(false);
  expect(moved.faults).toHaveLength(2);
});

test("a track that was not counted does not pass", () => {
  const without = judgeCanary(expected, [counted("a", 12, 13), counted("b", 8, 15)]);
  expect(without.faults).toEqual(["Track c was not counted; 0 cars stand on it."]);
});

test("the right number of cars at a wrong scale does not pass", () => {
  const scale = 0.25 / 0.35;
  const found = [counted("a", 12, 13 * scale), counted("b", 8, 15 * scale), counted("c", 0, 13)];
  expect(judgeCanary(expected, found).faults).toEqual([
    "The cars are 9.9 m long on average as counted, and 13.8 m in truth: the scale is wrong.",
  ]);
});
