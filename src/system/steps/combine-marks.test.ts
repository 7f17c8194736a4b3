import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { InputError } from "../../base/errors.ts";
import { writeMarksGeoJson } from "../../sites/counting/marks/geojson-marks.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Count } from "../../sites/counting/look.ts";
import type { MachineReading } from "../../sites/counting/marks/machine-reading.ts";
import { samplesFor } from "../../sites/history/sample.ts";
import { capture, type Capture } from "../../sites/simulated/capture.ts";
import { drawScene } from "../../sites/simulated/draw-scene.ts";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { writeSimulated } from "../pictures/simulated-files.ts";
import { readFigures, readObservations } from "../store/reading.ts";
import { isCombinationReplaced, readStandingCounts } from "../store/standing-counts.ts";
import { counts as countsTable, marks as marksTable, readings as readingsTable } from "../store/tables.ts";
import { addLook } from "./add-look.ts";
import { combineMarks } from "./combine-marks.ts";
import { editLookMarks } from "./edit-marks.ts";
import { askHistory } from "./history.ts";
import { importMarks } from "./import-marks.ts";
import { importPlaces } from "./import-places.ts";
import { importFiles } from "./import.ts";
import { overrideLook } from "./override-look.ts";
import { verifyCase } from "./verify-case.ts";

let yard: Capture;
beforeAll(() => {
  yard = capture(
    drawScene({ kind: "rail-yard", widthMetres: 120, heightMetres: 90, state: 1 }, 11),
    { widthPixels: 240, heightPixels: 180 },
    1,
  );
});

