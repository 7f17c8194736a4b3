import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { InputError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { recordHash } from "../store/batch.ts";
import { revisions } from "../store/movement-tables.ts";
import { readRevisions } from "../store/reading-revisions.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { readFormerFacts, readVesselFacts } from "../store/reading-vessels.ts";
import { importSeen } from "./import-sightings.ts";
import { importVessels } from "./import-vessels.ts";
import { correctFact, correctSighting, withdrawRecord } from "./revise-records.ts";
import { formerScenes, formerSightings } from "./sighting-versions.ts";
import { readSightingScreen } from "./movements-screen.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { verifyCase } from "./verify-case.ts";

const made = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
};

const sceneFile = () =>
  made(
    "scenes.csv",
    [
      "scene,at,sensor,footprint,sample_distance_m,source",
      'bay,2024-03-12T01:30Z,optical,"130.0,42.0,130.6,42.4",3,a test',
      'cape,2024-03-13T01:30Z,radar,"130.0,42.0,130.6,42.4",10,a test',
    ].join("\n"),
  );
const rows = [
  "sighting,scene,at,zone,longitude,latitude,error_m,length_m,length_low_m,length_high_m,by,source",
  "a,bay,,,130.3,42.2,10,115,106,124,AN,a test",
  "b,bay,,,130.4,42.2,10,90,,,AN,a test",
  "c,,2024-03-12,+09:00,130.295,42.225,3000,,,,VOA,a page",
];

async function seen(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", sceneFile());
  await importSeen(opened, "sighting import", made("sightings.csv", `${rows.join("\n")}\n`));
  return opened;
}

const said = { reason: "measured again", by: "A. Analyst" };
const ids = (opened: Case): string[] => readSightings(opened.database).map((s) => s.id);

