import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MovementsScreen } from "../../../findings/screens/movements.ts";
import { servedCase, type ServedCase } from "../../../../test/served-case.ts";
import { movementsCase } from "../../../../test/workbench/movements-case.ts";

let folder = "";
let served: ServedCase;
let screen: MovementsScreen;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-verdicts-"));
  cpSync(await movementsCase({ analysed: true }), join(folder, "case"), { recursive: true });
  served = await servedCase(folder);
  screen = (await (await served.get("/api/movements")).json()) as MovementsScreen;
}, 120_000);
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (format: string, query: object) =>
  served.get(`/api/movements/verdicts/${format}?${new URLSearchParams({ ...query }).toString()}`);
const all = { from: "0", to: String(Date.UTC(2030, 0, 1) - Date.UTC(2020, 0, 1)) };

test("the verdicts of a stretch of time are handed out, all of them or of one word, and name no ship beside dark", async () => {
  const times = screen.sightings.flatMap((s) => [s.fromMs, s.toMs]);
  const window = { from: String(Math.min(...times)), to: String(Math.max(...times) + 1) };
  const whole = await file("geojson", window);
  expect(whole.headers.get("content-type")).toContain("application/geo+json");
  expect(whole.headers.get("content-disposition")).toBe('attachment; filename="verdicts.geojson"');
  const { features } = (await whole.json()) as {
    readonly features: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
  const judged = screen.sightings.filter((s) => s.word !== null);
  expect(features.length).toBe(judged.length + screen.absences.length);
  const dark = await file("csv", { ...window, word: "dark" });
  expect(dark.headers.get("content-disposition")).toBe('attachment; filename="verdicts-dark.csv"');
  const [header = "", ...rows] = (await dark.text()).trim().split(/\r?\n/);
  const darkOnes = judged.filter((s) => s.word === "dark");
  expect(rows.length).toBe(darkOnes.length);
  for (const s of darkOnes) expect(rows.some((row) => row.includes(s.id))).toBe(true);
  const columns = header.split(",");
  expect(columns).toContain("reasons");
  for (const { properties } of features.filter((f) => f.properties["word"] === "dark"))
    expect(properties).toMatchObject({ mmsi: null, ship: null });
  // Half of the time holds some of them; a time without pictures none.
  const [first] = darkOnes;
  const one = { from: String(first?.fromMs), to: String((first?.fromMs ?? 0) + 1), word: "dark" };
  const few = (await (await file("geojson", one)).json()) as { readonly features: readonly unknown[] };
  expect(few.features.length).toBeGreaterThan(0);
  expect(few.features.length).toBeLessThan(darkOnes.length);
  const none = (await (await file("geojson", all)).json()) as { readonly features: readonly unknown[] };
  expect(none.features).toEqual([]);
});

test("what is asked for otherwise is refused, and said", async () => {
  expect((await file("kml", all)).status).toBe(200);
  expect((await file("xlsx", all)).status).toBe(404);
  expect((await file("csv", { ...all, word: "sinister" })).status).toBe(400);
  expect((await file("csv", { from: "5", to: "5" })).status).toBe(400);
});