async function caseWithLook(
  areas: "with tracks" | "without areas" = "with tracks",
): Promise<{ readonly opened: Case; readonly look: string; readonly n: number }> {
  const opened = await createCase(join(temporaryFolder(), "case"), "Simulated yard", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  const sites = join(temporaryFolder(), "sites.geojson");
  const properties = { record: "site", site: "yard", name: "Simulated yard", utc_offset: "+10:00" };
  const geometry = { type: "Point", coordinates: [131, 43] };
  const lines = areas === "without areas" ? [] : yard.truth.tracks;
  const features = [
    { type: "Feature", geometry, properties },
    ...lines.map(({ id, line }) => ({
      type: "Feature",
      geometry: { type: "LineString", coordinates: line },
      properties: {
        record: "area",
        site: "yard",
        area: id,
        name: id,
        role: "tracks",
        approximate: false,
        basis: "Drawn.",
      },
    })),
  ];
  writeFileSync(sites, JSON.stringify({ type: "FeatureCollection", features }));
  await importPlaces(opened, sites);
  const { picture } = await writeSimulated(temporaryFolder(), "picture", yard);
  const { lookId } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
  return { opened, look: lookId, n: trueMarks(lookId).length };
}

const trueMarks = (look: string): Mark[] =>
  yard.truth.cars
    .filter((c) => c.whole)
    .map((c, i): Mark => ({
      id: `${look}/true-${i + 1}`,
      lookId: look,
      areaId: null,
      trackId: null,
      kind: "railcar",
      cover: "cannot-tell",
      outline: c.outline,
      inPixels: false,
      number: 1,
      probability: 1,
      marker: { type: "person", name: "A" },
      pass: "1",
      state: "accepted",
      replaces: [],
      note: "",
    }));

async function personCounts(
  opened: Case,
  look: string,
  by: string,
  marks: readonly Mark[],
  pass = "1",
): Promise<void> {
  const path = join(temporaryFolder(), `${by}.geojson`);
  writeFileSync(path, writeMarksGeoJson(look, marks));
  await importMarks(opened, path, { look, by, pass, kind: "railcar" });
}

/** A count by the machine that rests on no reading: its records alone. */
async function machineCounts(
  opened: Case,
  look: string,
  marks: readonly Mark[],
  total: { readonly low: number; readonly best: number; readonly high: number },
  name = "abcdef01",
  reason = "",
): Promise<string> {
  const outcome = reason === "" ? "counted" : "partial";
  const id = `${look}.count-${name}`;
  const reading: MachineReading = {
    id,
    lookId: look,
    model: "net 1.0.0",
    rule: "cars-along-tracks/1",
    evidence: "00".repeat(32),
    settings: "{}",
    outcome,
    reasons: reason === "" ? [] : [reason],
    total,
    way: "cars",
  };
  const stands = readStandingCounts(opened.database, look, "railcar");
  const count: Count = {
    id: `${id}.site`,
    lookId: look,
    areaId: null,
    kind: "railcar",
    measure: "count",
    statistic: "at-look",
    ...total,
    qualifier: "",
    cover: "not-stated",
    outcome,
    reason,
    caveats: "",
    publisher: "Yardwatch, net 1.0.0",
    address: "",
    page: "primary",
    publishedAt: "",
    corrects: stands.at(-1)?.id ?? null,
  };
  await importFiles(opened, {
    step: "count",
    settings: { name },
    paths: [],
    read: async (_files, sink) => {
      sink.add(readingsTable, reading);
      for (const [i, mark] of marks.entries())
        sink.add(marksTable, {
          ...mark,
          id: `${id}.${i + 1}`,
          marker: { type: "machine", name: "net 1.0.0" },
          pass: id,
          state: "proposed",
          probability: 0.9,
        });
      sink.add(countsTable, count);
      return { summary: {}, warnings: [] };
    },
  });
  return id;
}

/** Damage besides that of the machine's counts, which this test makes without their evidence. */
const damageOf = async (opened: Case): Promise<string[]> =>
  (await verifyCase(opened)).damage.filter(
    (d) => !/\(count\)|count-abcdef0\d\.(?:site|\d+): no evidence/.test(d),
  );

/** The counts behind each figure that a history takes. */
const standing = (opened: Case) =>
  samplesFor("railcar", readFigures(opened.database, "yard")).map((s) => s.countIds);

test("people and the machine together stand in place of the machine alone, and are made again from the records", async () => {
  const { opened, look, n } = await caseWithLook();
  const cars = trueMarks(look);
  const machine = await machineCounts(opened, look, cars.slice(3), { low: n - 6, best: n - 3, high: n + 2 });
  const only = await combineMarks(opened, { look, kind: "railcar" });
  expect(only).toMatchObject({ changed: false, counts: [] });
  expect(askHistory(opened, { site: "yard", kind: "railcar" }).count.best).toBe(n - 3);

  await personCounts(opened, look, "A. Name", cars);
  await personCounts(opened, look, "B. Name", cars.slice(2));
  const first = await combineMarks(opened, { look, kind: "railcar" });
  expect(first).toMatchObject({ changed: true, counts: [{ corrects: `${machine}.site` }] });
  const [kept] = first.counts;
  expect(kept?.id).toMatch(/\.count-abcdef01\.combined-[0-9a-f]{8}\.site$/);
  expect(readObservations(opened.database, "yard").find((o) => o.count.id === kept?.id)?.count).toEqual(kept);
  expect(kept).toMatchObject({
    outcome: "counted",
    publisher: "Yardwatch, A. Name and B. Name with net 1.0.0",
  });
  const [low, high] = [kept?.low ?? Infinity, kept?.high ?? -Infinity];
  expect(low).toBeLessThanOrEqual(n - 3);
  expect(high).toBeGreaterThanOrEqual(n);
  expect(kept?.caveats).toMatch(
    /Combined by rule pool-of-counters\/1 from .*B\. Name, pass 1: \d+ \(.*weight 0\.\d\d/,
  );
  expect(standing(opened)).toEqual([[kept?.id]]);
  expect(askHistory(opened, { site: "yard", kind: "railcar" }).count.best).toBe(kept?.best);

  // The same again changes nothing; another mark replaces the count, and both stay on record.
  expect(await combineMarks(opened, { look, kind: "railcar" })).toMatchObject({
    changed: false,
    counts: first.counts,
  });
  await editLookMarks(opened, {
    edit: {
      type: "judge",
      mark: first.marks.find((m) => m.marker.name === "A. Name")?.id ?? "",
      state: "unsure",
    },
    by: "A. Name",
    pass: null,
    look: null,
    note: "",
  });
  const second = await combineMarks(opened, { look, kind: "railcar" });
  const [newer] = second.counts;
  expect(second).toMatchObject({ changed: true, counts: [{ corrects: kept?.id }] });
  expect(standing(opened)).toEqual([[newer?.id]]);
  expect(readObservations(opened.database, "yard")).toHaveLength(3);
  expect(await damageOf(opened)).toEqual([]);

  const settings = JSON.parse(readStandingCounts(opened.database, look, "railcar")[0]?.settings ?? "{}");
  expect(settings).toMatchObject({
    rule: "pool-of-counters/1",
    countRule: "marks/1",
    readings: [{ id: machine }],
    replaced: { "": kept?.id },
  });
  expect(settings.counters.map((c: { name: string; marks: number }) => [c.name, c.marks])).toEqual([
    ["net 1.0.0", n - 3],
    ["A. Name", n],
    ["B. Name", n - 2],
  ]);

  opened.database.prepare("UPDATE counts SET best = best + 5 WHERE id = ?").run(newer?.id ?? "");
  expect((await damageOf(opened)).join("\n")).toMatch(
    /combined-[0-9a-f]{8}\.site: altered: best is \d+, the evidence says \d+/,
  );
});

test("disagreement widens the stored interval, and a mark altered later is found by the count that rests on it", async () => {
  const { opened, look, n } = await caseWithLook();
  const cars = trueMarks(look);
  await personCounts(opened, look, "A", cars);
  // Its tracks run out of the picture.
  const [open] = (await combineMarks(opened, { look, kind: "railcar" })).counts;
  expect(open).toMatchObject({ outcome: "partial", low: n - 1, best: n, high: null });
  const usable = { kind: "railcar", usability: "usable", reason: "The yard ends here.", by: "A" };
  await overrideLook(opened, { look, ...usable });
  const [one] = (await combineMarks(opened, { look, kind: "railcar" })).counts;
  expect(one?.corrects).toBe(open?.id);
  expect(one?.id).toMatch(/^[^/]+\.combined-[0-9a-f]{8}\.site$/);
  expect(one?.caveats).toContain("Only one counter");
  expect(one).toMatchObject({ outcome: "counted", low: n - 1, best: n, high: n + 1 });
  await personCounts(opened, look, "B", cars.slice(0, Math.floor(n / 2)));
  const both = await combineMarks(opened, { look, kind: "railcar" });
  const [two] = both.counts;
  expect((two?.high ?? 0) - (two?.low ?? 0)).toBeGreaterThan((one?.high ?? 0) - (one?.low ?? 0));
  expect(two?.low).toBeLessThanOrEqual(Math.floor(n / 2));
  expect(two?.high).toBeGreaterThanOrEqual(n);
  expect(two?.caveats).toContain("disagree beyond their intervals");
  expect(await damageOf(opened)).toEqual([]);

  const [mark] = both.marks;
  opened.database.prepare("UPDATE marks SET number = 4 WHERE id = ?").run(mark?.id ?? "");
  expect((await damageOf(opened)).join("\n")).toMatch(/mark combine.*other marks of A, 1/);
});

test("a machine's count after people's replaces it only until it is combined again", async () => {
  const { opened, look, n } = await caseWithLook();
  const cars = trueMarks(look);
  await machineCounts(opened, look, cars.slice(5), { low: n - 8, best: n - 5, high: n });
  await personCounts(opened, look, "A", cars);
  await combineMarks(opened, { look, kind: "railcar" });
  expect(isCombinationReplaced(opened.database, look, "railcar")).toBe(false);
  await machineCounts(opened, look, [], { low: 0, best: 0, high: 1 }, "abcdef02");
  expect(isCombinationReplaced(opened.database, look, "railcar")).toBe(true);
  const again = await combineMarks(opened, { look, kind: "railcar" });
  expect(isCombinationReplaced(opened.database, look, "railcar")).toBe(false);
  expect(standing(opened)).toEqual([[again.counts[0]?.id]]);
  // A machine that found nothing is a counter too.
  const [{ look: site }] = again.parts;
  expect(site.counters.map((c) => [c.counter.pass.slice(-8), c.leftOut === ""])).toEqual([
    ["abcdef01", false],
    ["1", true],
    ["abcdef02", true],
  ]);
  expect(again.counts[0]?.low).toBeLessThan(n / 2);
});

test("what could not be seen stays in the upper end, whatever people say of what could", async () => {
  const { opened, look, n } = await caseWithLook();
  const cars = trueMarks(look);
  const total = { low: n - 2, best: n, high: n + 40 };
  await machineCounts(opened, look, cars, total, "abcdef01", "Cloud over 40 % of the tracks.");
  await personCounts(opened, look, "A", cars);
  await personCounts(opened, look, "B", cars.toReversed());
  const [count] = (await combineMarks(opened, { look, kind: "railcar" })).counts;
  expect(count).toMatchObject({ outcome: "partial", reason: "Cloud over 40 % of the tracks." });
  expect(count?.high).toBeGreaterThanOrEqual(n + 39);

  const bare = await caseWithLook("without areas");
  await personCounts(
    bare.opened,
    bare.look,
    "A",
    cars.map((m) => ({ ...m, lookId: bare.look })),
  );
  const dry = await combineMarks(bare.opened, { look: bare.look, kind: "railcar", dry: true });
  expect(dry).toMatchObject({ changed: false, counts: [{ outcome: "partial", best: n, high: null }] });
  expect(standing(bare.opened)).toEqual([]);
});

test("a look that is not there, or has no picture, is named", async () => {
  const { opened } = await caseWithLook();
  await expect(combineMarks(opened, { look: "nowhere", kind: "railcar" })).rejects.toThrow(InputError);
});
