import { expect, onTestFinished, test } from "vitest";
import { caseWithSites, madeFile, temporaryFolder } from "../../../test/made-case.ts";
import { drawnYard, markShip, yardCase } from "../../../test/made-yard-case.ts";
import { csvText } from "../../movements/exchange/csv.ts";
import { geoJsonText } from "../../movements/exchange/geojson.ts";
import { exchangedSighting, sightingColumns } from "../../movements/sightings/exchanged.ts";
import {
  exchangedScene,
  sceneColumns,
  withFootprintColumn,
} from "../../movements/sightings/exchanged-scene.ts";
import type { Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { importSeen } from "./import-sightings.ts";
import { correctScene, withdrawRecord } from "./revise-records.ts";
import { takeSightings } from "./take-sightings.ts";
import { verifyCase } from "./verify-case.ts";

const scenes = [
  "scene,at,zone,sensor,platform,footprint,hidden,sample_distance_m,found_half_m,found_nearly_all_m,look_azimuth_deg,incidence_deg,range_over_velocity_s,source,licence",
  'bay,2024-03-12,+09:00,optical,"=made, up","POLYGON((130 42, 130.6 42.1, 130.5 42.4, 130 42), (130.2 42.1, 130.2 42.15, 130.25 42.15, 130.2 42.1))","130.3,42.1,130.31,42.11; 130.4,42.1,130.41,42.11",3,20,40,,,,a test,free',
  'cape,2024-03-13T01:30Z,,radar,,"130.0,42.0,130.6,42.4",,10,,,80.5,35.25,110,a test,',
  'cove,2024-03-14T01:30Z,,other,,"130.0,42.0,130.6,42.4",,,,,,,,a test,',
].join("\n");
const said = { reason: "as its supplier says", by: "A. Analyst" };

/** A case with one scene that was corrected, one that was not and one that was withdrawn. */
async function seen(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", madeFile("scenes.csv", scenes));
  const rows = "sighting,scene,longitude,latitude,length_m,by,source\na,bay,130.45,42.2,98.25,AN,a test\n";
  await importSeen(opened, "sighting import", madeFile("sightings.csv", rows));
  await correctScene(opened, {
    id: "bay",
    cells: { at: "2024-03-15", zone: "+08:30", sample_distance_m: "3.75", found_half_m: "" },
    ...said,
  });
  await withdrawRecord(opened, "scene withdraw", { id: "cove", ...said });
  return opened;
}

const written = (form: "csv" | "geojson", pieces: Iterable<string>): string =>
  madeFile(`exported.${form}`, [...pieces].join(""));

/** The file that `scene list` writes. */
function exported({ database }: Case, form: "csv" | "geojson"): string {
  const things = readScenes(database).map((s) => exchangedScene(s, { sightings: 1, version: 2 }));
  return written(
    form,
    form === "csv" ? csvText(things.map(withFootprintColumn), sceneColumns) : geoJsonText(things),
  );
}

test.each(["csv", "geojson"] as const)(
  "scenes as they hold go out as %s and come into another case without loss, and their sightings after them",
  async (form) => {
    const one = await seen();
    const other = await caseWithSites();
    const result = await importSeen(other, "scene import", exported(one, form));
    const hold = readScenes(one.database);
    expect(hold.map((s) => s.id)).toEqual(["cape", "bay"]);
    expect(readScenes(other.database)).toEqual(hold);
    expect(result.summary).toEqual({ rows: 2, new: 2, onRecord: 0 });
    for (const name of ["name", "from", "to", "version", "sightings"])
      expect(result.warnings.join()).toContain(`"${name}"`);
    const things = readSightings(one.database).map((s) => exchangedSighting(s, null, 2));
    const pieces = form === "csv" ? csvText(things, sightingColumns) : geoJsonText(things);
    await importSeen(other, "sighting import", written(form, pieces));
    expect(readSightings(other.database)).toEqual(readSightings(one.database));
    expect((await verifyCase(other)).damage).toEqual([]);
  },
);

test.each(["csv", "geojson"] as const)(
  "what a case exported as %s changes nothing in that case, and what was corrected since is refused",
  async (form) => {
    const opened = await seen();
    const file = exported(opened, form);
    const before = readScenes(opened.database);
    expect(await importSeen(opened, "scene import", file)).toMatchObject({
      changed: false,
      summary: { rows: 2, new: 0, onRecord: 2 },
    });
    expect(readScenes(opened.database)).toEqual(before);
    await correctScene(opened, { id: "bay", cells: { platform: "another" }, ...said });
    const failed = importSeen(opened, "scene import", file);
    await expect(failed).rejects.toThrow("other content than on record");
    await expect(failed).rejects.toThrow("scene correct for a change");
  },
);

test("a table that people filled in has no columns beside its own", async () => {
  const opened = await caseWithSites();
  const file = madeFile(
    "scenes.csv",
    'scene,at,sensor,footprint,source,version\nbay,2024-03-12T01:30Z,radar,"130,42,131,43",x,1\n',
  );
  await expect(importSeen(opened, "scene import", file)).rejects.toThrow("version");
});

test.each(["csv", "geojson"] as const)(
  "a scene that is a look is known again from %s, and comes into another case without it and says so",
  async (form) => {
    const yard = drawnYard();
    const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
    onTestFinished(() => opened.close());
    const [look = ""] = looks;
    await markShip(opened, look, yard);
    await takeSightings(opened, { look, by: null, pass: null });
    const file = exported(opened, form);
    expect(await importSeen(opened, "scene import", file)).toMatchObject({
      changed: false,
      summary: { rows: 1, onRecord: 1 },
    });
    const other = await caseWithSites();
    const result = await importSeen(other, "scene import", file);
    expect(result.warnings.join()).toContain("1 scene is a look of another case");
    const [held] = readScenes(opened.database);
    expect(held?.lookId).toBe(look);
    expect(readScenes(other.database)).toEqual([{ ...held, lookId: null }]);
    expect((await importSeen(other, "scene import", file)).changed).toBe(false);
    expect((await verifyCase(other)).damage).toEqual([]);
  },
);
