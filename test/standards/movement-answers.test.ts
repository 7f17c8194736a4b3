import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/apps/server/routes.ts";
import { templateOf } from "../../src/apps/server/openapi/operation.ts";
import type { MovementsScreen } from "../../src/findings/screens/movements.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { movementsCase } from "../workbench/movements-case.ts";
import { servedCase, type ServedCase } from "../served-case.ts";

type Json = Readonly<Record<string, unknown>>;
interface Definition {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Json>> }>>>
  >;
}

const folders: string[] = [];
const open: ServedCase[] = [];
async function serveCopy(of: string): Promise<ServedCase> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-answers-"));
  folders.push(folder);
  cpSync(of, join(folder, "case"), { recursive: true });
  const served = await servedCase(folder);
  open.push(served);
  return served;
}
let definition: Definition;
let analysed: ServedCase;
beforeAll(async () => {
  analysed = await serveCopy(await movementsCase({ analysed: true }));
  definition = (await (await analysed.get("/api/openapi.json")).json()) as Definition;
}, 120_000);
afterAll(async () => {
  for (const { server } of open) await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A thing whose names are told has no others: what the definition leaves out is found too. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, strict(part)]));
  const { properties } = parts;
  return typeof properties === "object" && properties !== null && Object.keys(properties).length > 0
    ? { ...parts, additionalProperties: false }
    : parts;
}

const ajv = new Ajv({ strict: false, allErrors: true, formats: { binary: true } });
const compiled = new Map<string, ValidateFunction>();

/** Holds an answer against what the definition tells of its route. */
async function hold(method: string, path: string, answer: Response): Promise<void> {
  const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
  const body = await answer.text();
  expect(answer.status, `${path}: ${body.slice(0, 300)}`).toBe(200);
  const told = definition.paths[path]?.[method]?.responses["200"] as
    | { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
    | undefined;
  const content = told?.content ?? {};
  expect(Object.keys(content), path).toContain(type);
  const key = `${method} ${path} ${type}`;
  const validate = compiled.get(key) ?? ajv.compile(strict(content[type]?.schema) as object);
  compiled.set(key, validate);
  validate(type.endsWith("json") ? JSON.parse(body) : body);
  expect(validate.errors ?? [], `${method} ${path}`).toEqual([]);
}

async function holdReads(served: ServedCase): Promise<void> {
  const screen = (await (await served.get("/api/movements")).json()) as MovementsScreen;
  const days = screen.days.map(({ day }) => Date.parse(`${day}T00:00:00Z`));
  const from = Math.min(...days, Date.UTC(2023, 9, 1));
  const window = `from=${from}&to=${from + 3 * 86_400_000}`;
  const of = (path: string, asked: string): Promise<void> =>
    served.get(`/api/movements${asked}`).then((answer) => hold("get", `/api/movements${path}`, answer));
  for (const path of ["", "/reception", "/trips", "/chain"]) await of(path, path);
  for (const path of ["/tracks", "/ships", "/events"]) await of(path, `${path}?${window}`);
  const { ships } = (await (await served.get(`/api/movements/ships?${window}`)).json()) as {
    readonly ships: readonly { readonly mmsi: number }[];
  };
  for (const mmsi of [...ships.map((s) => s.mmsi), 999999999])
    await of("/ships/{mmsi}", `/ships/${mmsi}?${window}`);
  for (const { id } of screen.sightings) await of("/sighting", `/sighting?id=${encodeURIComponent(id)}`);
  for (const { id } of screen.scenes) await of("/scene", `/scene?id=${encodeURIComponent(id)}`);
  for (const format of ["csv", "geojson", "kml"])
    await of("/verdicts/{format}", `/verdicts/${format}?${window}`);
}

describe("the definition of the routes of movements", () => {
  it("tells of every one of them what it answers", () => {
    for (const { method, path } of routes.filter((r) => r.path.startsWith("/api/movements")))
      expect(
        definition.paths[templateOf(path)]?.[method.toLowerCase()]?.responses["200"],
        `${method} ${path}`,
      ).toHaveProperty("content");
  });

  it("is what they answer: where reports were analysed, where they were not, and where there are publications", async () => {
    await holdReads(analysed);
    await holdReads(await serveCopy(await movementsCase({ analysed: false })));
    await holdReads(await serveCopy(await demoCase()));
  }, 120_000);

  it("is what those answer that write", async () => {
    const screen = (await (await analysed.get("/api/movements")).json()) as MovementsScreen;
    const [sighting, scene] = [screen.sightings[0], screen.scenes[0]];
    const write = (path: string, body: object): Promise<void> =>
      analysed
        .post(`/api/movements${path}`, body, "Ana Lyst")
        .then((answer) => hold("post", `/api/movements${path}`, answer));
    await write("/sighting", {
      cells: {
        sighting: `${scene?.id}.by-hand`,
        scene: scene?.id,
        longitude: String(scene?.footprint[0]?.[0]?.[0]),
        latitude: String(scene?.footprint[0]?.[0]?.[1]),
        error_m: "50",
        length_m: "90",
        by: "Ana Lyst",
        source: "the picture",
      },
    });
    await write("/sighting/correct", {
      id: sighting?.id,
      reason: "measured again",
      cells: { length_m: "88" },
    });
    await write("/scene/correct", {
      id: scene?.id,
      reason: "as its file says",
      cells: { platform: "other" },
    });
    // With versions on record, and a sighting whose verdict no longer holds.
    await holdReads(analysed);
    await write("/sighting/withdraw", { id: sighting?.id, reason: "a pier" });
    await hold("get", "/api/movements", await analysed.get("/api/movements"));
    for (const path of ["/analyse", "/match"]) await write(path, {});
  }, 60_000);
});
