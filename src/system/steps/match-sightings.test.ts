import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { InputError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { readVerdicts } from "../store/reading-verdicts.ts";
import { importPositions } from "./import-positions.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { addFixed, changeFixed } from "./fixed-objects.ts";
import { correctScene, correctSighting, withdrawRecord } from "./revise-records.ts";
import { readSightingScreen } from "./movements-screen.ts";
import { importSeen } from "./import-sightings.ts";
import { matchSightings } from "./match-sightings.ts";
import { showVessel, vesselsOfCase } from "./vessels-of-case.ts";
import { verifyCase } from "./verify-case.ts";

// Invented ships that sail along a parallel off Rajin for three hours, each reporting once a minute.
const from = Date.UTC(2024, 2, 12, 0, 0);
const header =
  "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass";

function reports(mmsi: number, latitude: number, lengthMetres: number, minutes: readonly number[]): string[] {
  return minutes.map((m) => {
    const time = new Date(from + m * 60_000).toISOString().slice(0, 19);
    // Ten knots eastwards: 308.7 metres a minute, of 82.6 km to the degree there.
    const longitude = 130.2 + (m * 308.7) / 82_600;
    return `${mmsi},${time},${latitude.toFixed(5)},${longitude.toFixed(5)},10.0,90.0,90.0,SHIP ${mmsi},,,70,0,${lengthMetres},17,,,A`;
  });
}

const all = Array.from({ length: 181 }, (_, i) => i);
const file = (name: string, lines: readonly string[]): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

const day = (): string =>
  file("positions.csv", [
    header,
    // One does not report around the picture, the others do.
    ...reports(
      273000001,
      42.05,
      110,
      all.filter((m) => m < 60 || m > 120),
    ),
    ...reports(273000002, 42.1, 90, all),
    ...reports(273000003, 42.15, 140, all),
  ]);

const scenes = [
  "scene,at,sensor,platform,footprint,found_half_m,found_nearly_all_m,source",
  'pass,2024-03-12T01:30:00Z,optical,made up,"130.3,42,130.9,42.2",10,25,made up',
];
// At half past one they are at 130.2 + 90 * 308.7 / 82600 = 130.53635 degrees east.
const sightings = [
  "sighting,scene,longitude,latitude,error_m,length_m,length_low_m,length_high_m,by,source",
  "quiet,pass,130.5370,42.0502,20,112,104,120,A. Analyst,made up",
  "heard,pass,130.5362,42.1001,20,90,82,98,A. Analyst,made up",
  "unheard,pass,130.7000,42.1200,20,130,120,140,A. Analyst,made up",
  "light,pass,130.8000,42.0300,20,45,40,50,A. Analyst,made up",
];

async function seen(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", file("scenes.csv", scenes));
  await importSeen(opened, "sighting import", file("sightings.csv", sightings));
  await addFixed(opened, {
    fixed: "light",
    longitude: "130.8",
    latitude: "42.03",
    kind: "buoy",
    reason: "on the chart",
    by: "A. Analyst",
  });
  return opened;
}

const everything = { sceneId: null, sightingId: null };
const wordsOf = (opened: Case): Record<string, string> =>
  Object.fromEntries(
    readVerdicts(opened.database)
      .filter((v) => v.sceneId === "pass")
      .map((v) => [v.sightingId ?? `report ${v.rivals[0]?.mmsi}`, v.word]),
  );

test("sightings are weighed against the case's reports, on record once, and reached again by verification", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  const [matched] = await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(matched).toMatchObject({ sceneId: "pass", candidates: 3, anyReports: true, changed: true });
  expect(wordsOf(opened)).toEqual({
    quiet: "matched",
    heard: "matched",
    unheard: "dark",
    light: "fixed-object",
    "report 273000003": "report-without-ship",
  });
  const [quiet] = readVerdicts(opened.database, { sightingId: "quiet" });
  expect(quiet?.rivals[0]).toMatchObject({
    mmsi: 273000001,
    name: "SHIP 273000001",
    minutesBefore: 31,
    minutesAfter: 31,
  });
  expect((await matchSightings(opened, { ...everything, sightingId: "quiet" }))[0]?.changed).toBe(false);
  const verified = await verifyCase(opened);
  expect(verified.damage).toEqual([]);
  // Another threshold is another verdict, beside the first.
  await matchSightings(opened, { ...everything, sceneId: "pass", settings: { mustTransmit: 1 } });
  expect(wordsOf(opened)["unheard"]).toBe("cannot-tell");
  // And back again: the last word holds, and is said once.
  expect((await matchSightings(opened, { ...everything, sceneId: "pass" }))[0]?.changed).toBe(true);
  expect((await matchSightings(opened, { ...everything, sceneId: "pass" }))[0]?.changed).toBe(false);
  expect(readVerdicts(opened.database, { sightingId: "unheard" }).map((v) => v.word)).toEqual([
    "dark",
    "cannot-tell",
    "dark",
  ]);
  expect(readCurrentVerdicts(opened.database, { sightingId: "unheard" })).toHaveLength(1);
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.close();
}, 30_000);

