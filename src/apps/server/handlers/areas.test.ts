import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DrawScreen } from "../../../findings/screens/draw.ts";
import { createCase, openCase } from "../../../system/files/case-folder.ts";
import { importPlaces } from "../../../system/steps/import-places.ts";
import { verifyCase } from "../../../system/steps/verify-case.ts";
import { example } from "../../../../test/made-case.ts";
import { startServer, type RunningServer } from "../start.ts";

let folder = "";
let server: RunningServer;
const now = (): Date => new Date("2026-01-02T03:04:05Z");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-areas-"));
  const opened = await createCase(join(folder, "case"), "drawn", now);
  await importPlaces(opened, join(example, "sites.geojson"));
  opened.close();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>pages</title>");
  server = await startServer({
    folder: join(folder, "case"),
    web: join(folder, "web"),
    host: "127.0.0.1",
    port: 0,
    now,
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

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the route answers
async function ask<T>(path: string, body?: unknown, by = "A. Nalyst"): Promise<Answered<T>> {
  const answer = await fetch(`${server.url}${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", "x-yardwatch-by": encodeURIComponent(by) },
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const screen = async (query = ""): Promise<DrawScreen> =>
  (await ask<DrawScreen>(`/api/sites/tumangang/areas${query}`)).body;

const line = (name: string, east: number, given: object = {}) => ({
  type: "Feature",
  geometry: {
    type: "LineString",
    coordinates: [
      [130.64 + east / 82_000, 42.41],
      [130.64 + east / 82_000, 42.412],
    ],
  },
  properties: { name, role: "tracks", approximate: false, basis: "drawn on look x", ...given },
});
interface Saved {
  readonly changed: boolean;
  readonly version: number;
}
interface Refused {
  readonly error: string;
  readonly faults?: readonly { readonly field: string; readonly allowed: string }[];
}

test("outlines are drawn, told with who drew them, ended from a day, and taken back", async () => {
  const before = await screen();
  const drawn = await ask<Saved>("/api/sites/tumangang/areas", {
    drawn: [line("Track 1", 0), line("Track 1", 5)],
    look: "tumangang.2023-10-05.1a2b3c4d",
    reason: "seen",
    since: before.version,
  });
  expect(drawn).toMatchObject({ status: 200, body: { changed: true } });
  const after = await screen();
  expect(after.version).toBe(drawn.body.version);
  const own = after.outlines.filter((o) => o.area.name === "Track 1");
  expect(own.map((o) => o.key)).toEqual(["tumangang/track-1@", "tumangang/track-1-2@"]);
  expect(own[0]?.drawn).toMatchObject({
    by: "A. Nalyst",
    look: "tumangang.2023-10-05.1a2b3c4d",
    step: "site draw",
  });
  const end = { end: [{ outline: "tumangang/track-1@", day: "2022-01-01" }], since: after.version };
  expect((await ask<Saved>("/api/sites/tumangang/areas", end)).status).toBe(200);
  const held = async (day: string) =>
    (await screen(`?at=${day}`)).outlines.find((o) => o.key === "tumangang/track-1@")?.onDay;
  expect([await held("2021-12-31"), await held("2022-01-01")]).toEqual([true, false]);
  const reopened = { end: [{ outline: "tumangang/track-1@", day: null }] };
  expect((await ask<Saved>("/api/sites/tumangang/areas", reopened)).body.changed).toBe(true);
  expect(await held("2022-01-01")).toBe(true);
  expect((await ask<Saved>("/api/sites/tumangang/areas", { ...end, since: undefined })).body.changed).toBe(
    true,
  );
  const newest = (await screen()).changes[0];
  expect(newest).toMatchObject({ words: "track-1@ ends on 2022-01-01", undone: false });
  const undone = await ask("/api/sites/tumangang/areas", { undo: newest?.change, reason: "a slip" });
  expect(undone.status).toBe(200);
  expect(await held("2022-01-01")).toBe(true);
  expect((await screen()).changes.slice(0, 2)).toMatchObject([
    { isUndo: true, undone: false },
    { isUndo: false, undone: true },
  ]);
});

test("a change of what somebody else changed meanwhile is a conflict, with what stands now", async () => {
  const { version } = await screen();
  const first = { drawn: [line("Depot", 40, { area: "depot-2" })], since: version };
  expect((await ask("/api/sites/tumangang/areas", first)).status).toBe(200);
  const late = await ask<Refused & { readonly current: unknown }>(
    "/api/sites/tumangang/areas",
    { drawn: [line("Depot", 41, { area: "depot-2" })], since: version },
    "B. Colleague",
  );
  expect(late.status).toBe(409);
  expect(late.body).toMatchObject({ current: { areas: ["depot-2"] } });
  expect(late.body.error).toMatch(/nothing was saved/);
});

test.each([
  ["no name", { drawn: [line("T", 0)] }, "", /who/],
  ["a role that is none", { drawn: [line("T", 0, { role: "road" })] }, "A.", /role/],
  ["a feature without a line", { drawn: [{ properties: { name: "T" } }] }, "A.", /role|geometry/],
  ["a day that no calendar has", { drawn: [line("T", 0, { valid_from: "2021-02-30" })] }, "A.", /valid_from/],
  ["a body of another shape", { withdraw: [{}] }, "A.", /withdraw/],
])("%s is refused with the field", async (_, body, by, field) => {
  const { status, body: answer } = await ask<Refused>("/api/sites/tumangang/areas", body, by);
  expect(status).toBe(400);
  expect(answer.faults?.map((f) => f.field).join(" ")).toMatch(field);
});

test("a site that is not there is not found", async () => {
  expect((await ask("/api/sites/gone/areas", { drawn: [] })).status).toBe(404);
  expect((await ask("/api/sites/gone/areas")).status).toBe(404);
});

test("a site begins with its outlines", async () => {
  const begun = await ask<{ readonly site: string }>("/api/sites", {
    name: "River yard",
    country: "XX",
    zoneMinutes: 540,
    position: [130.64, 42.41],
    drawn: [line("North", 0)],
  });
  expect(begun).toMatchObject({ status: 200, body: { site: "river-yard" } });
  const { body } = await ask<DrawScreen>("/api/sites/river-yard/areas");
  expect(body.site.zoneMinutes).toBe(540);
  expect(body.outlines.map((o) => o.key)).toEqual(["river-yard/north@"]);
});

test("files of other programs are read before anything is saved, and hostile ones refused", async () => {
  const read = (name: string, words: string) =>
    ask<Refused & { readonly areas: readonly { readonly id: string; readonly source: string }[] }>(
      "/api/sites/tumangang/areas/read",
      { name, base64: Buffer.from(words).toString("base64") },
    );
  const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Siding</name><LineString><coordinates>130.64,42.41 130.641,42.411</coordinates></LineString></Placemark></Document></kml>`;
  const drawn = await read("drawn.kml", kml);
  expect(drawn.body.areas.map((a) => a.id)).toEqual(["siding"]);
  expect(drawn.body.areas[0]?.source).toMatch(/drawn\.kml|Google|file/);
  const lines = await read(
    "lines.geojson",
    JSON.stringify({
      type: "FeatureCollection",
      features: [{ type: "Feature", properties: {}, geometry: line("x", 0).geometry }],
    }),
  );
  expect(lines.body.areas).toHaveLength(1);
  const entity = `<!DOCTYPE kml [<!ENTITY a "b">]>${kml}`;
  expect((await read("bad.kml", entity)).status).toBe(400);
  expect((await read("bad.kmz", "PK\u0003\u0004 not a zip")).status).toBe(400);
  expect((await read("bad.txt", "hello")).status).toBe(400);
});

test("outlines are handed out as GeoJSON and KML, and the case is sound after all of it", async () => {
  const geojson = await fetch(`${server.url}/api/sites/tumangang/areas/geojson`);
  expect(geojson.headers.get("content-disposition")).toContain("tumangang.geojson");
  expect(await geojson.text()).toContain('"area":"depot-2"');
  expect(await (await fetch(`${server.url}/api/sites/tumangang/areas/kml`)).text()).toContain("<kml");
  expect((await fetch(`${server.url}/api/sites/tumangang/areas/exe`)).status).toBe(404);
  const opened = openCase(join(folder, "case"), "read", now);
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.close();
});
