import { expect, test } from "vitest";
import { roundedOdds } from "./gaps.ts";

test("odds are not rounded to a certainty", () => {
  expect([0.99997, 0.5, 0.00001, 0, 1, null].map(roundedOdds)).toEqual([0.9999, 0.5, 0.0001, 0, 1, null]);
});
