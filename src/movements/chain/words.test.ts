import fc from "fast-check";
import { expect, test } from "vitest";
import { containersInWords, hoursInWords, mostHoursInWords } from "./words.ts";

test.each([
  [4.95, 32.04, "4.9 to 33 hours"],
  [5, 5, "5 hours"],
  [1, 1, "1 hour"],
  [1.1, 1.1, "1.1 hours"],
  [9.96, 9.97, "9.9 to 10 hours"],
  [0, 95.99, "0 to 96 hours"],
  [110.4, 1_406.5, "4.6 to 59 days"],
  [24, 480.1, "1 to 21 days"],
  [96, 96, "4 days"],
  [null, 7.25, "0 to 7.3 hours"],
  [7.25, null, "7.2 hours or more"],
  [240.5, null, "10 days or more"],
  [null, null, "not known"],
])("%s to %s hours: %s", (low, high, words) => {
  expect(hoursInWords(low, high)).toBe(words);
});

test("no time that can have been is left out by rounding", () => {
  const hours = fc.double({ min: 0, max: 20_000, noNaN: true });
  fc.assert(
    fc.property(hours, hours, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const words = hoursInWords(low, high);
      const unit = words.includes("day") ? 24 : 1;
      const [least = Number.NaN, most = least] = (words.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
      expect(least * unit).toBeLessThanOrEqual(low + 1e-6);
      expect(most * unit).toBeGreaterThanOrEqual(high - 1e-6);
    }),
  );
});

test("what there was at most is rounded up, and one of a thing is one", () => {
  expect([0.01, 1, 20.2, 95.5, 145].map(mostHoursInWords)).toEqual([
    "0.1 hours",
    "1 hour",
    "21 hours",
    "96 hours",
    "6.1 days",
  ]);
  expect(
    [
      { low: 1, high: 1 },
      { low: 1, high: null },
      { low: null, high: 1 },
      { low: 250, high: 350 },
      { low: 0, high: 0 },
    ].map(containersInWords),
  ).toEqual([
    "1 container",
    "1 or more containers",
    "1 or fewer containers",
    "250 to 350 containers",
    "0 containers",
  ]);
});
