import fc from "fast-check";
import { expect, test } from "vitest";
import { observation, week } from "../../../test/made-observations.ts";
import type { Observation } from "../counting/look.ts";
import { isTestable } from "./testable.ts";
import { testRecord } from "./record.ts";
import type { RecordAnswer } from "./record-answer.ts";
import { samplesFor } from "./sample.ts";

const noOutlines = () => "";

function ask(observations: readonly Observation[], lookId: string, windowYears = 5): RecordAnswer {
  const samples = samplesFor("railcar", observations);
  const target = samples.find((s) => s.look.id === lookId && s.kind === "railcar");
  if (target === undefined || !isTestable(target)) throw new Error(`no testable look ${lookId}`);
  return testRecord(target, samples, { outlineOf: noOutlines, windowYears, zoneMinutes: 540 });
}

const series = (figures: readonly (number | null)[]): Observation[] =>
  figures.map((n, i) => observation(`look-${i}`, week(i), n));
const usual = [8, 12, 5, 9, 14, 11, 7, 10, 13, 6, 9, 12, 8, 11, 10, 7, 15, 9, 12, 8, 10, 11, 9, 13];

test("a count far above many comparable looks is unprecedented", () => {
  const answer = ask(series([...usual, 73]), "look-24");
  expect(answer.verdict).toBe("unprecedented");
  expect(answer.comparableLooks).toBe(24);
  expect(answer.chanceOfRecord).toBeCloseTo(1 / 25, 12);
  expect(answer.probabilityExceeds).toBeGreaterThan(0.999);
  expect(answer.tailProbability).toBeLessThan(0.001);
  expect(answer.largestBefore?.best).toBe(15);
  expect(answer.ratio).toBeCloseTo(73 / 15, 12);
});

test("the same count after ten looks is a record and no more", () => {
  const answer = ask(series([...usual.slice(0, 10), 73]), "look-10");
  expect(answer.verdict).toBe("record");
  expect(answer.why).toContain("19 looks");
});

test("looks a day apart may show one standing train: they do not make a record unprecedented", () => {
  const days = usual.map((n, i) => observation(`day-${i}`, `2023-08-${String(i + 1).padStart(2, "0")}`, n));
  const answer = ask([...days, observation("new", "2023-09-20", 73)], "new");
  expect(answer.comparableLooks).toBe(24);
  expect(answer.spacedLooks).toBe(6);
  expect(answer.verdict).toBe("record");
});

test("a count that barely tops the others is no record, since both are uncertain", () => {
  const answer = ask(series([...usual, 16]), "look-24");
  expect(answer.verdict).not.toBe("record");
  expect(answer.probabilityExceeds).toBeLessThan(0.95);
});

test("an ordinary count is within the range and a missing yard is unusually low", () => {
  expect(ask(series([...usual, 10]), "look-24").verdict).toBe("within-range");
  expect(ask(series([...usual, 0]), "look-24").verdict).toBe("unusually-low");
});

test("a rising history makes a high count less surprising than a flat one", () => {
  const rising = Array.from({ length: 24 }, (_, i) => Math.round(4 * 1.12 ** i));
  const flat = rising.map((_, i) => rising[(i * 7) % 24] ?? 0);
  const monthly = (figures: readonly number[]) =>
    figures.map((n, i) => observation(`look-${i}`, week(4 * i), n));
  const tail = (figures: readonly number[]) => ask(monthly([...figures, 70]), "look-24").tailProbability ?? 1;
  expect(tail(rising)).toBeGreaterThan(3 * tail(flat));
});

test("fewer than eight comparable looks tell nothing, and what is unknown has a reason", () => {
  const answer = ask(series([3, 5, 4, 40]), "look-3");
  expect(answer.verdict).toBe("cannot-tell");
  expect(answer.tailProbability).toBe(null);
  expect(answer.unknown.tailProbability).toContain("8");
  expect(answer.chanceOfRecord).toBeCloseTo(0.25, 12);
  const alone = ask(series([40]), "look-0");
  expect(alone.verdict).toBe("cannot-tell");
  for (const key of [
    "largestBefore",
    "ratio",
    "probabilityExceeds",
    "chanceOfRecord",
    "tailProbability",
  ] as const) {
    expect(alone[key]).toBe(null);
    expect(alone.unknown[key]).toBeTruthy();
  }
});

test("forty looks that saw nothing and three zeros are not a history of zeros", () => {
  const blind = Array.from({ length: 40 }, (_, i) => observation(`blind-${i}`, week(i), null));
  const zeros = [50, 60, 70].map((w, i) => observation(`zero-${i}`, week(w), 0));
  const answer = ask([...blind, ...zeros], "zero-2");
  expect(answer.verdict).toBe("cannot-tell");
  expect(answer.comparableLooks).toBe(2);
  expect(answer.tally).toEqual({ counted: 2, partial: 0, "not-seen": 40, failed: 0 });
  expect(answer.why).toContain("40 more looks could not see the area");
  expect(JSON.stringify(answer)).not.toMatch(/zero for/i);
  expect(answer.notComparable.filter((n) => n.reason.startsWith("not seen")).length).toBe(40);
});

test("a published maximum gives the ratio and no chance; its own look is listed", () => {
  const maximum = observation("review", "2018-10-05/2023-10-04", 20, {
    statistic: "maximum",
    qualifier: "at most, approximately",
    look: { looksSummed: null },
  });
  const answer = ask([maximum, observation("new", "2023-10-05", 73, { qualifier: "approximately" })], "new");
  expect(answer.verdict).toBe("cannot-tell");
  expect(answer.count).toEqual({ low: 61, best: 73, high: 85 });
  expect(answer.ratio).toBeCloseTo(3.65, 12);
  expect(answer.largestBefore).toMatchObject({
    best: 20,
    basis: "published-maximum",
    looksBehindIt: null,
    low: null,
  });
  expect(answer.chanceOfRecord).toBe(null);
  expect(answer.unknown.chanceOfRecord).toContain("number of looks");
  expect(answer.probabilityExceeds).toBeGreaterThan(0.999);
});

