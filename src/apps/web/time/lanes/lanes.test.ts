import { expect, test } from "vitest";
import type { HistoryPoint } from "../../../../findings/screens/history-point.ts";
import { countsTop } from "./counts-lane.ts";
import { sharesOf } from "./reports-lane.ts";

test("reports are compared by rate, among those that are shown", () => {
  const axis = { fromMs: 0, toMs: 100 };
  const shares = (...bars: readonly (readonly [from: number, to: number, reports: number])[]) =>
    sharesOf(
      bars.map(([fromMs, toMs, reports]) => ({ fromMs, toMs, reports })),
      axis,
    ).map((s) => s.share);
  // As many in a bar of twice the length are half the rate.
  expect(shares([0, 10, 50], [10, 30, 50])).toEqual([1, 0.5]);
  // What is not shown, however much it is, makes nothing small.
  expect(shares([0, 10, 5], [100, 110, 5_000])).toEqual([1]);
  expect(shares([0, 10, 0])).toEqual([0]);
});

test("the top of the counts is a round number that no best figure exceeds", () => {
  const top = (...best: readonly (number | null)[]) =>
    countsTop(best.map((b) => ({ best: b }) as HistoryPoint));
  expect([top(), top(null), top(0), top(73), top(100), top(101), top(501)]).toEqual([
    1, 1, 1, 100, 100, 200, 1000,
  ]);
});
