import { expect, test } from "vitest";
import { identityWords } from "./movements-ship.ts";

test.each([
  ["type", "AIS 30", "fishing (AIS 30)"],
  ["type", "AIS 38", "AIS 38"],
  ["type", "general cargo ship", "general cargo ship"],
  ["length", "18", "18 m"],
  ["width", "5", "5 m"],
  ["name", "AIS 30", "AIS 30"],
] as const)("the %s %j is told as %j", (field, value, words) => {
  expect(identityWords({ field, value })).toBe(words);
});
