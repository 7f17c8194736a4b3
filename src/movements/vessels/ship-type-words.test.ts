import { expect, test } from "vitest";
import { shipTypeInWords } from "./ship-type-words.ts";

test.each([
  [30, "fishing"],
  [35, "military"],
  [52, "tug"],
  [70, "cargo"],
  [79, "cargo"],
  [80, "tanker"],
  [60, "passenger"],
  // Reserved, or for local use: no word is better than a wrong one.
  [0, ""],
  [10, ""],
  [38, ""],
  [56, ""],
  [100, ""],
] as const)("type %i of AIS is %j", (type, words) => {
  expect(shipTypeInWords(type)).toBe(words);
});
