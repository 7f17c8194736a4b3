import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../../../test/made-case.ts";
import { geoJsonText } from "../../../../movements/exchange/geojson.ts";
import { importSeen } from "../../../../system/steps/import-sightings.ts";
import { correctSighting, withdrawRecord } from "../../../../system/steps/revise-records.ts";
import { readSightings } from "../../../../system/store/reading-sightings.ts";
import { exchangedSighting } from "./exchanged.ts";

const made = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
};
const scene =
  'scene,at,sensor,footprint,sample_distance_m,source\nbay,2024-03-12T01:30Z,optical,"130.0,42.0,130.6,42.4",3,a test\n';
const sightings = [
  "sighting,scene,at,zone,longitude,latitude,error_m,error_minor_m,error_azimuth_deg,length_m,length_low_m,length_high_m,heading_deg,heading_low_deg,heading_high_deg,heading_is,layout,containers,by,source",
  "a,bay,,,130.3,42.2,30,12.5,40,115,106,124,90,80,100,bow,bridge-aft,,AN,a test",
  "b,,2024-03-12,+09:00,130.295,42.225,3000,,,,,,,,,,,12,VOA,a page",
  "c,bay,,,130.4,42.2,30,,,60,,,,,,,,,AN,a test",
].join("\n");

test("sightings as they hold go out as GeoJSON and come into another case without loss: corrected, and without what was withdrawn", async () => {
  const one = await caseWithSites();
  const said = { reason: "measured again", by: "A. Analyst" };
  await importSeen(one, "scene import", made("scenes.csv", scene));
  await importSeen(one, "sighting import", made("sightings.csv", sightings));
  await correctSighting(one, {
    id: "a",
    cells: { length_m: "98.25", length_low_m: "94", length_high_m: "103", longitude: "130.31" },
    ...said,
  });
  await correctSighting(one, { id: "b", cells: { at: "2024-03-13", zone: "+08:30" }, ...said });
  await withdrawRecord(one, "sighting withdraw", { id: "c", ...said });
  const hold = readSightings(one.database);
  const text = [...geoJsonText(hold.map((s) => exchangedSighting(s, null, 2)))].join("");
  const other = await caseWithSites();
  await importSeen(other, "scene import", made("scenes.csv", scene));
  await importSeen(other, "sighting import", made("sightings.geojson", text));
  expect(readSightings(other.database)).toEqual(hold);
  expect(hold.map((s) => s.id)).toEqual(["a", "b"]);
});
