import { expect, test } from "vitest";
import { outOfOrder } from "./in-order.ts";

test("figures may stand still or rise; what falls is named with what it fell below", () => {
  expect(
    outOfOrder([
      ["low", 1],
      ["best", 1],
      ["high", 2],
    ]),
  ).toEqual([]);
  expect(
    outOfOrder([
      ["low", 500],
      ["best", null],
      ["high", 50],
    ]),
  ).toEqual([{ field: "high", found: "50", allowed: "not less than low, which is 500" }]);
});
