import { expect, test } from "vitest";
import { shareIn } from "./job.ts";

test("a line of progress says how far it is", () => {
  expect(shareIn("look 3 of 12")).toBe(0.25);
  expect(shareIn("count: 3 of 4, yard.2023-10-05, 50 %")).toBe(0.625);
  expect(shareIn("counting: 41 %")).toBeCloseTo(0.41);
  expect(shareIn("reading")).toBeNull();
  expect(shareIn("0 of 0")).toBeNull();
  expect(shareIn("14 of 12")).toBe(1);
});
