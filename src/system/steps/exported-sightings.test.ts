import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { caseWithSites, example, madeFile, temporaryFolder } from "../../../test/made-case.ts";
import { drawnYard, markShip, yardCase } from "../../../test/made-yard-case.ts";
import { csvText } from "../../movements/exchange/csv.ts";
import { geoJsonText } from "../../movements/exchange/geojson.ts";
import { zoneOf } from "../../movements/sightings/corrected.ts";
import { exchangedSighting, sightingColumns } from "../../movements/sightings/exchanged.ts";
import { footprintText } from "../../movements/sightings/footprint.ts";
import type { Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { importContext } from "./import-context.ts";
import { importSeen } from "./import-sightings.ts";
import { correctSighting, withdrawRecord } from "./revise-records.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { takeSightings } from "./take-sightings.ts";
import { verifyCase } from "./verify-case.ts";

const scene =
  'scene,at,sensor,footprint,sample_distance_m,source\nbay,2024-03-12T01:30Z,optical,"130.0,42.0,130.6,42.4",3,a test\n';
const sightings = [
  "sighting,scene,at,zone,longitude,latitude,error_m,error_minor_m,error_azimuth_deg,length_m,length_low_m,length_high_m,heading_deg,heading_low_deg,heading_high_deg,heading_is,layout,containers,by,source",
  "a,bay,,,130.3,42.2,30,12.5,40,115,106,124,90,80,100,bow,bridge-aft,,AN,a test",
  "b,,2024-03-12,+09:00,130.295,42.225,3000,,,,,,,,,,,12,VOA,a page",
  "c,bay,,,130.4,42.2,30,,,60,,,,,,,,,AN,a test",
].join("\n");

const said = { reason: "measured again", by: "A. Analyst" };

/** A case with what was corrected, withdrawn and told by a voyage. */
async function seen(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", madeFile("scenes.csv", scene));
  await importSeen(opened, "sighting import", madeFile("sightings.csv", sightings));
  await correctSighting(opened, {
    id: "a",
    cells: { length_m: "98.25", length_low_m: "94", length_high_m: "103", longitude: "130.31" },
    ...said,
  });
  await correctSighting(opened, { id: "b", cells: { at: "2024-03-13", zone: "+08:30" }, ...said });
  await withdrawRecord(opened, "sighting withdraw", { id: "c", ...said });
  return opened;
}

/** The file that `sighting list` writes. */
function exported(opened: Case, form: "csv" | "geojson"): string {
  const { recorded, published } = sightingsOfCase(opened);
  const things = [
    ...recorded.map((s) => exchangedSighting(s, null, 2)),
    ...published.map((p) => exchangedSighting(p.sighting, p)),
  ];
  const text = form === "csv" ? csvText(things, sightingColumns) : geoJsonText(things);
  return madeFile(`sightings.${form}`, [...text].join(""));
}

test.each(["csv", "geojson"] as const)(
  "sightings as they hold go out as %s and come into another case without loss: corrected, and without what was withdrawn",
  async (form) => {
    const one = await seen();
    const other = await caseWithSites();
    await importSeen(other, "scene import", madeFile("scenes.csv", scene));
    const result = await importSeen(other, "sighting import", exported(one, form));
    const hold = readSightings(one.database);
    expect(readSightings(other.database)).toEqual(hold);
    expect(hold.map((s) => s.id)).toEqual(["a", "b"]);
    expect(result.warnings.join()).toContain('"version"');
    expect((await verifyCase(other)).damage).toEqual([]);
  },
);

test.each(["csv", "geojson"] as const)(
  "what a case exported as %s changes nothing in that case, and what was corrected since is refused",
  async (form) => {
    const opened = await seen();
    const file = exported(opened, form);
    const before = readSightings(opened.database);
    const again = await importSeen(opened, "sighting import", file);
    expect(again).toMatchObject({ changed: false, summary: { rows: 2, new: 0, onRecord: 2 } });
    expect(readSightings(opened.database)).toEqual(before);
    await correctSighting(opened, { id: "a", cells: { length_m: "99" }, ...said });
    await expect(importSeen(opened, "sighting import", file)).rejects.toThrow("other content than on record");
  },
);

test("beside what is on record a file may bring something new, and verification makes that again", async () => {
  const opened = await seen();
  const [first = "", ...rows] = readFileSync(exported(opened, "csv"), "utf8").trimEnd().split("\r\n");
  const added = (rows.at(-1) ?? "").replaceAll(/(^|,)b(?=,)/g, "$1d");
  const file = madeFile("more.csv", [first, ...rows, added].join("\r\n"));
  expect((await importSeen(opened, "sighting import", file)).summary).toEqual({
    rows: 3,
    new: 1,
    onRecord: 2,
  });
  expect(readSightings(opened.database).map((s) => s.id)).toEqual(["a", "b", "d"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test.each(["csv", "geojson"] as const)(
  "what publications tell of is passed over in %s and said to be",
  async (form) => {
    const opened = await caseWithSites();
    await importContext(opened, "voyage import", join(example, "voyages.csv"));
    const told = sightingsOfCase(opened).published.length;
    expect(told).toBeGreaterThan(0);
    const result = await importSeen(opened, "sighting import", exported(opened, form));
    expect(result).toMatchObject({ changed: false, summary: { rows: told, toldByPublications: told } });
    expect(result.warnings.join()).toContain("publications tell of were passed over");
  },
);

/** A case whose one sighting was taken from a mark, and its scene as a file for another case. */
async function taken() {
  const yard = drawnYard();
  const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
  onTestFinished(() => opened.close());
  const [look = ""] = looks;
  await markShip(opened, look, yard, { note: ' @ the pier, "as drawn" ' });
  await takeSightings(opened, { look, by: null, pass: null });
  const [shown] = readScenes(opened.database);
  if (shown === undefined) throw new Error("no scene");
  const outline = `"${footprintText(shown.footprint)}"`;
  const cells = [shown.id, shown.at.text, zoneOf(shown.at), shown.sensor, outline, "a test"];
  const sceneRow = madeFile("scenes.csv", `scene,at,zone,sensor,footprint,source\n${cells.join(",")}\n`);
  return { opened, look, sceneRow };
}

test.each(["csv", "geojson"] as const)(
  "ships taken from marks are known again from %s, and come into another case under names that can be typed",
  async (form) => {
    const { opened, look, sceneRow } = await taken();
    const file = exported(opened, form);
    expect(await importSeen(opened, "sighting import", file)).toMatchObject({
      changed: false,
      summary: { rows: 1, onRecord: 1 },
    });
    const other = await caseWithSites();
    await importSeen(other, "scene import", sceneRow);
    const result = await importSeen(other, "sighting import", file);
    expect(result.warnings.join()).toContain("named without a slash");
    const [from] = readSightings(opened.database);
    expect(readSightings(other.database)).toEqual([
      { ...from, id: `${look}.mark-1`, markId: null, note: from?.note.trim() },
    ]);
    expect((await importSeen(other, "sighting import", file)).changed).toBe(false);
    expect((await verifyCase(other)).damage).toEqual([]);
  },
);