/** Reports on a circle of 800 m about a place in the picture, as a receiver that is led astray sends them. */
const onCircle = (mmsi: number, minutes: readonly number[]): string[] =>
  minutes.map((m) => {
    const time = new Date(from + m * 60_000).toISOString().slice(0, 19);
    const angle = (m * 40 * Math.PI) / 180;
    const [longitude, latitude] = [
      130.75 + (800 / 82_600) * Math.sin(angle),
      42.07 + (800 / 111_000) * Math.cos(angle),
    ];
    return `${mmsi},${time},${latitude.toFixed(5)},${longitude.toFixed(5)},12.0,${((m * 40 + 90) % 360).toFixed(1)},90.0,SHIP ${mmsi},,,70,0,110,17,,,A`;
  });

test("false positions about the time of the picture are left out and told, and two ships of one number are two rivals; verification reaches it again", async () => {
  const opened = await seen();
  await importPositions(
    opened,
    file("false.csv", [
      header,
      ...reports(
        273000001,
        42.05,
        110,
        all.filter((m) => m < 60 || m > 120),
      ),
      ...onCircle(
        273000001,
        all.filter((m) => m >= 60 && m < 120),
      ),
      ...reports(273000002, 42.1, 90, all),
      ...reports(273000003, 42.15, 140, all),
      // Another ship under the number of the second, ten kilometres to the south of it, half a minute later each time.
      ...reports(273000002, 42.01, 90, all).map((line) => line.replace(/:00,/, ":30,")),
    ]),
  );
  const [matched] = await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(matched?.candidates).toBe(3);
  expect(wordsOf(opened)).toMatchObject({ quiet: "matched", heard: "matched", unheard: "dark" });
  // The circle lies in the picture, where no sighting is; it is not said to be a ship that was missed.
  expect(wordsOf(opened)).not.toHaveProperty("report 273000001");
  const [quiet] = readVerdicts(opened.database, { sightingId: "quiet" });
  expect(quiet?.rivals[0]).toMatchObject({
    mmsi: 273000001,
    minutesBefore: 31,
    minutesAfter: 31,
    leftOut: [{ why: "circling", reports: 60, fromMs: from + 60 * 60_000, toMs: from + 119 * 60_000 }],
  });
  const [heard] = readVerdicts(opened.database, { sightingId: "heard" });
  expect(heard?.rivals[0]).toMatchObject({ mmsi: 273000002, segment: { number: 1 } });
  // Of the other ship of that number nothing is seen.
  const other = readVerdicts(opened.database).filter((v) => v.word === "report-without-ship");
  expect(other.map((v) => [v.rivals[0]?.mmsi, v.rivals[0]?.segment?.number])).toEqual([
    [273000002, 2],
    [273000003, undefined],
  ]);
  const verified = await verifyCase(opened);
  expect(verified).toMatchObject({ sound: true, damage: [], notes: [] });
  opened.close();
}, 30_000);

test("without the receiver nothing is dark: the same sightings, and only far away ships heard", async () => {
  const opened = await seen();
  await importPositions(opened, file("far.csv", [header, ...reports(273000009, 36, 90, all)]));
  await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(wordsOf(opened)).toEqual({
    quiet: "cannot-tell",
    heard: "cannot-tell",
    unheard: "cannot-tell",
    light: "fixed-object",
  });
  const [verdict] = readVerdicts(opened.database, { sightingId: "unheard" });
  expect(verdict?.heard).toBeNull();
  expect(verdict?.reasons).toContain(
    "It is not known whether a transponder there and then would have been heard.",
  );
  opened.close();
}, 30_000);

test("when all fall silent around the picture nothing is dark: a receiver that is out for half an hour looks so", async () => {
  const opened = await seen();
  const lit = all.filter((m) => Math.abs(m - 90) > 15);
  const ships = [
    [273000001, 42.05, 110],
    [273000002, 42.1, 90],
    [273000003, 42.15, 140],
  ] as const;
  await importPositions(
    opened,
    file("outage.csv", [
      header,
      ...ships.flatMap(([mmsi, latitude, length]) => reports(mmsi, latitude, length, lit)),
    ]),
  );
  await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(wordsOf(opened)["unheard"]).toBe("cannot-tell");
  const [unheard] = readVerdicts(opened.database, { sightingId: "unheard" });
  expect(unheard?.heard).toBeNull();
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.close();
});

