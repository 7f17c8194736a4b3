import { expect, test } from "vitest";
import { percentRangeText, percentText } from "./analysis-call.ts";

test("a probability is never said to be certain, and its interval never narrower than it is", () => {
  expect([1, 0.99951, 0.9994, 0.5, 0.0004, 0, null].map(percentText)).toEqual([
    ">99.9 %",
    ">99.9 %",
    " 99.9 %",
    " 50.0 %",
    " <0.1 %",
    " <0.1 %",
    "   ?",
  ]);
  expect(percentRangeText(0.98699, 0.99811)).toBe(" 98.6 % to  99.9 %");
  expect(percentRangeText(0, 1)).toBe("  0.0 % to 100.0 %");
});
