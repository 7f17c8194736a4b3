import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { drawnYard, yardCase } from "../../../test/made-yard-case.ts";
import { InputError } from "../../base/errors.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { MarkContent } from "../../sites/counting/marks/mark-fields.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import type { Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { editLookMarks } from "./edit-marks.ts";
import { addSeen, importSeen } from "./import-sightings.ts";
import { takeSightings } from "./take-sightings.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { verifyCase } from "./verify-case.ts";

const made = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
};

const sceneHeader = "scene,at,zone,sensor,footprint,hidden,sample_distance_m,source";
const scene = (changes = "") =>
  made(
    "scenes.csv",
    `${sceneHeader}\nbay,2024-03-12T01:30Z,,optical,"130.0,42.0,130.6,42.4","130.5,42.3,130.6,42.4",3,a test\n${changes}`,
  );
const header =
  "sighting,scene,at,zone,longitude,latitude,error_m,length_m,width_m,heading_deg,layout,by,source";

async function withScene(): Promise<Case> {
  const opened = await caseWithSites();
  await importSeen(opened, "scene import", scene());
  return opened;
}

const importRows = (opened: Case, ...rows: string[]) =>
  importSeen(opened, "sighting import", made("sightings.csv", `${[header, ...rows].join("\n")}\n`));

test("scenes and sightings come in together with what they lack from their scene, and are made again from the evidence", async () => {
  const opened = await withScene();
  const result = await importRows(
    opened,
    "a,bay,,,130.3,42.2,,115,18,40,bridge-forward containers-on-deck,AN,a test",
    "b,,2024-03-12,+09:00,130.295,42.225,3000,,,,,VOA,a page",
  );
  expect(result.summary).toMatchObject({ rows: 2, new: 2 });
  const [b, a] = readSightings(opened.database);
  expect(a).toMatchObject({
    id: "a",
    sceneId: "bay",
    sensor: "optical",
    at: { text: "2024-03-12T01:30Z" },
    lengthMetres: { low: null, best: 115, high: null },
    axisOnly: true,
    layout: ["bridge-forward", "containers-on-deck"],
  });
  expect(a?.error.semiMajorMetres).toBeCloseTo(Math.hypot(3, 10), 6);
  expect(b?.at.fromMs).toBe(Date.UTC(2024, 2, 11, 15));
  expect(readSightings(opened.database, { sceneId: "bay" }).map((s) => s.id)).toEqual(["a"]);
  expect(readScenes(opened.database, { fromMs: Date.UTC(2024, 2, 13) })).toEqual([]);
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.database
    .prepare('UPDATE sightings SET length = \'{"low":null,"best":135,"high":null}\' WHERE id = \'a\'')
    .run();
  expect((await verifyCase(opened)).damage.join("\n")).toContain("sighting a: altered: length");
});

test.each([
  ["swapped axes in a scene", "a,bay,,,42.2,130.3,,,,,,AN,x", "from -90 to 90"],
  [
    "swapped axes near a site",
    "a,,2024-03-12T01:30Z,,45.8884,40.0424,10,,,,,AN,x",
    "longitude before latitude",
  ],
  ["a time without a zone", "a,,2024-03-12T01:30,,130.3,42.2,10,,,,,AN,x", "with its offset"],
  ["a day without a zone", "a,,2024-03-12,,130.3,42.2,10,,,,,AN,x", "the column zone"],
  ["no time and no scene", "a,,,,130.3,42.2,10,,,,,AN,x", "a scene that has one"],
  ["another time than the scene", "a,bay,2024-03-13T01:30Z,,130.3,42.2,10,,,,,AN,x", "the time of scene bay"],
  ["a place outside of the scene", "a,bay,,,131.3,42.2,10,,,,,AN,x", "that the scene shows"],
  ["an unknown scene", "a,nowhere,,,130.3,42.2,10,,,,,AN,x", "a scene of the case"],
  ["a ship of a kilometre", "a,bay,,,130.3,42.2,10,1000,,,,AN,x", "from 2 to 500"],
  ["a ship that is wider than long", "a,bay,,,130.3,42.2,10,20,40,,,AN,x", "at most the length"],
  ["no error and no scene", "a,,2024-03-12T01:30Z,,130.3,42.2,,,,,,AN,x", "only in a scene"],
  ["two bridges", "a,bay,,,130.3,42.2,10,,,,bridge-forward bridge-aft,AN,x", "one word for one part"],
  ["a word that is not of the list", "a,bay,,,130.3,42.2,10,,,,two-masts,AN,x", "bridge-forward"],
])("%s is refused with its field, and nothing is on record", async (_name, row, allowed) => {
  const opened = await withScene();
  const failed = importRows(opened, row);
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(allowed);
  expect(readSightings(opened.database)).toEqual([]);
});

test("the same place twice in a scene is refused, half a length apart is warned of, and so is a place under cloud", async () => {
  const opened = await withScene();
  await expect(
    importRows(opened, "a,bay,,,130.3,42.2,10,100,,,,AN,x", "b,bay,,,130.3,42.2,10,100,,,,AN,x"),
  ).rejects.toThrow("each vessel of a scene once");
  const result = await importRows(
    opened,
    "a,bay,,,130.3,42.2,10,100,,,,AN,x",
    "b,bay,,,130.3004,42.2,10,100,,,,AN,x",
    "c,bay,,,130.55,42.35,10,100,,,,AN,x",
  );
  expect(result.warnings.join("\n")).toMatch(/less than half its length[\s\S]*nothing could be seen/);
  await expect(importRows(opened, "d,bay,,,130.3,42.2,10,100,,,,AN,x")).rejects.toThrow("the place of a");
});

