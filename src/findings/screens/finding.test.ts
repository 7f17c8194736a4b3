import { beforeAll, expect, test } from "vitest";
import { draftFinding, titleOf } from "../judgements/draft.ts";
import type { JudgementRecord, Question } from "../judgements/finding.ts";
import { buildModel, type FindingModel, type FindingRecords } from "../judgements/model.ts";
import { viewOfEvidence, type TrailLink } from "./evidence-chain.ts";
import { findingScreen, type FindingScreen, type FindingScreenInput } from "./finding.ts";
import { demoRecords } from "../../../test/demo-records.ts";

const question: Question = {
  siteId: "tumangang",
  kind: "railcar",
  lookId: "csis-2023-10-05",
  areaId: null,
  eventId: "summit-2023-09-13",
};

let records: FindingRecords;
let sentences: readonly JudgementRecord[];
let title = "";
beforeAll(async () => {
  records = await demoRecords();
  const model = buildModel(question, records);
  title = titleOf(model);
  sentences = draftFinding(model).map((s, i) => ({ finding: "f", place: i + 1, part: s.part, text: s.text }));
});

const looksCsv = { sha256: "a".repeat(64), name: "looks.csv", bytes: 10, view: "table" as const };
const imported: TrailLink = {
  id: 2,
  step: "look import",
  program: "yardwatch 0.1.0",
  madeAt: "2026-01-01T00:00:00.000Z",
  records: 3,
  settings: [],
  inputs: [looksCsv],
};

function screen(
  held: FindingRecords,
  more: Partial<FindingScreenInput> = {},
  model: FindingModel | null = buildModel(question, held),
): FindingScreen {
  return findingScreen({
    finding: { id: "f", title, question },
    sentences,
    model,
    fault: null,
    records: held,
    origins: new Map([["counts csis-2023-10-05-railcar", { trail: 2, altered: false }]]),
    trails: new Map([[2, imported]]),
    pictures: new Map(),
    made: { id: "f", madeAt: "", program: "yardwatch 0.1.0" },
    versions: [],
    previous: null,
    since: [],
    ...more,
  });
}

const withCount = (id: string, change: object): FindingRecords => ({
  ...records,
  observations: records.observations.map((o) =>
    o.count.id === id ? { ...o, count: { ...o.count, ...change } } : o,
  ),
});

const drifted = (shown: FindingScreen): number[] =>
  shown.sentences.filter((s) => s.state === "drifted").map((s) => s.place);

const boundIn = (shown: FindingScreen, place: number) =>
  (shown.sentences.find((s) => s.place === place)?.pieces ?? []).flatMap((p) =>
    "bound" in p ? [p.bound] : [],
  );

test("a finding from the records as they are holds, and reads as it was drafted", () => {
  const shown = screen(records);
  expect(shown.state).toBe("holds");
  expect(shown.drifted).toBe(0);
  expect(shown.sentences.length).toBe(sentences.length + 1);
  expect(shown.title).toBe("Tumangang rail facility: railcars on 5 October 2023");
  const first = shown.sentences[1];
  expect(first?.pieces.map((p) => ("text" in p ? p.text : p.bound.printed)).join("")).toContain(
    "On 5 October 2023 about 73 railcars stood at Tumangang rail facility",
  );
  expect(shown.likelihoods).toContainEqual({ word: "almost certain", band: "95 to 99 %" });
  expect(shown.confidence.map((c) => c.level)).toEqual(["moderate", "low"]);
});

test("a changed record drifts exactly the sentences that are bound to what it changes", () => {
  const caveat = screen(withCount("csis-2024-12-03-railcar", { caveats: "Read anew." }));
  const naming = sentences.filter((s) => s.text.includes("counts/csis-2024-12-03-railcar/caveats"));
  expect(naming.length).toBe(1);
  expect(drifted(caveat)).toEqual(naming.map((s) => s.place));
  const larger = screen(withCount("csis-2023-10-05-railcar", { best: 80 }));
  const before = buildModel(question, records);
  const after = draftFinding(buildModel(question, withCount("csis-2023-10-05-railcar", { best: 80 })));
  const redrafted = draftFinding(before).flatMap((s, i) => (s.text === after[i]?.text ? [] : [i + 1]));
  expect(drifted(larger)).toEqual(redrafted);
  expect(boundIn(larger, 1).find((b) => b.path.endsWith("railcar/best"))).toMatchObject({
    printed: "73",
    now: "80",
    agrees: false,
  });
});

test("a record that no longer fits its hash is named as the reason", () => {
  const shown = screen(withCount("csis-2023-10-05-railcar", { best: 80 }), {
    origins: new Map([["counts csis-2023-10-05-railcar", { trail: 2, altered: true }]]),
  });
  expect(boundIn(shown, 1).find((b) => b.printed === "73")?.why).toContain(
    "count record csis-2023-10-05-railcar was altered outside of the program",
  );
});

test("a corrected count names the count in its place, and both are in the chain", () => {
  const [old] = records.observations.filter((o) => o.count.id === "csis-2023-10-05-railcar");
  if (old === undefined) throw new Error("the example has no such count");
  const corrected: FindingRecords = {
    ...records,
    observations: [
      ...records.observations,
      { ...old, count: { ...old.count, id: "recount", best: 70, corrects: old.count.id } },
    ],
  };
  const shown = screen(corrected);
  const value = boundIn(shown, 1).find((b) => b.printed === "73");
  expect(value).toMatchObject({ now: "70", agrees: false });
  expect(value?.why).toBe("count recount corrects the one that was printed: 70 stands in place of 73");
  expect(shown.chains["counts/csis-2023-10-05-railcar/best"]?.records.map((r) => r.key)).toEqual([
    "counts csis-2023-10-05-railcar",
    "counts recount",
  ]);
});

test("records that no longer answer the question leave every sentence readable and none vouched for", () => {
  const shown = screen(records, { fault: "gone" }, null);
  expect(shown.state).toBe("cannot-check");
  expect(shown.sentences.every((s) => s.state === "cannot-check" && s.pieces.length > 0)).toBe(true);
});

test("every value leads to a record or is told to be a number of the method", () => {
  const shown = screen(records);
  for (const [path, chain] of Object.entries(shown.chains)) {
    if (path.startsWith("constants/")) expect(chain.records, path).toEqual([]);
    else expect(chain.records.length, path).toBeGreaterThan(0);
    for (const { key } of chain.records)
      expect(shown.records[key]?.title, key).not.toContain("not on record");
  }
  const count = shown.records["counts csis-2023-10-05-railcar"];
  expect(count?.row).toEqual({ evidence: looksCsv, key: "csis-2023-10-05-railcar" });
  expect(count?.publications.length).toBe(20);
});

test("only tables and pictures are shown", () => {
  expect(["a.csv", "a.TIF", "b.png", "b.jpeg"].map(viewOfEvidence)).toEqual([
    "table",
    "picture",
    "picture",
    "picture",
  ]);
  expect(["a.html", "a.svg", "a.csv.html", "a.geojson", "csv"].map(viewOfEvidence)).toEqual(
    Array<string>(5).fill("file"),
  );
});
