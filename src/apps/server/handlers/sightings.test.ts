import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fault } from "../../../base/errors.ts";
import type { SightingScreen } from "../../../findings/screens/movements-sighting.ts";
import type { MovementsScreen } from "../../../findings/screens/movements.ts";
import { createCase, openCase } from "../../../system/files/case-folder.ts";
import { importPlaces } from "../../../system/steps/import-places.ts";
import { addSeen } from "../../../system/steps/import-sightings.ts";
import { verifyCase } from "../../../system/steps/verify-case.ts";
import { example, standingClock } from "../../../../test/made-case.ts";
import { addToken } from "../guard/tokens.ts";
import { startServer, type RunningServer } from "../start.ts";

let folder = "";
let server: RunningServer;
const tokens = { viewer: "", first: "", second: "" };

const bay = {
  scene: "bay",
  at: "2024-03-12T01:30Z",
  sensor: "optical",
  footprint: "130.0,42.0,130.6,42.4",
  sample_distance_m: "3",
  source: "a test",
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-sightings-"));
  const opened = await createCase(join(folder, "case"), "seen", standingClock);
  await importPlaces(opened, join(example, "sites.geojson"));
  await addSeen(opened, "scene add", bay);
  opened.close();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>pages</title>");
  const file = join(folder, "tokens.json");
  tokens.viewer = addToken(file, "a viewer", "viewer").token;
  tokens.first = addToken(file, "A. Analyst", "analyst").token;
  tokens.second = addToken(file, "B. Colleague", "analyst").token;
  server = await startServer({
    folder: join(folder, "case"),
    web: join(folder, "web"),
    host: "127.0.0.1",
    port: 0,
    guard: { tokens: file },
    now: standingClock,
    log: () => {},
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answered<T> {
  readonly status: number;
  readonly body: T;
}
interface Saved {
  readonly sighting: string;
  readonly changed: boolean;
  readonly warnings: readonly string[];
}
interface Refused {
  readonly error: string;
  readonly faults?: readonly Fault[];
  readonly current?: unknown;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the route answers
async function ask<T>(path: string, body?: unknown, token = tokens.first): Promise<Answered<T>> {
  const answer = await fetch(`${server.url}/api/movements${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const add = (cells: object, token?: string) => ask<Saved>("/sighting", { cells }, token);
const screenOf = async (id: string): Promise<SightingScreen> =>
  (await ask<SightingScreen>(`/sighting?id=${encodeURIComponent(id)}`)).body;
const room = async (): Promise<MovementsScreen> => (await ask<MovementsScreen>("")).body;
const faultsOf = ({ body }: Answered<Refused>): (readonly [field: string, found: string])[] =>
  (body.faults ?? []).map(({ field, found }) => [field, found]);

const ship = { longitude: "130.3", latitude: "42.2", by: "A. Analyst", source: "a test", length_m: "115" };
const verified = async (): Promise<readonly string[]> => {
  const opened = openCase(join(folder, "case"), "read", standingClock);
  const { damage } = await verifyCase(opened);
  opened.close();
  return damage;
};

test("a sighting is added with a name of its scene, with what the scene says where nothing is typed, and once", async () => {
  const added = await add({ ...ship, scene: "bay", width_m: "" });
  expect(added).toMatchObject({ status: 200, body: { sighting: "bay.hand-1", changed: true } });
  expect((await screenOf("bay.hand-1")).sighting).toMatchObject({
    sceneId: "bay",
    sensor: "optical",
    at: { text: "2024-03-12T01:30Z" },
    error: { semiMajorMetres: Math.hypot(3, 10) },
    lengthMetres: { best: 115, low: null },
    widthMetres: null,
  });
  // The answer may have been lost: the same again is the same sighting.
  expect((await add({ ...ship, scene: "bay" })).body).toMatchObject({
    sighting: "bay.hand-1",
    changed: false,
  });
  const beside = await add({ ...ship, scene: "bay", longitude: "130.3004" });
  expect(beside.body).toMatchObject({ sighting: "bay.hand-2", changed: true });
  expect(beside.body.warnings[0]).toContain("one ship twice, or two side by side");
  const alone = { ...ship, at: "2024-03-12", zone: "+09:00", error_m: "3000" };
  expect((await add(alone)).body.sighting).toBe("2024-03-12.hand-1");
  expect((await add({ ...alone, sighting: "rajin" })).body.sighting).toBe("rajin");
  expect((await room()).sightings.map((s) => s.id)).toEqual([
    "2024-03-12.hand-1",
    "rajin",
    "bay.hand-1",
    "bay.hand-2",
  ]);
  expect(await verified()).toEqual([]);
});

test("what is wrong is told by the column, as on the command line, and nothing is on record", async () => {
  const before = await room();
  const nothing = await ask<Refused>("/sighting", { cells: {} });
  expect(nothing.status).toBe(400);
  expect(faultsOf(nothing)).toEqual([
    ["longitude", "nothing"],
    ["latitude", "nothing"],
    ["by", "nothing"],
    ["source", "nothing"],
  ]);
  const wrong = await ask<Refused>("/sighting", {
    cells: { ...ship, at: "2024-03-12", length_m: "9", width_m: "20", heading_is: "bow" },
  });
  expect(wrong.body.faults?.[0]).toMatchObject({
    where: "sighting add",
    field: "at",
    allowed: "a time of day with its offset, or a day with the column zone filled in",
  });
  expect(faultsOf(wrong).map(([field]) => field)).toEqual(["at", "error_m", "width_m", "heading_is"]);
  for (const [cells, field] of [
    [{ ...ship, scene: "bay", longitude: "42.2", latitude: "130.3" }, "latitude"],
    [{ ...ship, scene: "bay", longitude: "131.3" }, "longitude, latitude"],
    [{ ...ship, scene: "cape" }, "scene"],
    [{ ...ship, scene: "bay", colour: "red" }, "header"],
    [{ ...ship, scene: "bay", sighting: "Not a name" }, "sighting"],
    [{ ...ship, scene: "bay", sighting: "rajin" }, "sighting"],
    [{ ...ship, scene: "bay", length_m: "about 100" }, "length_m"],
    [{ ...ship, at: "2132-03-12T01:30Z", error_m: "50" }, "at"],
  ] as const)
    expect(faultsOf(await ask<Refused>("/sighting", { cells }))[0]?.[0], JSON.stringify(cells)).toBe(field);
  expect((await ask("/sighting", {})).status).toBe(400);
  expect((await room()).sightings).toEqual(before.sightings);
});

test("a correction and a withdrawal say why, by whom and when, and what stood before stays", async () => {
  const correct = (cells: object, reason: string, since?: number) =>
    ask<Saved & Refused>("/sighting/correct", { id: "rajin", cells, reason, since });
  expect(faultsOf(await correct({ length_m: "98" }, ""))).toEqual([["--reason", '""']]);
  expect(faultsOf(await correct({ length_m: "long" }, "measured again"))).toEqual([["length_m", '"long"']]);
  expect(faultsOf(await correct({ length_m: "115" }, "measured again"))[0]?.[0]).toBe("columns");
  expect((await correct({ length_m: "98" }, "measured again", 1)).body).toMatchObject({ changed: true });
  // Asked for again, as after a lost answer: neither another version nor a conflict.
  expect(await correct({ length_m: "98" }, "measured again", 1)).toMatchObject({
    status: 200,
    body: { changed: false },
  });
  expect(await screenOf("rajin")).toMatchObject({
    version: 2,
    sighting: { lengthMetres: { best: 98 } },
    corrections: [
      {
        version: 2,
        changes: [{ column: "length_m", before: "115", after: "98" }],
        reason: "measured again",
        by: "A. Analyst",
        at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) as string,
      },
    ],
  });
  const withdraw = (reason: string, since: number) =>
    ask<Saved & Refused>("/sighting/withdraw", { id: "rajin", reason, since }, tokens.second);
  expect(faultsOf(await withdraw(" ", 2))).toEqual([["--reason", '" "']]);
  expect((await withdraw("a pier, not a ship", 2)).body).toEqual({ sighting: "rajin", changed: true });
  const { sightings, withdrawn } = await room();
  expect(sightings.map((s) => s.id)).not.toContain("rajin");
  expect(withdrawn).toEqual([
    {
      id: "rajin",
      time: "2024-03-12",
      reason: "a pier, not a ship",
      by: "B. Colleague",
      at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) as string,
    },
  ]);
  // What was withdrawn stays so: entered once more it is another record.
  const anew = { ...ship, at: "2024-03-12", zone: "+09:00", error_m: "3000", note: "there after all" };
  expect(
    (await ask<Refused>("/sighting", { cells: { ...anew, sighting: "rajin" } })).body.faults?.[0]?.field,
  ).toBe("sighting");
  expect(await verified()).toEqual([]);
});

test("who corrects what somebody else revised meanwhile is told what stands now, and nothing is saved", async () => {
  const correct = (cells: object, since: number, token: string) =>
    ask<Refused>("/sighting/correct", { id: "bay.hand-1", cells, reason: "seen again", since }, token);
  // A version that is still to come would pass every conflict by.
  expect(await correct({ length_m: "100" }, 2, tokens.second)).toMatchObject({
    status: 400,
    body: { faults: [{ field: "since", found: "2", allowed: "a version that there is: at most 1" }] },
  });
  expect((await correct({ length_m: "100" }, 1, tokens.second)).status).toBe(200);
  const late = await correct({ width_m: "18" }, 1, tokens.first);
  expect(late.status).toBe(409);
  expect(late.body.error).toContain("corrected by B. Colleague since you opened it");
  expect(late.body.current).toEqual({
    version: 2,
    withdrawn: false,
    reason: "seen again",
    by: "B. Colleague",
  });
  expect((await screenOf("bay.hand-1")).sighting.widthMetres).toBeNull();
  expect((await correct({ width_m: "18" }, 2, tokens.first)).status).toBe(200);
  const removed = { id: "bay.hand-1", reason: "a pier", since: 3 };
  expect((await ask("/sighting/withdraw", removed, tokens.second)).status).toBe(200);
  const gone = await correct({ width_m: "19" }, 3, tokens.first);
  expect(gone).toMatchObject({ status: 409, body: { current: { version: 4, withdrawn: true } } });
});

test("what no record could say is refused: the case would not be what was sent", async () => {
  const half = JSON.parse(String.raw`"\ud800"`) as string;
  const said = { id: "bay.hand-2", reason: half };
  expect(await ask<Refused>("/sighting/withdraw", said, tokens.first)).toMatchObject({
    status: 400,
    body: { faults: [{ allowed: "whole characters, without half a surrogate pair" }] },
  });
  expect(await verified()).toEqual([]);
});

test("a viewer may look and not write, and nobody writes without a name", async () => {
  for (const [path, body] of [
    ["/sighting", { cells: ship }],
    ["/sighting/correct", { id: "bay.hand-2", cells: { note: "x" }, reason: "x" }],
    ["/sighting/withdraw", { id: "bay.hand-2", reason: "x" }],
  ] as const)
    expect((await ask(path, body, tokens.viewer)).status, path).toBe(403);
  expect((await ask("/sighting?id=bay.hand-2", undefined, tokens.viewer)).status).toBe(200);
  expect(await verified()).toEqual([]);
});
