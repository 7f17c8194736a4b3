import { expect, test } from "vitest";
import { boundIn, columnOf, instant, isWeb, keyBeside, nextDrifted, readingOf, size } from "./walk.ts";

const bound = (key: string, agrees = true) => ({
  key,
  path: "p",
  printed: key,
  now: null,
  agrees,
  band: null,
  why: "",
});
const values = [bound("0.1"), bound("1.1", false), bound("1.2"), bound("3.1", false)];

test("a walk goes from value to value and stops at both ends", () => {
  expect(keyBeside(values, null, 1)).toBe("0.1");
  expect(keyBeside(values, null, -1)).toBe("3.1");
  expect(keyBeside(values, "0.1", 1)).toBe("1.1");
  expect(keyBeside(values, "0.1", -1)).toBe("0.1");
  expect(keyBeside(values, "3.1", 1)).toBe("3.1");
  expect(keyBeside(values, "gone", 1)).toBe("0.1");
  expect(keyBeside([], null, 1)).toBe(null);
});

test("drifted values are gone through round and round", () => {
  expect(nextDrifted(values, null)).toBe("1.1");
  expect(nextDrifted(values, "1.1")).toBe("3.1");
  expect(nextDrifted(values, "3.1")).toBe("1.1");
  expect(nextDrifted([bound("0.1")], null)).toBe(null);
});

test("sentences give their values in order, and read as they are printed", () => {
  const pieces = [{ text: "About " }, { bound: bound("1.1") }, { text: " cars." }];
  expect(readingOf(pieces)).toBe("About 1.1 cars.");
  expect(boundIn({ sentences: [{ place: 1, part: "caveat", state: "holds", pieces }] }).length).toBe(1);
});

test("a value leads to its column, and one that was worked out to none", () => {
  expect(columnOf("counts/a/best")).toBe("best");
  expect(columnOf("looks/a/takenAt")).toBe("taken_at");
  expect(columnOf("record/ratio")).toBe(null);
  expect(columnOf("record/count/low")).toBe(null);
  expect(columnOf("onsets/0/rise/looks/0/best")).toBe(null);
});

test("times, sizes and addresses are told as they are", () => {
  expect(instant("2026-11-28T15:18:33.316Z")).toBe("2026-11-28 15:18 UTC");
  expect([12, 544_241, 3_504_607].map(size)).toEqual(["12 B", "544 kB", "3.5 MB"]);
  expect(isWeb("https://example.org/a")).toBe(true);
  expect(isWeb("javascript:alert(1)")).toBe(false);
});
