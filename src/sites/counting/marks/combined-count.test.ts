import fc from "fast-check";
import { expect, test } from "vitest";
import { trueValue } from "../error-model.ts";
import type { Mark } from "../mark.ts";
import { combinedCountOf, hasPeople, wholeCount } from "./combined-count.ts";
import { combineLook } from "./combined-look.ts";
import type { MachineReading } from "./machine-reading.ts";

const box = (i: number): Mark["outline"] => [
  [20 * i, 0],
  [20 * i + 14, 0],
  [20 * i + 14, 4],
  [20 * i, 4],
  [20 * i, 0],
];
const mark = (i: number, id: string, changes: Partial<Mark>): Mark => ({
  id: `${id}-${i}`,
  lookId: "look",
  areaId: i < 3 ? "north" : "south",
  trackId: null,
  kind: "railcar",
  cover: "cannot-tell",
  outline: box(i),
  inPixels: true,
  number: 1,
  probability: 1,
  marker: { type: "person", name: "A" },
  pass: "1",
  state: "accepted",
  replaces: [],
  note: "",
  ...changes,
});
const proposed = { marker: { type: "machine", name: "net 1" }, pass: "r1", state: "proposed" } as const;
const reading = (changes: Partial<MachineReading>): MachineReading => ({
  id: "r1",
  lookId: "look",
  model: "net 1",
  rule: "cars/1",
  evidence: "",
  settings: "{}",
  outcome: "counted",
  reasons: [],
  total: { low: 4, best: 6, high: 9 },
  way: "cars",
  ...changes,
});
const basis = {
  id: "c",
  lookId: "look",
  areaId: null,
  kind: "railcar",
  seen: { outcome: "counted", reason: "", unseen: 0 },
  replaced: "before",
} as const;

test("bounds are rounded outwards and stay in order", () => {
  expect(wholeCount({ low: 60.3, best: 72.6, high: 79.1 })).toEqual({ low: 60, best: 73, high: 80 });
  expect(wholeCount({ low: 73 - 1e-9, best: 73, high: 73 + 1e-9 })).toEqual({ low: 73, best: 73, high: 73 });
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (given) => {
        const [low = 0, best = 0, high = 0] = given.sort((a, b) => a - b);
        const whole = wholeCount({ low, best, high });
        expect(whole.low).toBeLessThanOrEqual(low + 1e-6);
        expect(whole.high).toBeGreaterThanOrEqual(high - 1e-6);
        expect(whole.low).toBeLessThanOrEqual(whole.best);
        expect(whole.best).toBeLessThanOrEqual(whole.high);
      },
    ),
  );
});

test("the record says who counted, with which weight, and what it replaces", () => {
  const marks = [
    ...[0, 1, 2, 3, 4, 5].map((i) => mark(i, "m", proposed)),
    ...[0, 1, 2, 3, 4].map((i) => mark(i, "a", {})),
    ...[1, 2, 3, 4, 5].map((i) => mark(i, "b", { marker: { type: "person", name: "B" } })),
  ];
  const look = combineLook(marks, { readings: [reading({})] }, "railcar");
  if (!hasPeople(look)) throw new Error("people counted");
  const count = combinedCountOf(look, marks, basis);
  expect(count).toMatchObject({
    outcome: "counted",
    corrects: "before",
    publisher: "Yardwatch, A and B with net 1",
  });
  expect(count.low).toBeLessThanOrEqual(4);
  expect(count.high).toBeGreaterThanOrEqual(7);
  expect(count.caveats).toMatch(
    /^Combined by rule pool-of-counters\/1 from net 1 \(machine\): 6 \(4 to 9\), weight 0\.\d\d; A, pass 1: 5 \(5 to 5\), weight .*\. A, pass 1 and B, pass 1 agree on 4; .*\.$/,
  );
});

test("what could not be seen stays in the upper end, which is open where nobody can say how much it is", () => {
  const marks = [mark(0, "a", {}), mark(1, "a", {})];
  const look = combineLook(marks, { readings: [] }, "railcar");
  if (!hasPeople(look)) throw new Error("a person counted");
  const seen = (unseen: number | null) =>
    combinedCountOf(look, marks, { ...basis, seen: { outcome: "partial", reason: "Cloud.", unseen } });
  expect(seen(30)).toMatchObject({ low: 1, best: 2, high: 32, outcome: "partial", reason: "Cloud." });
  expect(seen(0)).toMatchObject({ low: 1, best: 2, high: 3 });
  expect(seen(null)).toMatchObject({ low: 1, best: 2, high: null });
  expect(trueValue(seen(null))?.openAbove).toBe(true);
});

test("where the machine alone has counted there is nothing to keep, and a review names the machine behind it", () => {
  const marks = [0, 1].map((i) => mark(i, "m", proposed));
  expect(hasPeople(combineLook(marks, { readings: [reading({})] }, "railcar"))).toBe(false);
  const reviewed = [...marks, mark(0, "a", { pass: "review", replaces: ["m-0"], state: "rejected" })];
  const look = combineLook(reviewed, { readings: [reading({})] }, "railcar");
  if (!hasPeople(look)) throw new Error("a person reviewed");
  expect(combinedCountOf(look, reviewed, basis).publisher).toBe("Yardwatch, A with net 1");
  expect(look.combined.weights).toHaveLength(1);
});

test("a machine that found nothing is a counter, and its interval enters", () => {
  const marks = [mark(0, "a", {})];
  const empty = reading({ total: { low: 0, best: 0, high: 2 } });
  const { counters, combined } = combineLook(marks, { readings: [empty] }, "railcar");
  expect(counters.map((c) => [c.name, c.count.high, c.leftOut])).toEqual([
    ["A, pass 1", 1, ""],
    ["net 1 (machine)", 2, ""],
  ]);
  expect(combined?.count.low).toBeLessThan(0.5);
  const blind = combineLook(marks, { readings: [reading({ total: null })] }, "railcar");
  expect(blind.counters).toHaveLength(1);
});

test("of two readings by one model each has its own interval, and the newer enters", () => {
  const older = mark(0, "m", proposed);
  const newer = [0, 1].map((i) => mark(i, "n", { ...proposed, pass: "r2" }));
  const readings = [
    reading({ total: { low: 0, best: 1, high: 2 } }),
    reading({ id: "r2", total: { low: 1, best: 2, high: 5 } }),
  ];
  const { counters } = combineLook([...newer, older], { readings }, "railcar");
  expect(counters.map((c) => [c.counter.pass, c.count.high, c.leftOut === ""])).toEqual([
    ["r2", 5, true],
    ["r1", 2, false],
  ]);
});

test("a part of a look has its own marks, matches and interval; a mark that was moved to another part is not in the first", () => {
  const marks = [
    ...[0, 1, 2, 3, 4].map((i) => mark(i, "m", proposed)),
    mark(2, "a", { pass: "review", replaces: ["m-2"], areaId: "south" }),
  ];
  const part = (area: string, best: number) =>
    combineLook(
      marks,
      {
        readings: [reading({ total: { low: best - 1, best, high: best + 1 } })],
        holds: (m) => m.areaId === area,
      },
      "railcar",
    );
  const [north, south] = [part("north", 3), part("south", 2)];
  expect(north.counters.map((c) => c.marks.length)).toEqual([3, 2]);
  expect(south.counters.map((c) => c.marks.length)).toEqual([2, 3]);
  expect(south.counters[1]?.count.best).toBeCloseTo(3);
});
