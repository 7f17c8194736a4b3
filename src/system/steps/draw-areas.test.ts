import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { caseWithSites, looksFile, lookHeader, temporaryFolder } from "../../../test/made-case.ts";
import { ConflictError } from "../../base/errors.ts";
import type { Area } from "../../sites/counting/site.ts";
import { writeGeoJson } from "../../sites/outlines/geojson.ts";
import { breaksOf } from "../../sites/history/breaks.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { samplesFor } from "../../sites/history/sample.ts";
import type { Case } from "../files/case-folder.ts";
import { recordHash } from "../store/batch.ts";
import { readOutlineChanges } from "../store/reading-changes.ts";
import { readProposalDecisions } from "../store/reading-outlines.ts";
import { readFigures, readPlaces } from "../store/reading.ts";
import { decideProposals } from "./decide-proposals.ts";
import { drawAreas, type DrawAreasRequest } from "./draw-areas.ts";
import { askHistory } from "./history.ts";
import { importLooks } from "./import-looks.ts";
import { importPlaces } from "./import-places.ts";
import { verifyCase } from "./verify-case.ts";

const [lon, lat] = [130.64, 42.41];
const square = (metres: number, [east, north]: readonly [number, number] = [0, 0]): Area["outline"] => {
  const [x, y, d] = [lon + east / 82_000, lat + north / 111_000, metres / 111_000];
  return {
    type: "polygons",
    polygons: [
      [
        [
          [x - d, y - d],
          [x + d, y - d],
          [x + d, y + d],
          [x - d, y + d],
          [x - d, y - d],
        ],
      ],
    ],
  };
};
const yard = (given: Partial<Area> = {}): Area => ({
  siteId: "tumangang",
  id: "new-yard",
  name: "New yard",
  role: "yard",
  outline: square(100),
  validFrom: null,
  validTo: null,
  approximate: false,
  uncertaintyMetres: null,
  basis: "drawn on a picture",
  source: "",
  ...given,
});
const ask = (given: Partial<DrawAreasRequest>): DrawAreasRequest => ({
  site: "tumangang",
  by: "A. Nalyst",
  reason: "seen so",
  ...given,
});
const outlines = (opened: Case): string[] =>
  readPlaces(opened.database)
    .areas.filter((a) => a.id === "new-yard")
    .map((a) => `${a.validFrom ?? "ever"} to ${a.validTo ?? "now"}`);
const lastChange = (opened: Case): number =>
  readOutlineChanges(opened.database, "tumangang").at(-1)?.change ?? 0;

/** Puts one count of the new yard on record for each day. */
async function count(
  opened: Case,
  ...days: readonly (readonly [day: string, cars: number])[]
): Promise<void> {
  const rows = days.map(
    ([day, n]) =>
      `seen-${day}-${n},tumangang,railcar,count,${n},${n},${n},${day},A. Nalyst,A. Nalyst,primary,counted,,new-yard`,
  );
  await importLooks(opened, looksFile(rows, `${lookHeader},area`));
}

