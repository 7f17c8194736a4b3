import { beforeAll, describe, expect, test } from "vitest";
import { demoRecords } from "../../../test/demo-records.ts";
import { observation, week } from "../../../test/made-observations.ts";
import type { Observation } from "../../sites/counting/look.ts";
import { samplesFor } from "../../sites/history/sample.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import type { FindingRecords } from "../judgements/model.ts";
import { historyScreen, type HistoryScreen, type HistoryScreenInput } from "./history.ts";
import { pointsOfColumns } from "./point-columns.ts";

const yard: HistoryScreenInput["site"] = {
  id: "yard",
  name: "A yard",
  names: [],
  country: "XX",
  zoneMinutes: 540,
  position: [130, 42],
  note: "",
  source: "",
};

function screenOf(
  observations: readonly Observation[],
  look: string | null,
  rest: Partial<HistoryScreenInput> = {},
): HistoryScreen {
  const samples = samplesFor("railcar", observations);
  const target = samples.find(
    (s): s is TestableSample => s.look.id === look && s.kind === "railcar" && isTestable(s),
  );
  return historyScreen({
    site: yard,
    areas: [],
    events: [],
    kind: "railcar",
    area: null,
    event: null,
    windowYears: null,
    figures: observations,
    samples,
    target: target ?? null,
    noTarget: target === undefined ? "nothing to test" : "",
    pictures: [],
    byPeople: new Set(),
    ...rest,
  });
}

const step = (screen: HistoryScreen, name: string) => {
  const found = screen.answer?.steps.find((s) => s.name.startsWith(name));
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
};

describe("the Tumangang example", () => {
  let records: FindingRecords;
  let screen: HistoryScreen;
  beforeAll(async () => {
    records = await demoRecords();
    screen = screenOf(records.observations, "csis-2023-10-05", {
      site: records.site,
      areas: records.areas,
      events: records.events,
      event: "summit-2023-09-13",
    });
  });

  test("the answer is that of the README, with its arithmetic", () => {
    expect(screen.answer).toMatchObject({
      verdict: "cannot-tell",
      verdictWords: "cannot tell",
      count: { low: 61, best: 73, high: 85 },
      why: "only a published maximum stands before it, with an unknown number of looks behind it",
    });
    expect(step(screen, "Ratio")).toMatchObject({ worked: "73 / 20 = 3.65", result: "3.65", why: "" });
    expect(step(screen, "Ratio").inputs.map((i) => i.look)).toEqual([
      "csis-2023-10-05",
      "csis-five-year-review",
    ]);
    expect(step(screen, "The count as an interval")).toMatchObject({
      worked: "Spread 7.32; 73 − 12.0 to 73 + 12.0.",
      result: "73 (61 to 85)",
    });
    expect(step(screen, "Largest before").result).toBe("20 (23 or fewer)");
  });

  test("what cannot be known is null with the reason", () => {
    expect(step(screen, "Chance of a record")).toMatchObject({
      result: null,
      why: "the number of looks behind the published maximum is not known",
    });
    expect(step(screen, "Tail")).toMatchObject({ result: null });
    expect(step(screen, "Tail").why).toContain("needs 8 comparable looks");
  });

  test("the look that speaks against the maximum is there, with metres read as cars", () => {
    const against = step(screen, "Against it: 2 February 2023");
    expect(against.worked).toContain("495 m / 13.92 m = 35.6 (27 to 46)");
    expect(against.worked).toContain("2.1 times");
    expect(against.result).toBe("35.6 (27 to 46)");
  });

  test("every look is a point, and the published maximum a band over its window", () => {
    const points = pointsOfColumns(screen.points);
    expect(points.map((p) => p.fromMs)).toEqual(points.map((p) => p.fromMs).toSorted((a, b) => a - b));
    expect(points.filter((p) => p.standing === "under-test")).toMatchObject([
      { look: "csis-2023-10-05", low: 61, best: 73, high: 85, by: "published", outcome: "counted" },
    ]);
    expect(points.find((p) => p.look === "voa-2023-02-02" && p.readAs === "train-length")).toMatchObject({
      metres: 495,
      best: 35.6,
      standing: "not-comparable",
    });
    expect(points.find((p) => p.look === "csis-2024-06-17")).toMatchObject({
      best: 258,
      mix: "68 % ore cars, 26 % tank cars, 5 % box cars, 1 % maintenance cars",
      standing: "later",
    });
    expect(screen.bands.find((b) => b.alike)).toMatchObject({
      best: 20,
      words: "at most about 20, number of looks not published",
    });
  });

  test("what was set aside is grouped by its reason, and nothing is lost", () => {
    const groups = screen.answer?.setAside ?? [];
    expect(groups.reduce((sum, g) => sum + g.number, 0)).toBe(34);
    expect(groups.map((g) => g.reason)).toContain("another outline");
    expect(groups.find((g) => g.reason === "a part of the site")?.newest[0]?.look).toBe("rfa-2023-10-01");
  });

  test("the onset after the summit is bracketed as in the README", () => {
    expect(screen.onsets[0]).toMatchObject({
      area: "depot",
      interval: { from: "2023-09-14", to: "2023-09-22" },
      daysAfterEvent: { earliest: 1, latest: 9 },
    });
  });

  test("columns give the points back as they were", () => {
    const points = pointsOfColumns(JSON.parse(JSON.stringify(screen.points)));
    expect(points).toEqual(pointsOfColumns(screen.points));
    expect(points.find((p) => p.counts.length > 1)?.counts.length).toBeGreaterThan(1);
  });
});