test("metres of train speak against a published maximum when they come to more cars", () => {
  const maximum = observation("review", "2018-10-05/2023-10-04", 20, {
    statistic: "maximum",
    qualifier: "at most",
    look: { looksSummed: null },
  });
  const trains = observation("trains", "2023-02-02", 420, {
    kind: "train",
    measure: "length",
    areaId: "track",
    look: { observer: "B" },
  });
  const short = observation("short", "2023-03-02", 80, {
    kind: "train",
    measure: "length",
    areaId: "track",
    look: { observer: "B" },
  });
  const answer = ask([maximum, trains, short, observation("new", "2023-10-05", 73)], "new");
  expect(answer.contrary.map((c) => c.look)).toEqual(["trains"]);
  expect(answer.contrary[0]).toMatchObject({
    metres: 420,
    firm: true,
    cars: { low: 23, best: 30.2, high: 39 },
  });
  expect(answer.notComparable.find((n) => n.look === "trains")?.converted?.best).toBe(30.2);
});

test("a sum of other kinds of car does not top the series: another mix is not comparable", () => {
  const known = (id: string, date: string, ore: number, box: number): Observation[] => [
    observation(id, date, ore, { id: `${id}-ore`, kind: "ore-car" }),
    observation(id, date, box, { id: `${id}-box`, kind: "boxcar" }),
  ];
  const answer = ask([observation("old", "2023-10-05", 73), ...known("new", "2024-06-17", 244, 14)], "new");
  expect(answer.count.best).toBe(258);
  expect(answer.comparableLooks).toBe(0);
  expect(answer.notComparable[0]?.reason).toContain("mix");
  const likeMix = ask(
    [...known("old", "2024-05-01", 200, 20), ...known("new", "2024-06-17", 244, 14)],
    "new",
  );
  expect(likeMix.comparableLooks).toBe(1);
});

test("what differs in kind, area, observer's outline, measure or sample distance is listed with the reason", () => {
  const answer = ask(
    [
      observation("area", "2023-01-01", 5, { areaId: "depot" }),
      observation("observer", "2023-01-02", 5, { look: { observer: "B" } }),
      observation("length", "2023-01-03", 120, { kind: "train", measure: "length" }),
      observation("coarse", "2023-01-04", 5, { look: { sampleDistanceMetres: 3 } }),
      observation("total", "2023-01", 9, { statistic: "total" }),
      observation("undated", null, 9),
      observation("later", "2024-01-01", 99),
      observation("old", "2010-01-01", 99),
      observation("new", "2023-10-05", 20, { look: { sampleDistanceMetres: 0.5 } }),
    ],
    "new",
  );
  const reasons = new Map(answer.notComparable.map((n) => [n.look, n.reason]));
  expect(answer.comparableLooks).toBe(0);
  expect(reasons.get("area")).toContain("a part of the site");
  expect(reasons.get("observer")).toContain("drawn by B");
  expect(reasons.get("length")).toContain("another kind");
  expect(reasons.get("coarse")).toContain("sample distance");
  expect(reasons.get("total")).toContain("total over a period");
  expect(reasons.get("undated")).toBe("date not known");
  expect(reasons.has("old")).toBe(false);
  expect(answer.beforeWindow).toBe(1);
  expect(reasons.has("later")).toBe(false);
});

test("a lower bound among the earlier looks widens the answer and never narrows it", () => {
  const partial = (n: number) =>
    observation("part", week(30), n, { outcome: "partial", reason: "half under cloud" });
  const without = ask(series([...usual, 18]), "look-24");
  const withOne = ask([...series([...usual]), partial(9), observation("new", week(40), 18)], "new");
  expect(withOne.probabilityExceeds ?? 0).toBeLessThan(without.probabilityExceeds ?? 0);
  expect(withOne.tailProbability ?? 0).toBeGreaterThanOrEqual((without.tailProbability ?? 1) * 0.9);
});

test("a corrected count enters no answer", () => {
  const wrong = observation("wrong", week(3), 90);
  const right = observation("right", week(3), 9, { corrects: "wrong-count" });
  const answer = ask([...series([...usual]), wrong, right, observation("new", week(40), 40)], "new");
  expect(answer.largestBefore?.best).toBe(15);
});

test("the order of the looks does not change any part of the answer", () => {
  const all = [
    ...series([...usual, null, 40]),
    observation("part", week(12), 9, { outcome: "partial", reason: "cloud" }),
    observation("max", "2021-01/2021-02", 17, { statistic: "maximum", look: { looksSummed: 6 } }),
    observation("ore", week(14), 5, { kind: "ore-car" }),
  ];
  const expected = JSON.stringify(ask(all, "look-25"));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(JSON.stringify(ask(shuffled, "look-25"))).toBe(expected);
    }),
    { numRuns: 30 },
  );
});

test("more cars are never less of a record", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 8, maxLength: 30 }),
      fc.integer({ min: 0, max: 90 }),
      (past, n) => {
        const at = (count: number) => ask(series([...past, count]), `look-${past.length}`);
        const [less, more] = [at(n), at(n + 10)];
        expect(more.probabilityExceeds ?? 0).toBeGreaterThanOrEqual((less.probabilityExceeds ?? 0) - 1e-9);
        expect(more.tailProbability ?? 0).toBeLessThanOrEqual((less.tailProbability ?? 0) + 1e-9);
      },
    ),
    { numRuns: 40 },
  );
});