test("a sighting that is added to a picture ends its verdicts, since one that claims a ship keeps the others from it", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  await matchSightings(opened, { ...everything, sceneId: "pass" });
  const holding = (): string[] =>
    readCurrentVerdicts(opened.database)
      .map((v) => v.sightingId ?? "a report")
      .sort();
  expect(holding()).toEqual(["a report", "heard", "light", "quiet", "unheard"]);
  const more = "nearer,pass,130.5364,42.0500,5,110,109,111,A. Analyst,made up";
  await importSeen(opened, "sighting import", file("more.csv", [sightings[0] ?? "", more]));
  expect(holding()).toEqual([]);
  expect(readVerdicts(opened.database)).toHaveLength(5);
  await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(holding()).toEqual(["a report", "heard", "light", "nearer", "quiet", "unheard"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.close();
});

test("without any report the reason is said", async () => {
  const opened = await seen();
  const [matched] = await matchSightings(opened, { ...everything, sceneId: "pass" });
  expect(matched?.anyReports).toBe(false);
  const [verdict] = readVerdicts(opened.database, { sightingId: "quiet" });
  expect(verdict).toMatchObject({ word: "cannot-tell", rivals: [], heard: null });
  expect(verdict?.reasons[0]).toBe("No position reports of that time are on record.");
  expect((await verifyCase(opened)).damage).toEqual([]);
  await expect(matchSightings(opened, { ...everything, sceneId: "none" })).rejects.toThrow(InputError);
  await expect(matchSightings(opened, { ...everything, sightingId: "none" })).rejects.toThrow(InputError);
  opened.close();
}, 30_000);

test("verification names verdicts that were altered or whose reports are gone, and says what it cannot reach again", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  await matchSightings(opened, { ...everything, sceneId: "pass" });
  opened.database.exec("UPDATE verdicts SET word = 'dark' WHERE sighting = 'heard'");
  expect((await verifyCase(opened)).damage.join("\n")).toMatch(
    /heard.*word is dark, the evidence says matched/,
  );
  opened.database.exec("UPDATE verdicts SET word = 'matched' WHERE sighting = 'heard'");
  expect((await verifyCase(opened)).damage).toEqual([]);
  // More reports of the same time: what the verdicts rested on can no longer be told from what came later.
  await importPositions(opened, file("more.csv", [header, ...reports(273000004, 42.12, 60, all)]));
  const later = await verifyCase(opened);
  expect(later.damage).toEqual([]);
  expect(later.notes.join("\n")).toContain("position reports were imported since");
  rmSync(join(opened.folder, "positions", "2024-03-12.parquet"));
  expect((await verifyCase(opened)).sound).toBe(false);
  opened.close();
}, 30_000);

test("a correction or withdrawal ends the verdicts of its scene; weighed anew they rest on what holds now, and the old ones stay", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  const again = () => matchSightings(opened, { ...everything, sceneId: "pass" });
  const holding = (): Record<string, string> =>
    Object.fromEntries(
      readCurrentVerdicts(opened.database).map((v) => [
        v.sightingId ?? `report ${v.rivals[0]?.mmsi}`,
        v.word === "matched" ? String(v.rivals[0]?.mmsi) : v.word,
      ]),
    );
  const who = { reason: "looked at again", by: "A. Analyst" };
  await again();
  const before = holding();
  expect(before).toMatchObject({ quiet: "273000001", unheard: "dark" });
  // The dark one lay elsewhere, where the report without a ship is: 42.15 N, and has its length.
  await correctSighting(opened, {
    id: "unheard",
    cells: { longitude: "130.5363", latitude: "42.1502", length_m: "141" },
    ...who,
  });
  expect(holding()).toEqual({});
  expect(readSightingScreen(opened, "unheard")).toMatchObject({ verdict: null, earlier: [{ word: "dark" }] });
  expect((await again())[0]?.changed).toBe(true);
  expect(holding()).toEqual({
    quiet: "273000001",
    heard: "273000002",
    unheard: "273000003",
    light: "fixed-object",
  });
  expect(readSightingScreen(opened, "unheard").earlier).toMatchObject([{ word: "dark" }]);
  await withdrawRecord(opened, "sighting withdraw", { id: "quiet", ...who });
  await again();
  expect(holding()).toMatchObject({ heard: "273000002", "report 273000001": "report-without-ship" });
  expect(holding()).not.toHaveProperty("quiet");
  expect(readVerdicts(opened.database, { sightingId: "quiet" })).toHaveLength(2);
  // A fixed object that is none any more is weighed anew too.
  await changeFixed(opened, { id: "light", validTo: null, ...who });
  expect((await again())[0]?.changed).toBe(true);
  expect(holding()["light"]).not.toBe("fixed-object");
  const verified = await verifyCase(opened);
  expect(verified.damage).toEqual([]);
  // A verdict from outside, though its hash and its trail entry fit, is given by nothing.
  opened.database
    .prepare(
      "INSERT INTO verdicts SELECT 'light/forged', sighting, scene, 'dark', 1, rivals, heard, reasons, settings, positions, trail, hash FROM verdicts WHERE sighting = 'light' LIMIT 1",
    )
    .run();
  expect((await verifyCase(opened)).damage.join("\n")).toContain(
    "verdict light/forged: no evidence gives it; it was added from outside",
  );
  opened.close();
}, 60_000);

