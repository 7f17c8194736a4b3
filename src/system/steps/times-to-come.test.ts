import { expect, test } from "vitest";
import { caseWithSites, looksFile, madeFile, standingClock } from "../../../test/made-case.ts";
import { openCase, type Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { enterSighting } from "./enter-sighting.ts";
import { addFixed, importFixed } from "./fixed-objects.ts";
import { importContext } from "./import-context.ts";
import { importLooks } from "./import-looks.ts";
import { addSeen, importSeen } from "./import-sightings.ts";
import { importVessels } from "./import-vessels.ts";
import type { ImportResult } from "./import.ts";
import { correctFact, correctScene, correctSighting } from "./revise-records.ts";
import { verifyCase } from "./verify-case.ts";

/** The clock of the case stands at 2026-05-02T03:04:05Z. */
const allowed = "a time that has come: not after 2026-05-03T03:04Z, a day from now";

const scene = {
  scene: "bay",
  sensor: "optical",
  footprint: "130.0,42.0,130.6,42.4",
  sample_distance_m: "3",
  zone: "Z",
  source: "a test",
};
const ship = {
  sighting: "a",
  longitude: "130.3",
  latitude: "42.2",
  error_m: "50",
  by: "AN",
  zone: "Z",
  source: "a test",
};
const table = (
  cells: Readonly<Record<string, string>>,
  ...more: Readonly<Record<string, string>>[]
): string => {
  const line = (row: Readonly<Record<string, string>>): string =>
    Object.values(row)
      .map((cell) => (cell.includes(",") ? `"${cell}"` : cell))
      .join(",");
  return madeFile(
    "rows.csv",
    `${[Object.keys(cells).join(","), ...[cells, ...more].map(line)].join("\n")}\n`,
  );
};

const leg = {
  voyage: "leg",
  mode: "ship",
  from_place: "rajin",
  to_place: "dunai",
  transponder: "off",
  identified_by: "named",
  observer: "AN",
  publisher: "AN",
  page: "primary",
};
const fact = { fact: "flag-1", vessel: "imo:9550307", field: "flag", value: "RU", publisher: "AN" };
const platform = {
  fixed: "rig",
  longitude: "130.3",
  latitude: "42.2",
  kind: "platform",
  reason: "a chart",
  by: "AN",
};
const statement = {
  statement: "s",
  contradiction: "c",
  about: "how many",
  test: "one-figure",
  says: "three",
  best: "3",
  publisher: "AN",
};
const event = { event: "summit", what: "a summit" };
const look = (takenAt: string, publishedAt = ""): string =>
  looksFile(
    [`o,tumangang,railcar,count,,73,,${takenAt},AN,AN,primary,counted,,${publishedAt}`],
    "observation,site,kind,measure,low,best,high,taken_at,observer,publisher,page,outcome,reason,published_at",
  );
const publications = (publishedAt: string): string =>
  table({ publication: "p", observation: "o", publisher: "AN", page: "quoting", published_at: publishedAt });

type TakeIn = (opened: Case, time: string) => Promise<ImportResult>;
const intakes: readonly (readonly [name: string, field: string, where: string, takeIn: TakeIn])[] = [
  [
    "a scene of a file",
    "at",
    "rows.csv line 2",
    (o, at) => importSeen(o, "scene import", table({ ...scene, at })),
  ],
  ["a scene that is typed", "at", "scene add", (o, at) => addSeen(o, "scene add", { ...scene, at })],
  [
    "a sighting of a file",
    "at",
    "rows.csv line 2",
    (o, at) => importSeen(o, "sighting import", table({ ...ship, at })),
  ],
  ["a sighting that is typed", "at", "sighting add", (o, at) => addSeen(o, "sighting add", { ...ship, at })],
  [
    "a sighting of the workbench",
    "at",
    "sighting add",
    (o, at) => enterSighting(o, { cells: { ...ship, at }, by: "AN" }),
  ],
  [
    "a leg's beginning",
    "from_at",
    "rows.csv line 2",
    (o, at) => importContext(o, "voyage import", table({ ...leg, from_at: at })),
  ],
  [
    "a leg's end",
    "to_at",
    "rows.csv line 2",
    (o, at) => importContext(o, "voyage import", table({ ...leg, to_at: at })),
  ],
  [
    "a leg's publication",
    "published_at",
    "rows.csv line 2",
    (o, at) => importContext(o, "voyage import", table({ ...leg, published_at: at })),
  ],
  ["a fact", "from", "rows.csv line 2", (o, at) => importVessels(o, table({ ...fact, from: at }))],
  ["an event", "at", "rows.csv line 2", (o, at) => importContext(o, "event import", table({ ...event, at }))],
  [
    "a statement's publication",
    "published_at",
    "rows.csv line 2",
    (o, at) => importContext(o, "contradiction import", table({ ...statement, published_at: at })),
  ],
  [
    "the reading of a statement",
    "retrieved",
    "rows.csv line 2",
    (o, at) => importContext(o, "contradiction import", table({ ...statement, retrieved: at })),
  ],
  [
    "a fixed object of a file",
    "valid_from",
    "rows.csv line 2",
    (o, at) => importFixed(o, table({ ...platform, valid_from: at })),
  ],
  [
    "a fixed object that is typed",
    "valid_from",
    "fixed add",
    (o, at) => addFixed(o, { ...platform, valid_from: at }),
  ],
  ["a look", "taken_at", "looks.csv line 2", (o, at) => importLooks(o, look(at))],
  [
    "a look's publication",
    "published_at",
    "looks.csv line 2",
    (o, at) => importLooks(o, look("2023-10-05", at)),
  ],
  [
    "a further publication",
    "published_at",
    "rows.csv line 2",
    (o, at) => importLooks(o, look("2023-10-05"), { publications: publications(at) }),
  ],
];

test.each(intakes)(
  "%s of days to come is refused, and one of tomorrow is not",
  async (_, field, where, takeIn) => {
    const opened = await caseWithSites();
    await expect(takeIn(opened, "2032-10-05")).rejects.toMatchObject({
      faults: [{ where, field, found: '"2032-10-05"', allowed }],
    });
    expect(await takeIn(opened, "2026-05-03")).toMatchObject({ changed: true });
  },
);

test("until when a fact or a fixed object holds may be said ahead; a year of building may not", async () => {
  const opened = await caseWithSites();
  await importVessels(opened, table({ ...fact, from: "2023-01-01", to: "2032-01-01" }));
  await addFixed(opened, { ...platform, valid_to: "2032-01-01" });
  const built = { ...fact, fact: "built-1", field: "built" };
  await expect(importVessels(opened, table({ ...built, value: "2032" }))).rejects.toThrow(
    `rows.csv line 2: value: found "2032"; allowed: ${allowed}`,
  );
  expect(await importVessels(opened, table({ ...built, value: "2023..2032" }))).toMatchObject({
    changed: true,
  });
});

test("a correction is held to the clock in the time that it types anew", async () => {
  const opened = await caseWithSites();
  await addSeen(opened, "scene add", { ...scene, at: "2024-03-12T01:30Z" });
  await addSeen(opened, "sighting add", { ...ship, at: "2024-03-12" });
  await importVessels(opened, table({ ...fact, from: "2023-01-01" }));
  const said = { reason: "the clock", by: "AN" };
  for (const [correct, id, cells] of [
    [correctScene, "bay", { at: "2042-03-12T01:30Z" }],
    [correctSighting, "a", { at: "2042-03-12T01:30Z" }],
    [correctFact, "flag-1", { from: "2042-03-12" }],
  ] as const)
    await expect(correct(opened, { id, cells, ...said })).rejects.toThrow(
      /found "2042-03-12.*; allowed: a time that has come/,
    );
  expect(await correctFact(opened, { id: "flag-1", cells: { to: "2042-03-12" }, ...said })).toMatchObject({
    changed: true,
  });
});

test("what came in by another clock is read, corrected in other columns, imported again and made again in verification", async () => {
  const opened = await caseWithSites();
  const ahead = openCase(opened.folder, "write", () => new Date("2040-01-01T00:00:00Z"));
  const scenes = table({ ...scene, at: "2032-03-12T01:30Z" });
  const sightings = table(
    { ...ship, scene: "bay" },
    { ...ship, sighting: "b", latitude: "42.3", scene: "bay" },
  );
  await importSeen(ahead, "scene import", scenes);
  await importSeen(ahead, "sighting import", sightings);
  await importVessels(ahead, table({ ...fact, from: "2032-01-01" }));
  await importContext(ahead, "voyage import", table({ ...leg, to_at: "2032-10-05" }));
  await importLooks(ahead, look("2032-10-05", "2032-10-06"), { publications: publications("2032-10-06") });
  ahead.close();
  const said = { reason: "measured again", by: "AN" };
  expect(opened.now()).toEqual(standingClock());
  await correctScene(opened, { id: "bay", cells: { found_half_m: "20" }, ...said });
  await correctSighting(opened, { id: "a", cells: { length_m: "115" }, ...said });
  await correctFact(opened, { id: "flag-1", cells: { value: "KP" }, ...said });
  // Another file with a row that is on record, and one that is not.
  const more = table(
    { ...scene, at: "2032-03-12T01:30Z" },
    { ...scene, scene: "cape", at: "2024-03-12T01:30Z" },
  );
  expect(await importSeen(opened, "scene import", more)).toMatchObject({ summary: { new: 1 } });
  const third = table({ ...ship, sighting: "c", latitude: "42.1", scene: "bay" });
  expect(await importSeen(opened, "sighting import", third)).toMatchObject({ summary: { new: 1 } });
  expect(readScenes(opened.database).map((s) => s.at.text)).toEqual([
    "2024-03-12T01:30Z",
    "2032-03-12T01:30Z",
  ]);
  expect(readSightings(opened.database)).toHaveLength(3);
  expect((await verifyCase(opened)).damage).toEqual([]);
});