it("draws, redraws, ends, withdraws and undoes; the case can be verified after each", async () => {
  const opened = await caseWithSites();
  const sound = async (): Promise<void> => expect((await verifyCase(opened)).damage).toEqual([]);
  await drawAreas(opened, ask({ drawn: [yard()] }));
  expect(outlines(opened)).toEqual(["ever to now"]);
  await count(opened, ["2020-05-01", 4], ["2022-05-01", 5]);
  await drawAreas(opened, ask({ drawn: [yard({ validFrom: "2021-03-01", outline: square(150) })] }));
  expect(outlines(opened)).toEqual(["ever to 2021-03-01", "2021-03-01 to now"]);
  await count(opened, ["2022-06-01", 9]);
  await sound();
  const drawn = lastChange(opened);
  await drawAreas(opened, ask({ end: [{ outline: "tumangang/new-yard@2021-03-01", day: "2023-01-01" }] }));
  expect(outlines(opened)).toEqual(["ever to 2021-03-01", "2021-03-01 to 2023-01-01"]);
  await drawAreas(opened, ask({ drawn: [yard({ name: "The new yard", validTo: "2021-03-01" })] }));
  await sound();
  await drawAreas(opened, ask({ undo: drawn }));
  expect(outlines(opened)).toEqual(["ever to now"]);
  expect(readOutlineChanges(opened.database, "tumangang").find((c) => c.change === drawn)?.undone).toBe(true);
  await drawAreas(opened, ask({ undo: lastChange(opened) }));
  expect(outlines(opened)).toEqual(["ever to 2021-03-01", "2021-03-01 to 2023-01-01"]);
  await drawAreas(opened, ask({ withdraw: ["tumangang/new-yard@2021-03-01"] }));
  expect(outlines(opened)).toEqual(["ever to 2021-03-01"]);
  await drawAreas(opened, ask({ undo: lastChange(opened) }));
  // The same words as before: another change, not one that is on record already.
  await drawAreas(opened, ask({ withdraw: ["tumangang/new-yard@2021-03-01"] }));
  expect(outlines(opened)).toEqual(["ever to 2021-03-01"]);
  await sound();
});

it("leaves old counts in the outline that they were made in, and shows the break", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  await count(opened, ["2020-05-01", 4], ["2022-05-01", 5]);
  await drawAreas(opened, ask({ drawn: [yard({ validFrom: "2021-03-01", outline: square(150) })] }));
  await count(opened, ["2022-06-01", 9], ["2022-07-01", 8]);
  const samples = samplesFor("railcar", readFigures(opened.database, "tumangang"));
  const target = samples.find((s) => s.countIds.includes("seen-2022-07-01-8"));
  const outlineOf = outlineVersions(readPlaces(opened.database).areas);
  expect(samples.toSorted((a, b) => (a.countIds.join() < b.countIds.join() ? -1 : 1)).map(outlineOf)).toEqual(
    ["", "", "2021-03-01", "2021-03-01"],
  );
  if (target === undefined) throw new Error("no target");
  expect(breaksOf(target, samples, outlineOf).map((b) => b.changed.map((c) => c.words))).toEqual([
    ["counted in the outline that holds from 2021-03-01, before that in the first outline"],
  ]);
  const answer = askHistory(opened, { site: "tumangang", kind: "railcar", area: "new-yard" });
  expect(answer.notComparable.map((n) => n.reason)).toContain("the outline of new-yard changed in between");
});

it("draws an outline anew for the same days only while no count rests on it, and names the looks", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  await drawAreas(opened, ask({ drawn: [yard({ outline: square(120) })] }));
  expect(outlines(opened)).toEqual(["ever to now"]);
  await count(opened, ["2020-05-01", 4]);
  await expect(drawAreas(opened, ask({ drawn: [yard({ outline: square(130) })] }))).rejects.toThrow(
    /counts of 1 look \(2020-05-01\) rest on the one on record; allowed: a new outline that holds from a day/,
  );
  await drawAreas(opened, ask({ drawn: [yard({ outline: square(120), name: "The yard" })] }));
  expect(readPlaces(opened.database).areas.find((a) => a.id === "new-yard")?.name).toBe("The yard");
  // A withdrawn outline may be drawn again; what was counted in the old one is not compared with the new one.
  await drawAreas(opened, ask({ withdraw: ["tumangang/new-yard@"] }));
  await drawAreas(opened, ask({ drawn: [yard({ outline: square(140) })] }));
  await count(opened, ["2020-06-01", 4]);
  const versions = samplesFor("railcar", readFigures(opened.database, "tumangang"))
    .filter((s) => s.areaId === "new-yard")
    .map((s) => s.outline);
  expect(new Set(versions)).toEqual(new Set(["#1", "#4"]));
  expect((await verifyCase(opened)).damage).toEqual([]);
});

