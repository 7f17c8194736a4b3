import { expect, test } from "vitest";
import { counted, countedInThousands, nounFor } from "./counted.ts";

test("one of a thing is one, none and many are many", () => {
  expect([0, 1, 2, 1204].map((n) => counted(n, "gap"))).toEqual(["0 gaps", "1 gap", "2 gaps", "1204 gaps"]);
  expect([1, 2].map((n) => counted(n, "identity", "identities"))).toEqual(["1 identity", "2 identities"]);
  expect([1, 1204].map((n) => countedInThousands(n, "report"))).toEqual(["1 report", "1,204 reports"]);
  expect([1, 2].map((n) => nounFor(n, "day"))).toEqual(["day", "days"]);
});