test("a scene that is corrected ends its verdicts; weighed anew they rest on its new version, and verification reaches the old ones with the old", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  const again = () => matchSightings(opened, { ...everything, sceneId: "pass" });
  const settings = (): Record<string, unknown>[] =>
    opened.database
      .prepare("SELECT settings FROM trail WHERE step = 'sighting match' ORDER BY id")
      .all()
      .map((r) => JSON.parse(String(r["settings"])) as Record<string, unknown>);
  await again();
  const before = readCurrentVerdicts(opened.database);
  expect(before.find((v) => v.word === "report-without-ship")?.rivals[0]?.mmsi).toBe(273000003);
  // What was not corrected is named as before, so that old entries are reached again as they were made.
  expect(settings()[0]).not.toHaveProperty("sceneVersion");
  const cells = { footprint: "130.3,42,130.9,42.13", found_half_m: "12" };
  await correctScene(opened, { id: "pass", cells, reason: "the north is no data", by: "A. Analyst" });
  expect(readCurrentVerdicts(opened.database)).toEqual([]);
  expect((await again())[0]?.changed).toBe(true);
  expect(settings()[1]).toMatchObject({ sceneVersion: 2 });
  expect(settings()[1]).not.toHaveProperty("versions");
  const after = readCurrentVerdicts(opened.database);
  // The picture does not show where that ship reported from: nothing is said of it.
  expect(after.filter((v) => v.word === "report-without-ship")).toEqual([]);
  expect(new Set(after.map((v) => v.sightingId))).toEqual(new Set(["heard", "light", "quiet", "unheard"]));
  // Back to what it was is another version, and weighed as one.
  const back = { footprint: "130.3,42,130.9,42.2", found_half_m: "10" };
  await correctScene(opened, { id: "pass", cells: back, reason: "it is data", by: "A. Analyst" });
  expect((await again())[0]?.changed).toBe(true);
  expect(settings()[2]).toMatchObject({ sceneVersion: 3 });
  const said = (verdicts: typeof before) => verdicts.map((v) => ({ ...v, id: "" }));
  expect(said(readCurrentVerdicts(opened.database))).toEqual(said(before));
  const verified = await verifyCase(opened);
  expect(verified).toMatchObject({ damage: [], notes: [] });
  opened.close();
}, 60_000);

test("a vessel has the verdicts that name it apart from those in which it is a rival; what is accounted for is not open any more", async () => {
  const opened = await seen();
  await importPositions(opened, day());
  const vesselShown = async (mmsi: number) => {
    const registry = await vesselsOfCase(opened, { reports: true });
    const vessel = registry.vessels.find((v) => v.mmsis.includes(mmsi));
    if (vessel === undefined) throw new Error(`${mmsi} sent nothing`);
    const { verdicts, rivalIn, mayBe } = await showVessel(opened, vessel, registry, "2024-03-12");
    const of = (list: typeof verdicts) => list.map((v) => `${v.verdict.sightingId}: ${v.verdict.word}`);
    return { verdicts: of(verdicts), rivalIn: of(rivalIn), mayBe: mayBe.map((m) => m.sighting.id) };
  };
  await matchSightings(opened, everything);
  const quiet = await vesselShown(273000001);
  expect(quiet.verdicts).toEqual(["quiet: matched"]);
  expect(quiet.rivalIn.filter((v) => v.includes("matched") && v.startsWith("quiet"))).toEqual([]);
  for (const id of ["quiet", "heard", "light"]) expect(quiet.mayBe).not.toContain(id);
  expect((await vesselShown(273000003)).verdicts).toEqual(["null: report-without-ship"]);
  // The same rivals with a threshold that nothing reaches: it is likeliest, and nothing names it.
  await matchSightings(opened, { ...everything, settings: { probable: 0.999999 } });
  const open = await vesselShown(273000001);
  expect(open.verdicts).toEqual([]);
  expect(open.rivalIn).toContain("quiet: cannot-tell");
  expect(open.mayBe).toContain("quiet");
});