it("refuses a change of what somebody else changed meanwhile, and lets others through", async () => {
  const opened = await caseWithSites();
  await drawAreas(
    opened,
    ask({ drawn: [yard(), yard({ id: "other", name: "Other", outline: square(50, [400, 0]) })] }),
  );
  const since = lastChange(opened);
  await drawAreas(opened, ask({ drawn: [yard({ outline: square(80) })], since }));
  const late = ask({ drawn: [yard({ outline: square(90) })], since });
  await expect(drawAreas(opened, late)).rejects.toThrow(ConflictError);
  await expect(drawAreas(opened, late)).rejects.toThrow(/somebody changed this outline since/);
  await expect(drawAreas(opened, ask({ withdraw: ["tumangang/new-yard@"], since }))).rejects.toThrow(
    ConflictError,
  );
  expect((await drawAreas(opened, ask({ withdraw: ["tumangang/other@"], since }))).changed).toBe(true);
});

it("begins a site with its outlines", async () => {
  const opened = await caseWithSites();
  const newSite = {
    id: "river",
    name: "River yard",
    names: [],
    country: "Nowhere",
    zoneMinutes: 540,
    position: [lon, lat] as const,
    note: "",
    source: "",
  };
  await drawAreas(opened, ask({ site: "river", newSite, drawn: [yard({ siteId: "river" })] }));
  expect(readPlaces(opened.database).sites.map((s) => s.id)).toContain("river");
  await expect(drawAreas(opened, ask({ site: "river", newSite }))).rejects.toThrow(/which is on record/);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

const crossing: Area["outline"] = {
  type: "polygons",
  polygons: [
    [
      [
        [lon, lat],
        [lon + 0.001, lat + 0.001],
        [lon + 0.001, lat],
        [lon, lat + 0.0007],
        [lon, lat],
      ],
    ],
  ],
};
it.each([
  ["a ring that crosses itself", ask({ drawn: [yard({ outline: crossing })] }), /crosses or touches itself/],
  [
    "an outline far from its site",
    ask({
      drawn: [
        yard({
          outline: {
            type: "lines",
            lines: [
              [
                [lat, 85],
                [lat, 85.001],
              ],
            ],
          },
        }),
      ],
    }),
    /at most 100 km from the site/,
  ],
  [
    "a line without length",
    ask({
      drawn: [
        yard({
          outline: {
            type: "lines",
            lines: [
              [
                [lon, lat],
                [lon, lat],
              ],
            ],
          },
        }),
      ],
    }),
    /a line without a length/,
  ],
  ["nobody's change", ask({ drawn: [yard()], by: " " }), /by: found ""/],
  ["a withdrawal without a reason", ask({ withdraw: ["tumangang/depot@"], reason: "" }), /reason/],
  ["a site that is not there", ask({ site: "gone", withdraw: ["gone/a@"] }), /a site of the case/],
  ["a change that is none", ask({ undo: 9999 }), /the number of a change/],
])("refuses %s, and writes nothing", async (_, request, reason) => {
  const opened = await caseWithSites();
  const before = readFileSync(opened.custodyPath, "utf8");
  await expect(drawAreas(opened, request)).rejects.toThrow(reason);
  expect(readFileSync(opened.custodyPath, "utf8")).toBe(before);
});

it("names an amendment that was altered, and one that was added from outside", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  await drawAreas(opened, ask({ end: [{ outline: "tumangang/new-yard@", day: "2023-01-01" }] }));
  opened.database.exec("UPDATE amendments SET day = '2024-01-01'");
  const row = opened.database
    .prepare(
      "SELECT id, outline, site, area, number, what, day, undoes, corrected, reason, by_whom FROM amendments",
    )
    .get();
  // Even where its hash was made anew.
  opened.database
    .prepare("UPDATE amendments SET hash = ?")
    .run(recordHash(Object.values(row ?? {}) as (string | number | null)[]));
  expect((await verifyCase(opened)).damage.join("\n")).toMatch(
    /amendment tumangang\/new-yard@\/1: altered: day is 2024-01-01, the evidence says 2023-01-01/,
  );
  opened.database.exec(
    "INSERT INTO amendments SELECT 'tumangang/new-yard@/2', outline, site, area, 2, 'withdrawn', NULL, NULL, NULL, reason, by_whom, trail, hash FROM amendments",
  );
  expect((await verifyCase(opened)).damage.join("\n")).toMatch(
    /amendment tumangang\/new-yard@\/2: no evidence gives it; it was added from outside/,
  );
});

it("an export of amended places can be imported again, and what was withdrawn does not come back by it", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  const file = join(temporaryFolder(), "exported.geojson");
  writeFileSync(file, writeGeoJson({ sites: [], areas: [yard()] }));
  await drawAreas(opened, ask({ end: [{ outline: "tumangang/new-yard@", day: "2023-01-01" }] }));
  const now = join(temporaryFolder(), "now.geojson");
  writeFileSync(now, writeGeoJson({ sites: [], areas: [yard({ validTo: "2023-01-01" })] }));
  expect((await importPlaces(opened, now)).summary).toMatchObject({ areas: 0, onRecord: 1 });
  await expect(importPlaces(opened, file)).rejects.toThrow(/amended or withdrawn after it came on record/);
});

