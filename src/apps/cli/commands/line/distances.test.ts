import { expect, test } from "vitest";
import { errorText } from "./distances.ts";

test("by how much a line may be off is never rounded down", () => {
  expect([0, 30, 400, 999, 1000, 1400, 5000, 30_000].map(errorText)).toEqual([
    "0",
    "0.1",
    "0.4",
    "1",
    "1",
    "2",
    "5",
    "30",
  ]);
});