test("looks that saw nothing are points without a figure, count in the tally, and never as zero", () => {
  const looks = Array.from({ length: 120 }, (_, i) =>
    observation(`look-${i}`, week(i), i % 4 === 0 ? 10 + (i % 3) : null),
  );
  const screen = screenOf(looks, "look-116");
  const points = pointsOfColumns(screen.points);
  const blind = points.filter((p) => p.outcome === "not-seen");
  expect(blind).toHaveLength(90);
  expect(blind.every((p) => p.best === null && p.low === null && p.reason === "cloud")).toBe(true);
  expect(blind.filter((p) => p.standing === "not-comparable").every((p) => p.why === "not seen: cloud")).toBe(
    true,
  );
  expect(screen.answer?.steps[1]?.worked).toContain("87 not seen");
  expect(step(screen, "Comparable looks").result).toBe("29");
  expect(screen.calendar?.tally).toEqual({ usable: 30, partial: 0, "not-seen": 90, failed: 0 });
});

test("a point is comparable exactly where the record test took it in", () => {
  const looks = [
    observation("old", "2010-01-01", 3),
    ...Array.from({ length: 12 }, (_, i) => observation(`look-${i}`, week(i), 8 + (i % 3))),
    observation("other", week(5), 40, { look: { observer: "B" } }),
    observation("part", week(6), 4, { areaId: "north" }),
    observation("low", week(7), 2, { outcome: "partial", reason: "edge" }),
    observation("new", week(13), 30),
    observation("after", week(20), 9),
  ];
  const screen = screenOf(looks, "new");
  const of = (look: string) => pointsOfColumns(screen.points).find((p) => p.look === look);
  expect(of("old")).toMatchObject({ standing: "before-window" });
  expect(of("other")).toMatchObject({
    standing: "not-comparable",
    why: "another outline: drawn by B, not published",
  });
  expect(of("part")?.standing).toBe("not-comparable");
  expect(of("low")).toMatchObject({ standing: "comparable", outcome: "partial", high: null });
  expect(of("after")).toMatchObject({ standing: "later", why: "after the look under test" });
  expect(pointsOfColumns(screen.points).filter((p) => p.standing === "comparable")).toHaveLength(13);
});

test("a site without looks, and one with a single look, say what cannot be said", () => {
  const empty = screenOf([], null);
  expect(empty).toMatchObject({ answer: null, noAnswer: "nothing to test", calendar: null, bands: [] });
  expect(empty.points.rows).toBe(0);
  const one = screenOf([observation("only", "2023-10-05", 12)], "only");
  expect(one.answer).toMatchObject({ verdict: "cannot-tell", count: { low: 10, best: 12, high: 14 } });
  for (const name of ["Largest before", "Ratio", "Probability", "Chance", "Tail"]) {
    expect(step(one, name).result).toBe(null);
    expect(step(one, name).why).not.toBe("");
  }
  expect(one.calendar).toMatchObject({ days: 1, unlooked: 0 });
});

test("an area alone shows its own looks, and figures say who counted", () => {
  const machine = {
    model: "railcars 1.0.0",
    modelSha256: null,
    rule: "cars-along-tracks/1",
    way: "cars" as const,
    tracks: [],
  };
  const looks: Observation[] = [
    { ...observation("m", week(1), 9, { areaId: "north", low: 8, high: 10 }), byMachine: machine },
    observation("p", week(2), 9, { areaId: "north" }),
    observation("whole", week(3), 20),
  ];
  const screen = screenOf(looks, "p", { area: "north", byPeople: new Set(["p-count"]) });
  expect(pointsOfColumns(screen.points).map((p) => [p.look, p.by, p.byWhom, p.why])).toEqual([
    ["m", "machine", "railcars 1.0.0", "counted by model railcars 1.0.0, not by people"],
    ["p", "people", "A", ""],
  ]);
  expect(screen.breaks).toMatchObject([
    { look: "p", before: "m", words: ["counted by people, before that by model railcars 1.0.0"] },
  ]);
});
