import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCase } from "../../system/files/case-folder.ts";
import { startServer, type RunningServer } from "./start.ts";

let folder = "";
let server: RunningServer;
const now = (): Date => new Date("2026-01-02T03:04:05Z");
const options = () => ({
  folder: join(folder, "case"),
  web: join(folder, "web"),
  host: "127.0.0.1",
  port: 0,
  now,
  log: () => {},
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-server-"));
  (await createCase(join(folder, "case"), "served", now)).close();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>pages</title>");
  server = await startServer(options());
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${server.url}${path}`, init);

test("the case is told with its totals", async () => {
  expect(await (await ask("/api/case")).json()).toMatchObject({ title: "served", totals: { looks: 0 } });
});

test("addresses of rooms lead to the page, and nothing else does", async () => {
  const html = { headers: { accept: "text/html" } };
  expect(await (await ask("/looks/some.look", html)).text()).toContain("pages");
  expect((await ask("/api/none", html)).status).toBe(404);
  expect((await ask("/assets/none.js", html)).status).toBe(404);
  expect((await ask("/looks/some.look", { method: "DELETE", ...html })).status).toBeGreaterThanOrEqual(400);
});

test("what is refused is answered as wrong input, with its fields", async () => {
  const answer = await ask("/api/jobs/none");
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ faults: [{ field: "job", found: '"none"' }] });
});

test("changes that another program makes are told", async () => {
  const answer = await ask("/api/changes");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const until = async (sought: string): Promise<string> => {
    let text = "";
    while (!text.includes(sought)) text += (await reader?.read())?.value ?? "";
    return text;
  };
  await until('"action":"open"');
  const { openCase } = await import("../../system/files/case-folder.ts");
  const { importPlaces } = await import("../../system/steps/import-places.ts");
  const places = join(folder, "places.geojson");
  writeFileSync(
    places,
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { record: "site", site: "yard", name: "Yard", utc_offset: "+09:00" },
          geometry: { type: "Point", coordinates: [130, 42] },
        },
      ],
    }),
  );
  const opened = openCase(join(folder, "case"), "write", now);
  await importPlaces(opened, places);
  opened.close();
  expect(await until('"action":"elsewhere"')).toContain('"version":2');
  await reader?.cancel();
  expect(await (await ask("/api/case")).json()).toMatchObject({ totals: { sites: 1 }, version: 2 });
});

test("a port that is taken and pages that are not built are told in a sentence", async () => {
  const taken = Number(new URL(server.url).port);
  await expect(startServer({ ...options(), port: taken })).rejects.toThrow(
    "is in use; --port takes another one",
  );
  await expect(startServer({ ...options(), web: join(folder, "none") })).rejects.toThrow("are not built");
  await expect(startServer({ ...options(), folder: join(folder, "none") })).rejects.toThrow(
    "holds no case.json",
  );
});
