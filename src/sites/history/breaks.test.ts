import fc from "fast-check";
import { expect, test } from "vitest";
import { observation, week } from "../../../test/made-observations.ts";
import type { Observation } from "../counting/look.ts";
import type { MachineMeans } from "../counting/means.ts";
import { breaksOf } from "./breaks.ts";
import { testRecord } from "./record.ts";
import { samplesFor } from "./sample.ts";
import { isTestable } from "./testable.ts";

const noOutlines = () => "";
const means = (version: string, rest: Partial<MachineMeans> = {}): MachineMeans => ({
  model: `railcars ${version}`,
  modelSha256: null,
  rule: "cars-along-tracks/1",
  way: "cars",
  tracks: ["A@"],
  ...rest,
});
const counted = (n: number, byMachine: MachineMeans | null, best: number | null = 10): Observation => ({
  ...observation(`look-${n}`, week(n), best, { look: { observer: "Yardwatch" } }),
  ...(byMachine === null ? {} : { byMachine }),
});

function ask(observations: readonly Observation[], outlineOf: (s: { areaId: string | null }) => string) {
  const samples = samplesFor("railcar", observations);
  const target = samples.at(-1);
  if (target === undefined || !isTestable(target)) throw new Error("no target");
  return {
    breaks: breaksOf(target, samples, outlineOf),
    record: testRecord(target, samples, { outlineOf, zoneMinutes: 540 }),
  };
}

test("a series counted by one means has no break", () => {
  const { breaks, record } = ask(
    [0, 1, 2].map((n) => counted(n, means("1.0.0"))),
    noOutlines,
  );
  expect(breaks).toEqual([]);
  expect(record.comparableLooks).toBe(2);
});

test("another model between two looks is a break, and what lies across it is not compared", () => {
  const { record } = ask(
    [
      counted(0, means("1.0.0")),
      counted(1, means("1.0.0")),
      counted(2, means("1.1.0"), null),
      counted(3, means("1.1.0")),
      counted(4, means("1.1.0")),
    ],
    noOutlines,
  );
  expect(
    record.breaks.map(({ at, beforeAt, changed }) => [at, beforeAt, changed.map((c) => c.words)]),
  ).toEqual([[week(3), week(1), ["counted by model railcars 1.1.0, before that by model railcars 1.0.0"]]]);
  expect(record.comparable).toEqual(["look-3"]);
  expect(record.notComparable.filter((n) => n.look === "look-1").map((n) => n.reason)).toEqual([
    "counted by model railcars 1.0.0, not by model railcars 1.1.0",
  ]);
});

test("once the old looks are counted again, the break is gone and all are compared", () => {
  const old = counted(0, means("1.0.0"));
  const again: Observation = {
    ...counted(0, means("1.1.0")),
    count: { ...old.count, id: "look-0-again", corrects: old.count.id },
  };
  const { breaks, record } = ask([old, again, counted(1, means("1.1.0"))], noOutlines);
  expect(breaks).toEqual([]);
  expect(record.comparable).toEqual(["look-0"]);
});

test("tracks that were added, outlines that were redrawn and coarser pictures are breaks", () => {
  const more = means("1.0.0", { tracks: ["A@", "B@"] });
  expect(ask([counted(0, means("1.0.0")), counted(1, more)], noOutlines).breaks[0]?.changed[0]?.words).toBe(
    "counted along 2 tracks (B added), before that along 1 track",
  );
  const inArea = (n: number, metres: number | null) =>
    observation(`look-${n}`, week(n), 5, { areaId: "yard", look: { sampleDistanceMetres: metres } });
  const redrawn = ask([inArea(0, null), inArea(1, null)], (s) =>
    "look" in s && (s.look as { id: string }).id === "look-1" ? "2021-01-10" : "",
  );
  expect(redrawn.breaks[0]?.changed[0]?.words).toBe(
    "counted in the outline that holds from 2021-01-10, before that in the first outline",
  );
  // A look whose distance is not known hides no change.
  expect(ask([inArea(0, 0.5), inArea(1, null), inArea(2, 3)], noOutlines).breaks[0]?.changed[0]?.words).toBe(
    "seen at 3 m, before that at 0.5 m",
  );
});

test("published figures of other observers are no part of a series without an outline", () => {
  const other = observation("b", week(1), 9, { look: { observer: "B", sampleDistanceMetres: 3 } });
  const own = (n: number) => observation(`a${n}`, week(n), 8, { look: { sampleDistanceMetres: 0.5 } });
  expect(ask([own(0), other, own(2)], noOutlines).breaks).toEqual([]);
});

test("the order of the records does not matter", () => {
  const all = [0, 1, 2, 3, 4, 5].map((n) => counted(n, n % 4 < 2 ? means("1.0.0") : null));
  const expected = ask(all, noOutlines).breaks;
  expect(expected).toHaveLength(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      const samples = samplesFor("railcar", shuffled);
      const [target] = samples;
      if (target === undefined) return;
      expect(breaksOf(target, samples, noOutlines)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