test("a sighting is corrected twice: the last version is read, all stand on record with who and why, and verification makes them again", async () => {
  const opened = await seen();
  const first = await correctSighting(opened, { id: "a", cells: { length_m: "98" }, ...said });
  expect(first).toMatchObject({ changed: true, records: 1 });
  await correctSighting(opened, {
    id: "a",
    cells: { scene: "cape", at: "", longitude: "130.5" },
    reason: "of the other picture",
    by: "B. Analyst",
  });
  expect(readSightings(opened.database, { id: "a" })).toMatchObject([
    {
      sceneId: "cape",
      position: [130.5, 42.2],
      sensor: "radar",
      at: { text: "2024-03-13T01:30Z" },
      lengthMetres: { best: 98, low: null },
    },
  ]);
  // It is found where it is now, and no longer where it was.
  expect(readSightings(opened.database, { sceneId: "bay" }).map((s) => s.id)).toEqual(["b"]);
  expect(readSightings(opened.database, { fromMs: Date.UTC(2024, 2, 13) }).map((s) => s.id)).toEqual(["a"]);
  expect(ids(opened)).toEqual(["c", "b", "a"]);
  expect(
    formerSightings(opened.database).map((f) => [f.version, f.sighting.lengthMetres?.best, f.revision.by]),
  ).toEqual([
    [1, 115, "A. Analyst"],
    [2, 98, "B. Analyst"],
  ]);
  expect(readSightingScreen(opened, "a").corrections).toMatchObject([
    { version: 2, columns: ["length_m"], reason: "measured again" },
    { version: 3, columns: ["at", "longitude", "scene"], by: "B. Analyst" },
  ]);
  expect((await verifyCase(opened)).damage).toEqual([]);
  // The file that it came from may come again, alone or with more in it.
  const more = made("more.csv", `${[...rows, "d,bay,,,130.31,42.2,10,115,,,AN,a test"].join("\n")}\n`);
  expect((await importSeen(opened, "sighting import", more)).summary).toMatchObject({ new: 1, onRecord: 3 });
  expect(readSightings(opened.database, { id: "a" })[0]?.sceneId).toBe("cape");
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("a withdrawn sighting is read nowhere, stays on record, and can be neither corrected nor withdrawn for another reason", async () => {
  const opened = await seen();
  const pier = { id: "a", reason: "a pier, not a ship", by: "A. Analyst" };
  await withdrawRecord(opened, "sighting withdraw", pier);
  expect(ids(opened)).toEqual(["c", "b"]);
  expect(sightingsOfCase(opened).recorded.map((s) => s.id)).toEqual(["c", "b"]);
  expect(formerSightings(opened.database)).toMatchObject([
    { version: 1, sighting: { id: "a" }, revision: { withdrawn: true, reason: "a pier, not a ship" } },
  ]);
  expect((await withdrawRecord(opened, "sighting withdraw", pier)).changed).toBe(false);
  const late = correctSighting(opened, { id: "a", cells: { length_m: "98" }, ...said });
  await expect(late).rejects.toThrow(InputError);
  await expect(late).rejects.toThrow('withdrawn by A. Analyst: "a pier, not a ship"');
  await expect(withdrawRecord(opened, "sighting withdraw", { ...pier, reason: "a rock" })).rejects.toThrow(
    "stays withdrawn",
  );
  expect(() => readSightingScreen(opened, "a")).toThrow("withdrawn by");
  // Its place is free for what is there.
  const anew = made("anew.csv", `${rows[0] ?? ""}\na2,bay,,,130.3,42.2,10,60,,,AN,a test\n`);
  await importSeen(opened, "sighting import", anew);
  expect(ids(opened)).toEqual(["c", "a2", "b"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("a scene falls with what was seen in it, except what was moved before; nothing can be put into it any more", async () => {
  const opened = await seen();
  await correctSighting(opened, { id: "b", cells: { scene: "cape", at: "" }, ...said });
  const result = await withdrawRecord(opened, "scene withdraw", {
    id: "bay",
    reason: "georeferenced to the wrong bay",
    by: "A. Analyst",
  });
  expect(result.records).toBe(2);
  expect(readScenes(opened.database).map((s) => s.id)).toEqual(["cape"]);
  expect(ids(opened)).toEqual(["c", "b"]);
  expect(formerScenes(opened.database)).toMatchObject([
    { scene: { id: "bay" }, revision: { by: "A. Analyst" } },
  ]);
  expect(formerSightings(opened.database).find((f) => f.sighting.id === "a")?.revision.reason).toBe(
    "its scene bay was withdrawn: georeferenced to the wrong bay",
  );
  const late = made("late.csv", `${rows[0] ?? ""}\nd,bay,,,130.3,42.2,10,60,,,AN,a test\n`);
  await expect(importSeen(opened, "sighting import", late)).rejects.toThrow("a scene of the case");
  await expect(
    correctSighting(opened, { id: "b", cells: { scene: "bay", at: "" }, ...said }),
  ).rejects.toThrow("a scene of the case");
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test("a fact of a vessel is withdrawn, and the others of it stand", async () => {
  const opened = await caseWithSites();
  const header = "fact,vessel,field,value,from,to,basis,publisher,address,note";
  await importVessels(
    opened,
    made(
      "vessels.csv",
      `${header}\none,imo:9179842,name,Angara,,,published,a page,,\ntwo,imo:9179842,length,99,,,published,a page,,\n`,
    ),
  );
  await withdrawRecord(opened, "vessel withdraw", { id: "two", reason: "of her sister", by: "A. Analyst" });
  expect(readVesselFacts(opened.database).map((f) => f.id)).toEqual(["one"]);
  expect(readFormerFacts(opened.database)).toMatchObject([
    { fact: { id: "two", value: "99" }, withdrawn: true, reason: "of her sister", by: "A. Analyst" },
  ]);
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

const facts = [
  "fact,vessel,field,value,from,to,basis,publisher,address,note",
  "one,imo:9179842,name,Angara,,,published,a page,,",
  "two,imo:9179842,length,99,2023-01,,published,a page,,as read",
];

test("a fact of a vessel is corrected twice and then withdrawn: the last version is read, all stand on record, and verification makes them again", async () => {
  const opened = await caseWithSites();
  await importVessels(opened, made("vessels.csv", `${facts.join("\n")}\n`));
  const correct = (cells: Record<string, string>) => correctFact(opened, { id: "two", cells, ...said });
  expect(await correct({ value: "139", note: "" })).toMatchObject({ changed: true, records: 1 });
  expect((await correct({ value: "139", note: "" })).changed).toBe(false);
  await correct({ vessel: "imo:8517839" });
  expect(readVesselFacts(opened.database)).toMatchObject([
    { id: "two", vessel: "imo:8517839", field: "length", value: "139", from: "2023-01", note: "" },
    { id: "one", vessel: "imo:9179842" },
  ]);
  // The table that it came from may come again, alone or with more in it.
  const more = made("more.csv", `${[...facts, "three,imo:9179842,width,20,,,,a page,,"].join("\n")}\n`);
  expect((await importVessels(opened, more)).summary).toMatchObject({ new: 1, onRecord: 2 });
  await withdrawRecord(opened, "vessel withdraw", { id: "two", reason: "of no ship", by: "A. Analyst" });
  expect(readVesselFacts(opened.database).map((f) => f.id)).toEqual(["one", "three"]);
  expect(
    readFormerFacts(opened.database).map((f) => [f.version, f.fact.vessel, f.fact.value, f.withdrawn]),
  ).toEqual([
    [1, "imo:9179842", "99", false],
    [2, "imo:9179842", "139", false],
    [3, "imo:8517839", "139", true],
  ]);
  await expect(correct({ value: "140" })).rejects.toThrow("a withdrawn fact stays withdrawn");
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 30_000);

test.each([
  ["no reason", "two", { value: "139" }, "", "1 to 2000 characters"],
  ["nothing that differs", "two", { value: "99" }, "x", "another value"],
  ["no column at all", "two", {}, "x", "another value"],
  ["a fact that is none", "three", { value: "139" }, "x", "a fact on record that stands"],
  ["a length of no ship", "two", { value: "1390" }, "x", "metres from 2 to 500"],
  ["a value that the field cannot have", "two", { field: "flag" }, "x", "two letters"],
  ["an end before its beginning", "two", { to: "2022" }, "x", "not before from"],
  ["nobody who says so", "two", { publisher: "" }, "x", "publisher"],
  ["another name", "two", { fact: "four" }, "x", "columns"],
])("of a fact, %s is refused and nothing is on record", async (_name, id, cells, reason, allowed) => {
  const opened = await caseWithSites();
  await importVessels(opened, made("vessels.csv", `${facts.join("\n")}\n`));
  const failed = correctFact(opened, { id, cells, reason, by: "AN" });
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(allowed);
  expect(readRevisions(opened.database)).toEqual([]);
});

test.each([
  ["no reason", "a", { length_m: "98" }, "", "AN", "1 to 2000 characters"],
  ["a blank reason", "a", { length_m: "98" }, "  ", "AN", "1 to 2000 characters"],
  ["a reason that steers a terminal", "a", { length_m: "98" }, "x\u001b[2J", "AN", "plain text"],
  ["a name that turns the writing", "a", { length_m: "98" }, "x", "\u202enA", "plain text"],
  ["a very long name", "a", { length_m: "98" }, "x", "n".repeat(201), "1 to 200"],
  [
    "nothing that differs",
    "a",
    { length_m: "115", length_low_m: "106", length_high_m: "124" },
    "x",
    "AN",
    "another value",
  ],
  ["no column at all", "a", {}, "x", "AN", "another value"],
  ["a sighting that is none", "z'; DROP TABLE revisions; --", { length_m: "98" }, "x", "AN", "sighting list"],
  ["a published sighting", "voyage/one/to", { length_m: "98" }, "x", "AN", "corrected where it stands"],
  ["the place of another", "a", { longitude: "130.4" }, "x", "AN", "each vessel of a scene once"],
  ["a place outside of its scene", "a", { latitude: "43" }, "x", "AN", "that the scene shows"],
])("%s is refused and nothing is on record", async (_name, id, cells, reason, by, allowed) => {
  const opened = await seen();
  const failed = correctSighting(opened, { id, cells, reason, by });
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(allowed);
  expect(readRevisions(opened.database)).toEqual([]);
});

test("what a reason says in markup or quotes is kept as it is", async () => {
  const opened = await seen();
  const reason = `<script>alert("1")</script> =HYPERLINK("x") '; DROP TABLE revisions`;
  await correctSighting(opened, { id: "a", cells: { note: "=1+1" }, reason, by: "O'Neil <a@b>" });
  expect(readRevisions(opened.database)).toMatchObject([{ reason, by: "O'Neil <a@b>" }]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("verification names a revision that was altered, removed or added from outside", async () => {
  const opened = await seen();
  await correctSighting(opened, { id: "a", cells: { length_m: "98" }, ...said });
  const { database } = opened;
  const row = database.prepare("SELECT * FROM revisions").get() ?? {};
  // Whoever alters it makes its hash fit.
  const forged = (change: Record<string, string>): void => {
    const now: Record<string, unknown> = { ...row, ...change };
    const values = revisions.columns.map((c) => {
      const value = now[c];
      return typeof value === "number" || typeof value === "string" ? value : null;
    });
    database
      .prepare(`UPDATE revisions SET ${revisions.columns.map((c) => `${c} = ?`).join(", ")}, hash = ?`)
      .run(...values, recordHash(values));
  };
  forged({ corrected: String(row["corrected"]).replace('"best":98', '"best":138') });
  expect(readSightings(database, { id: "a" })[0]?.lengthMetres?.best).toBe(138);
  expect((await verifyCase(opened)).damage.join("\n")).toContain(
    "revision sighting/a/2: altered: corrected is",
  );
  forged({ reason: "another reason" });
  expect((await verifyCase(opened)).damage.join("\n")).toContain(
    "reason is another reason, the evidence says measured again",
  );
  forged({});
  expect((await verifyCase(opened)).damage).toEqual([]);
  database
    .prepare(
      "INSERT INTO revisions SELECT 'sighting/b/2', thing, 'b', 2, 1, '{}', NULL, reason, by_whom, trail, hash FROM revisions",
    )
    .run();
  expect((await verifyCase(opened)).damage.join("\n")).toContain(
    "revision sighting/b/2: no evidence gives it; it was added from outside",
  );
  database.prepare("DELETE FROM revisions").run();
  expect((await verifyCase(opened)).damage.join("\n")).toMatch(/revision sighting\/a\/2: missing/);
}, 30_000);
