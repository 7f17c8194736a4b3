import { expect, test } from "vitest";
import { parseSpan, type TimeSpan } from "../../../base/time/span.ts";
import type { PublishedTrips, TripBounds } from "../trips.ts";
import { consistencyOf, togetherOf } from "./consistency.ts";
import { missesAllowed } from "./misses-allowed.ts";
import { numbersApart } from "./numbers-apart.ts";

const spanOf = (text: string): TimeSpan => {
  const parsed = parseSpan(text, 540);
  if (!parsed.ok) throw new RangeError(text);
  return parsed.span;
};
const number = (id: string, best: number, more: Partial<PublishedTrips> = {}): PublishedTrips => ({
  id,
  observer: "VOA",
  publisher: "VOA",
  publishedAt: "",
  address: "",
  portId: "rajin",
  within: spanOf("2023-08-26/2023-10-14"),
  low: null,
  best,
  high: null,
  isFloor: false,
  qualifier: "",
  rule: "ship-visit",
  ruleBasis: "",
  areaId: null,
  ships: null,
  publicationOf: null,
  again: [],
  caveats: "",
  ...more,
});
const bounds = (least: number, most: number | null): TripBounds => ({
  rule: "ship-visit",
  within: spanOf("2023-08-26/2023-10-14"),
  ships: null,
  areaId: null,
  least,
  most,
  possible: true,
  exact: true,
  leastSchedules: [{ ship: null, stays: [], countedMs: [], missedLooks: [] }],
  mostSchedules: [],
  missesAllowed: 0,
  remarks: [],
});

test("a number is too many, too few or possible; a floor is never too few", () => {
  expect(consistencyOf(number("a", 5), bounds(2, 9))).toBe("consistent");
  expect(consistencyOf(number("a", 12), bounds(2, 9))).toBe("above-most");
  expect(consistencyOf(number("a", 12), bounds(2, null))).toBe("consistent");
  expect(consistencyOf(number("a", 1), bounds(2, 9))).toBe("below-least");
  expect(consistencyOf(number("a", 1, { isFloor: true }), bounds(2, 9))).toBe("consistent");
  // Where nothing accounts for what is on record, that nothing bounds a number makes none of them possible.
  expect(consistencyOf(number("a", 12), { ...bounds(0, null), possible: false })).toBe("cannot-tell");
  expect(togetherOf(["consistent", "above-most"])).toBe("cannot-tell");
  expect(togetherOf([])).toBe("cannot-tell");
});

test("numbers that differ are parted by rule, ships, window or source, and only else contradict each other", () => {
  const relation = (a: PublishedTrips, b: PublishedTrips) => numbersApart([a, b])[0]?.relation;
  expect(relation(number("a", 5), number("b", 6, { rule: "round-trip" }))).toBe("apart-by-rule");
  expect(relation(number("a", 5), number("b", 6, { rule: null }))).toBe("apart-by-rule");
  expect(relation(number("a", 5), number("b", 6, { ships: ["Angara"] }))).toBe("apart-by-ships");
  expect(relation(number("a", 5), number("b", 4, { publicationOf: "a" }))).toBe("same-source");
  expect(relation(number("a", 5), number("b", 6))).toBe("contradictory");
  expect(relation(number("a", 5, { isFloor: true }), number("b", 6))).toBe("compatible");
  expect(relation(number("a", 7, { isFloor: true }), number("b", 6))).toBe("contradictory");
  const longer = { within: spanOf("2023-08-26/2023-10-21") };
  expect(relation(number("a", 5), number("b", 6, longer))).toBe("apart-by-window");
  expect(relation(number("a", 7), number("b", 6, longer))).toBe("contradictory");
  expect(
    relation(number("a", 5), number("b", 6, { within: spanOf("2024-01-01/2024-02-01") })),
  ).toBeUndefined();
});

test("as many misses are allowed as more than which have next to no chance", () => {
  expect(missesAllowed([], 0.01)).toBe(0);
  expect(missesAllowed([0, 0, 0], 0.01)).toBe(0);
  expect(missesAllowed([0.5], 0.01)).toBe(1);
  // Binomial of 20 at 5 %: P(more than 4) = 0.26 %, P(more than 3) = 1.6 %.
  expect(
    missesAllowed(
      Array.from({ length: 20 }, () => 0.05),
      0.01,
    ),
  ).toBe(4);
});