it("refuses an import whose outline holds on days of one on record", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  const path = join(temporaryFolder(), "later.geojson");
  writeFileSync(path, writeGeoJson({ sites: [], areas: [yard({ validFrom: "2021-03-01" })] }));
  await expect(importPlaces(opened, path)).rejects.toThrow(
    /which overlaps ever to further notice.*site draw ends/s,
  );
  await drawAreas(opened, ask({ end: [{ outline: "tumangang/new-yard@", day: "2021-03-01" }] }));
  expect((await importPlaces(opened, path)).summary).toMatchObject({ areas: 1 });
  expect((await verifyCase(opened)).damage).toEqual([]);
});

it("puts accepted and rejected proposals on record, and draws none twice", async () => {
  const opened = await caseWithSites();
  await drawAreas(opened, ask({ drawn: [yard()] }));
  const path = join(temporaryFolder(), "proposed.geojson");
  const line = (id: string, quality: number, east: number) => ({
    type: "Feature",
    properties: { id, quality, picture: "look x" },
    geometry: {
      type: "LineString",
      coordinates: [
        [lon + east / 82_000, lat - 0.0005],
        [lon + east / 82_000, lat + 0.0005],
      ],
    },
  });
  writeFileSync(
    path,
    JSON.stringify({
      type: "FeatureCollection",
      features: [line("p1", 0.9, 0), line("p2", 0.4, 5), line("p3", 0.7, 10)],
    }),
  );
  const say = { site: "tumangang", path, by: "A. Nalyst", reason: "", validFrom: null, validTo: null };
  const first = await decideProposals(opened, {
    ...say,
    accept: [{ id: "p1", name: "Track 1" }],
    reject: [{ id: "p2", reason: "a road" }],
  });
  expect(first.tracks).toEqual(["track-1"]);
  const second = await decideProposals(opened, {
    ...say,
    accept: [{ id: "p1" }, { id: "p3", name: "Track 1" }],
    reject: [],
  });
  expect(second.tracks).toEqual(["track-1-2"]);
  expect(second.result.warnings.join()).toMatch(/1 of them are on record already/);
  expect(
    readProposalDecisions(opened.database, "tumangang").map((p) => [
      p.decision,
      p.quality,
      p.reason,
      p.outline,
    ]),
  ).toEqual([
    ["accepted", 0.9, "", "tumangang/track-1@"],
    ["rejected", 0.4, "a road", null],
    ["accepted", 0.7, "", "tumangang/track-1-2@"],
  ]);
  await expect(decideProposals(opened, { ...say, accept: [{ id: "p9" }], reject: [] })).rejects.toThrow(
    /ids of lines/,
  );
  expect((await verifyCase(opened)).damage).toEqual([]);
  expect(existsSync(opened.custodyPath)).toBe(true);
});
