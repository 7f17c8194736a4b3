import { expect, onTestFinished, test } from "vitest";
import { caseWithSites, madeFile, temporaryFolder } from "../../../test/made-case.ts";
import { drawnYard, markShip, yardCase } from "../../../test/made-yard-case.ts";
import { InputError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { readRevisions } from "../store/reading-revisions.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { importSeen } from "./import-sightings.ts";
import { correctScene, correctSighting, withdrawRecord } from "./revise-records.ts";
import { formerScenes } from "./sighting-versions.ts";
import { takeSightings } from "./take-sightings.ts";
import { verifyCase } from "./verify-case.ts";

const sceneRows = [
  "scene,at,sensor,footprint,sample_distance_m,found_half_m,source",
  'bay,2024-03-12T01:30Z,optical,"130.0,42.0,130.6,42.4",3,20,a test',
  'cape,2024-03-13T01:30Z,radar,"130.0,42.0,130.6,42.4",10,,a test',
];
const rows = [
  "sighting,scene,at,zone,longitude,latitude,error_m,length_m,by,source",
  "a,bay,,,130.3,42.2,,115,AN,a test",
  "b,bay,,,130.5,42.2,50,90,AN,a test",
  "c,cape,,,130.5,42.3,50,90,AN,a test",
];

async function seen(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", madeFile("scenes.csv", `${sceneRows.join("\n")}\n`));
  await importSeen(opened, "sighting import", madeFile("sightings.csv", `${rows.join("\n")}\n`));
  return opened;
}

const said = { reason: "as its supplier says", by: "A. Analyst" };

test("a scene is corrected twice: the last version is read, its sightings follow, all stand on record, and verification makes them again", async () => {
  const opened = await seen();
  const first = await correctScene(opened, { id: "bay", cells: { found_half_m: "25" }, ...said });
  expect(first).toMatchObject({ changed: true, records: 1 });
  const second = await correctScene(opened, {
    id: "bay",
    cells: { at: "2024-03-14T02:00Z", sample_distance_m: "5", footprint: "130.2,42.0,130.6,42.4" },
    reason: "of another pass",
    by: "B. Analyst",
  });
  expect(second.records).toBe(3);
  expect(readScenes(opened.database).map((s) => [s.id, s.at.text, s.foundHalfMetres])).toEqual([
    ["cape", "2024-03-13T01:30Z", null],
    ["bay", "2024-03-14T02:00Z", 25],
  ]);
  const at = Date.UTC(2024, 2, 14);
  expect(readScenes(opened.database, { fromMs: at }).map((s) => s.id)).toEqual(["bay"]);
  expect(readScenes(opened.database, { toMs: Date.UTC(2024, 2, 13) })).toEqual([]);
  expect(readSightings(opened.database, { sceneId: "bay" })).toMatchObject([
    { id: "a", at: { text: "2024-03-14T02:00Z" }, error: { semiMajorMetres: Math.hypot(5, 10) } },
    { id: "b", at: { text: "2024-03-14T02:00Z" }, error: { semiMajorMetres: 50 } },
  ]);
  expect(formerScenes(opened.database).map((f) => [f.version, f.scene.at.text, f.revision.by])).toEqual([
    [1, "2024-03-12T01:30Z", "A. Analyst"],
    [2, "2024-03-12T01:30Z", "B. Analyst"],
  ]);
  expect(readRevisions(opened.database, { thing: "sighting", of: "a" })).toMatchObject([
    {
      version: 2,
      cells: { at: "", error_m: "" },
      reason: "its scene bay was corrected: of another pass",
      by: "B. Analyst",
    },
  ]);
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("the same again changes nothing, and what was said before may be said anew after something else", async () => {
  const opened = await seen();
  const correct = (half: string) =>
    correctScene(opened, { id: "bay", cells: { found_half_m: half }, ...said });
  expect((await correct("25")).changed).toBe(true);
  expect((await correct("25")).changed).toBe(false);
  await correct("20");
  expect((await correct("25")).changed).toBe(true);
  expect(readScenes(opened.database, { id: "bay" })[0]?.foundHalfMetres).toBe(25);
  expect(readRevisions(opened.database, { thing: "scene", of: "bay" }).map((r) => r.version)).toEqual([
    2, 3, 4,
  ]);
  await expect(
    correctScene(opened, { id: "bay", cells: { found_half_m: "30" }, ...said, since: 2 }),
  ).rejects.toThrow("was corrected by A. Analyst since you opened it");
});

test("sightings that would lie outside are all named and nothing is corrected; moved out of it first, they stand", async () => {
  const opened = await seen();
  const narrow = { id: "bay", cells: { footprint: "130.0,42.0,130.25,42.4" }, ...said };
  const failed = correctScene(opened, narrow);
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow("sighting a");
  await expect(failed).rejects.toThrow("sighting b");
  await expect(failed).rejects.toThrow("correct, move or withdraw the sighting first");
  expect(readRevisions(opened.database)).toEqual([]);
  await correctSighting(opened, { id: "a", cells: { scene: "cape", at: "" }, ...said });
  await withdrawRecord(opened, "sighting withdraw", { id: "b", ...said });
  expect((await correctScene(opened, narrow)).records).toBe(1);
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("files that a scene and its sightings came from may come again, alone or with more in them", async () => {
  const opened = await seen();
  await correctScene(opened, {
    id: "bay",
    cells: { at: "2024-03-14T02:00Z", footprint: "130.25,42.0,130.6,42.4" },
    ...said,
  });
  await correctSighting(opened, { id: "a", cells: { length_m: "98" }, ...said });
  const cove = 'cove,2024-03-15T01:30Z,optical,"130.0,42.0,130.6,42.4",3,20,a test';
  const scenes = madeFile("scenes.csv", `${[...sceneRows, cove].join("\n")}\n`);
  expect((await importSeen(opened, "scene import", scenes)).summary).toMatchObject({ new: 1, onRecord: 2 });
  const more = madeFile("more.csv", `${[...rows, "d,bay,,,130.31,42.3,,115,AN,a test"].join("\n")}\n`);
  expect((await importSeen(opened, "sighting import", more)).summary).toMatchObject({ new: 1, onRecord: 3 });
  expect(readSightings(opened.database, { id: "d" })[0]?.at.text).toBe("2024-03-14T02:00Z");
  expect(readSightings(opened.database, { id: "a" })[0]).toMatchObject({
    at: { text: "2024-03-14T02:00Z" },
    lengthMetres: { best: 98 },
  });
  // What is new has to lie in the scene as it now is.
  const outside = madeFile("outside.csv", `${rows[0] ?? ""}\ne,bay,,,130.1,42.2,,115,AN,a test\n`);
  await expect(importSeen(opened, "sighting import", outside)).rejects.toThrow("outside of the scene");
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("a corrected scene can be withdrawn, and a withdrawn one is corrected no more", async () => {
  const opened = await seen();
  await correctScene(opened, { id: "bay", cells: { at: "2024-03-14T02:00Z" }, ...said });
  expect((await withdrawRecord(opened, "scene withdraw", { id: "bay", ...said })).records).toBe(3);
  expect(readScenes(opened.database).map((s) => s.id)).toEqual(["cape"]);
  expect(readSightings(opened.database).map((s) => s.id)).toEqual(["c"]);
  expect(formerScenes(opened.database).map((f) => [f.version, f.revision.withdrawn])).toEqual([
    [1, false],
    [2, true],
  ]);
  await expect(correctScene(opened, { id: "bay", cells: { found_half_m: "9" }, ...said })).rejects.toThrow(
    "withdrawn by A. Analyst",
  );
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test.each([
  ["no reason", "bay", { found_half_m: "25" }, " ", "1 to 2000 characters"],
  ["nothing that differs", "bay", { footprint: "130.0,42.0,130.6,42.4" }, "x", "another value"],
  ["no column at all", "bay", {}, "x", "another value"],
  ["a scene that is none", "harbour", { found_half_m: "25" }, "x", "scene list"],
  ["a look that is none", "bay", { look: "unknown" }, "x", "a look of the case"],
  [
    "a sample distance taken away from errors that rest on it",
    "bay",
    { sample_distance_m: "" },
    "x",
    "sighting a",
  ],
])("%s is refused and nothing is on record", async (_name, id, cells, reason, allowed) => {
  const opened = await seen();
  const failed = correctScene(opened, { id, cells, reason, by: "AN" });
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(allowed);
  expect(readRevisions(opened.database)).toEqual([]);
});

test("a sighting that lies where the corrected scene shows nothing is warned of", async () => {
  const opened = await seen();
  const { warnings } = await correctScene(opened, {
    id: "bay",
    cells: { hidden: "130.25,42.1,130.35,42.3" },
    ...said,
  });
  expect(warnings).toEqual([
    expect.stringContaining("a lies where its scene says that nothing could be seen"),
  ]);
});

test("marks are taken into a corrected scene, those on record stay as they followed it, and verification makes both again", async () => {
  const yard = drawnYard();
  const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
  onTestFinished(() => opened.close());
  const [look = ""] = looks;
  const mark = (east: number): Promise<void> => markShip(opened, look, yard, { east });
  await mark(0);
  await takeSightings(opened, { look, by: null, pass: null });
  const { warnings } = await correctScene(opened, {
    id: look,
    cells: { sample_distance_m: "1.5", found_half_m: "9" },
    ...said,
  });
  expect(warnings.join()).toContain("intervals of 1 sighting from marks");
  await mark(0.001);
  expect((await takeSightings(opened, { look, by: null, pass: null })).summary).toEqual({
    sightings: 1,
    onRecord: 1,
  });
  expect(readSightings(opened.database).map((s) => s.error.semiMajorMetres)).toEqual([
    Math.hypot(1.5, 10),
    Math.hypot(1.5, 10),
  ]);
  await expect(correctScene(opened, { id: look, cells: { look: "" }, ...said })).rejects.toThrow(
    "from whose marks it was taken",
  );
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 60_000);
