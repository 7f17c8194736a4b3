import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { InputError } from "../../base/errors.ts";
import { currentObjects, standingOn } from "../../movements/fixed/standing.ts";
import { readFixedObjects } from "../store/reading-fixed.ts";
import { changeFixed, importFixed, keepFound, proposeFixed } from "./fixed-objects.ts";
import { importSeen } from "./import-sightings.ts";
import { matchSightings } from "./match-sightings.ts";
import { verifyCase } from "./verify-case.ts";

const file = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
};
const header = "fixed,longitude,latitude,radius_m,kind,name,valid_from,valid_to,reason,by\n";
const who = { reason: "seen on the chart", by: "A. Analyst" };

test("a list comes from CSV and GeoJSON; wrong rows are named and nothing is taken", async () => {
  const opened = await caseWithSites();
  const csv = file("list.csv", `${header}rig,130.5,42.1,80,platform,Rig one,2020-01-01,,chart,A\n`);
  expect((await importFixed(opened, csv)).summary).toEqual({ objects: 1, new: 1, onRecord: 0 });
  expect((await importFixed(opened, csv)).changed).toBe(false);
  const feature = {
    type: "Feature",
    id: "buoy",
    geometry: { type: "Point", coordinates: [130.6, 42.2] },
    properties: { kind: "buoy", reason: "chart", by: "A" },
  };
  const collection = JSON.stringify({ type: "FeatureCollection", features: [feature] });
  await importFixed(opened, file("list.geojson", collection));
  expect(currentObjects(readFixedObjects(opened.database)).map((o) => [o.id, o.radiusMetres])).toEqual([
    ["rig", 80],
    ["buoy", 100],
  ]);
  const wrong = file(
    "wrong.csv",
    `${header}a,230,42,,platform,,,,x,A\nb,130,42,,island,,2020,,x,A\nc,130,42,,buoy,,2021-01-01,2020-01-01,x,A\nrig,1,1,,buoy,,,,x,A\n`,
  );
  await expect(importFixed(opened, wrong)).rejects.toThrow(
    /line 2: longitude[^]*line 3: kind[^]*line 3: valid_from[^]*line 4: valid_to[^]*line 5: fixed/,
  );
  expect(readFixedObjects(opened.database)).toHaveLength(2);
});

test("an object ends on a day and is taken off as new versions; nothing is deleted", async () => {
  const opened = await caseWithSites();
  await importFixed(opened, file("list.csv", `${header}rig,130.5,42.1,80,platform,,2020-01-01,,chart,A\n`));
  await changeFixed(opened, { id: "rig", validTo: "2022-06-01", ...who });
  expect((await changeFixed(opened, { id: "rig", validTo: "2022-06-01", ...who })).changed).toBe(false);
  const stands = (day: string): number => standingOn(readFixedObjects(opened.database), day).length;
  expect(["2019-12-31", "2020-01-01", "2022-05-31", "2022-06-01"].map(stands)).toEqual([0, 1, 1, 0]);
  await changeFixed(opened, { id: "rig", validTo: null, ...who });
  expect(stands("2021-01-01")).toBe(0);
  expect(readFixedObjects(opened.database).map((o) => o.version)).toEqual([1, 2, 3]);
  await expect(changeFixed(opened, { id: "rig", validTo: "2019-01-01", ...who })).rejects.toThrow(InputError);
  await expect(changeFixed(opened, { id: "none", validTo: null, ...who })).rejects.toThrow("fixed list");
  await expect(changeFixed(opened, { id: "rig", validTo: null, reason: " ", by: "A" })).rejects.toThrow(
    "--reason",
  );
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("what stands in many scenes is proposed, kept once, and found again by verification", async () => {
  const opened = await caseWithSites();
  const days = [1, 7, 13, 19, 25, 31].map((d) => `2024-01-${String(d).padStart(2, "0")}`);
  await importSeen(
    opened,
    "scene import",
    file(
      "scenes.csv",
      `scene,at,sensor,platform,footprint,source\n${days.map((d) => `s${d},${d}T01:30:00Z,radar,made up,"130.3,42,130.9,42.2",made up`).join("\n")}\n`,
    ),
  );
  await importSeen(
    opened,
    "sighting import",
    file(
      "sightings.csv",
      `sighting,scene,longitude,latitude,error_m,length_m,by,source\n${days.map((d, i) => `x${d},s${d},130.5${i % 2}02,42.1,${i % 2 === 0 ? 15 : 900},50,A,made up`).join("\n")}\n${days.map((d, i) => `y${d},s${d},130.700${i % 3},42.05,15,${48 + i},A,made up`).join("\n")}\n`,
    ),
  );
  const found = proposeFixed(opened);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ looked: 6, days: 6, validFrom: null, validTo: null });
  await keepFound(opened, "A. Analyst");
  expect(currentObjects(readFixedObjects(opened.database))[0]).toMatchObject({
    id: "found.130.7001.42.0500",
    reason: "seen in 6 of 6 scenes that show the place, on 6 days",
    by: "A. Analyst",
  });
  expect(proposeFixed(opened)).toEqual([]);
  expect((await keepFound(opened, "A. Analyst")).changed).toBe(false);
  // What was found is as long as its sightings: one of 51 m is it, one of 180 m is left open, and verification reaches both again.
  await importSeen(
    opened,
    "scene import",
    file(
      "later.csv",
      'scene,at,sensor,platform,footprint,source\nlater,2024-02-06T01:30:00Z,radar,made up,"130.3,42,130.9,42.2",made up\nlast,2024-02-12T01:30:00Z,radar,made up,"130.3,42,130.9,42.2",made up\n',
    ),
  );
  await importSeen(
    opened,
    "sighting import",
    file(
      "seen-later.csv",
      "sighting,scene,longitude,latitude,error_m,length_m,by,source\nz1,later,130.7001,42.05,15,51,A,made up\nz2,last,130.7001,42.05,15,180,A,made up\n",
    ),
  );
  const words = async (sceneId: string) =>
    (await matchSightings(opened, { sceneId, sightingId: null }))[0]?.verdicts[0];
  expect(await words("later")).toMatchObject({ word: "fixed-object" });
  const large = await words("last");
  expect(large?.word).toBe("cannot-tell");
  expect(large?.rivals.some((r) => r.fixedObjectId === "found.130.7001.42.0500")).toBe(true);
  const verified = await verifyCase(opened);
  expect(verified.damage).toEqual([]);
  opened.database.exec("UPDATE fixed_objects SET radius_m = 900");
  expect((await verifyCase(opened)).damage.join("\n")).toContain("radius_m is 900");
});
