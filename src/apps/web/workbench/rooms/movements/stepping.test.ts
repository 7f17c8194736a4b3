import { expect, test } from "vitest";
import { besideInList, besideInTime } from "./stepping.ts";

const list = [10, 20, 30].map((fromMs) => ({ id: `s${fromMs}`, fromMs, toMs: fromMs + 1 }));
const time = (chosen: string | null, atMs: number, way: 1 | -1) =>
  besideInTime(list, chosen, atMs, way)?.id ?? null;
const order = (chosen: string | null, way: 1 | -1) => besideInList(list, chosen, way)?.id ?? null;

test("from the chosen one the next or last is gone to, and none beyond the ends", () => {
  expect([time("s20", 0, 1), time("s20", 99, -1)]).toEqual(["s30", "s10"]);
  expect([time("s30", 0, 1), time("s10", 99, -1)]).toEqual([null, null]);
  expect([order("s20", 1), order("s20", -1), order("s30", 1)]).toEqual(["s30", "s10", null]);
});

test("without a chosen one it begins at the moment, or at an end of the list", () => {
  expect([time(null, 15, 1), time(null, 15, -1)]).toEqual(["s20", "s10"]);
  // After all of them it begins anew.
  expect([time(null, 99, 1), time(null, 99, -1)]).toEqual(["s10", "s30"]);
  expect(time(null, 0, -1)).toBeNull();
  expect([order("gone", 1), order(null, -1)]).toEqual(["s10", "s30"]);
  expect(besideInList([], null, 1)).toBeUndefined();
});