test("a name with other content than on record is refused, the same again changes nothing", async () => {
  const opened = await withScene();
  await importRows(opened, "a,bay,,,130.3,42.2,10,100,,,,AN,x");
  await expect(importRows(opened, "a,bay,,,130.3,42.2,10,101,,,,AN,x")).rejects.toThrow("other content");
  expect((await importRows(opened, "a,bay,,,130.3,42.2,10,100,,,,AN,x")).changed).toBe(false);
});

test("GeoJSON and typed options give the same records as CSV", async () => {
  const opened = await caseWithSites();
  const ring = [
    [130, 42],
    [130.6, 42],
    [130.6, 42.4],
    [130, 42.4],
    [130, 42],
  ];
  const collection = (geometry: object, properties: object) =>
    JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", geometry, properties }] });
  await importSeen(
    opened,
    "scene import",
    made(
      "scenes.geojson",
      collection(
        { type: "Polygon", coordinates: [ring] },
        { scene: "bay", at: "2024-03-12T01:30Z", sensor: "optical", sample_distance_m: 3, source: "a test" },
      ),
    ),
  );
  const result = await importSeen(
    opened,
    "sighting import",
    made(
      "sightings.geojson",
      collection(
        { type: "Point", coordinates: [130.3, 42.2] },
        {
          sighting: "a",
          scene: "bay",
          length_m: 115,
          layout: ["bridge-forward"],
          by: "AN",
          source: "x",
          fid: 7,
        },
      ),
    ),
  );
  expect(result.warnings.join()).toContain('"fid"');
  await addSeen(opened, "sighting add", {
    sighting: "b",
    scene: "bay",
    longitude: "130.31",
    latitude: "42.2",
    length_m: "115",
    layout: "bridge-forward",
    by: "AN",
    source: "x",
  });
  const [a, b] = readSightings(opened.database);
  expect({ ...a, id: "", position: [] }).toEqual({ ...b, id: "", position: [] });
  await expect(
    addSeen(opened, "sighting add", {
      sighting: "c",
      scene: "bay",
      longitude: "x",
      latitude: "42",
      by: "AN",
      source: "x",
    }),
  ).rejects.toThrow("longitude");
  expect((await verifyCase(opened)).damage).toEqual([]);
});

const plain: Omit<MarkContent, "outline"> = {
  areaId: null,
  trackId: null,
  kind: "ship",
  cover: "cannot-tell",
  inPixels: false,
  number: 1,
  probability: 1,
  state: "accepted",
  note: "",
};

let yard: Capture;
beforeAll(() => {
  yard = drawnYard();
});

test("ships marked in a look become sightings with the look as their scene; what was replaced is passed over", async () => {
  const { opened, looks } = await yardCase(temporaryFolder(), [yard]);
  onTestFinished(() => opened.close());
  const [look = ""] = looks;
  await expect(takeSightings(opened, { look, by: null, pass: null })).rejects.toThrow("no marks of ships");
  // A hull of 60 by 10 m with its axis at 60 degrees from north, beside the middle of the picture.
  const [longitude, latitude] = yard.truth.tracks[0]?.line[0] ?? [131, 43];
  const east = 111_320 * Math.cos((latitude * Math.PI) / 180);
  const axis = (60 * Math.PI) / 180;
  const corner = (along: number, across: number): readonly [number, number] => [
    longitude + (40 + along * Math.sin(axis) + across * Math.cos(axis)) / east,
    latitude + (along * Math.cos(axis) - across * Math.sin(axis)) / 111_320,
  ];
  const ring = [corner(-30, -5), corner(30, -5), corner(30, 5), corner(-30, 5), corner(-30, -5)];
  const add = (outline: typeof ring) =>
    editLookMarks(opened, {
      edit: { type: "add", content: { ...plain, outline } },
      by: "AN",
      pass: null,
      look,
      note: "",
    });
  await add(ring);
  const taken = await takeSightings(opened, { look, by: null, pass: null });
  expect(taken.summary).toEqual({ sightings: 1, onRecord: 0 });
  const [sighting] = readSightings(opened.database);
  const [made] = readScenes(opened.database);
  expect(made).toMatchObject({ id: look, lookId: look, sensor: "optical" });
  expect(sighting?.sceneId).toBe(look);
  expect(sighting?.lengthMetres?.best).toBeCloseTo(60, 0);
  expect(sighting?.widthMetres?.best).toBeCloseTo(10, 0);
  expect(sighting?.headingDegrees?.best).toBeCloseTo(60, 0);
  expect(sighting?.axisOnly).toBe(true);
  expect(distanceMetres(sighting?.position ?? [0, 0], [longitude + 40 / east, latitude])).toBeLessThan(1);
  expect((await takeSightings(opened, { look, by: "AN", pass: "1" })).changed).toBe(false);
  await editLookMarks(opened, {
    edit: { type: "judge", mark: sighting?.markId ?? "", state: "unsure" },
    by: "AN",
    pass: null,
    look: null,
    note: "",
  });
  await takeSightings(opened, { look, by: "AN", pass: "1" });
  expect(readSightings(opened.database)).toHaveLength(2);
  expect(sightingsOfCase(opened).recorded.map((s) => s.note)).toEqual(["its marker was unsure of it"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});
