import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { OgcApiEndpoint } from "@camptocamp/ogc-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collectionIds } from "../../src/findings/exchange/ogc/collections.ts";
import { serveDemo, type ServedStandards } from "./served.ts";

const run = promisify(execFile);
const hasOgr = spawnSync("ogrinfo", ["--version"]).status === 0;
if (!hasOgr) {
  if (process.env["CI"] !== undefined)
    throw new Error("no ogrinfo: in CI GDAL must read the served collections");
  console.warn("SKIPPED: no ogrinfo found; GDAL did not read the served collections (install gdal-bin)");
}

let served: ServedStandards;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served.close());

const ogrinfo = async (...args: string[]): Promise<string> =>
  (await run("ogrinfo", ["-ro", ...args], { maxBuffer: 1 << 26 })).stdout;

it.skipIf(!hasOgr)("GDAL finds the layers, their number and the types of their fields", async () => {
  const told = await ogrinfo("-so", "-al", `OAPIF:${served.url}/ogc`);
  const layers = [...told.matchAll(/^Layer name: (\w+)$/gm)].map((m) => m[1]);
  expect(layers).toEqual(collectionIds);
  const counted = [...told.matchAll(/^Feature Count: (\d+)$/gm)].map((m) => Number(m[1]));
  for (const [i, id] of collectionIds.entries())
    expect(counted[i]).toBe((await served.json(`/ogc/collections/${id}/items?limit=1`))["numberMatched"]);
  for (const field of [
    "low: Real",
    "best: Real",
    "taken_from: DateTime",
    "standing: Integer(Boolean)",
    "names: StringList",
  ])
    expect(told).toContain(field);
});

it.skipIf(!hasOgr)("GDAL asks by box and by property, and reads on through the pages", async () => {
  const where = ["-so", "-spat", "130", "42", "131", "43", "-where", "kind='railcar' AND standing=1"];
  const told = await ogrinfo(...where, "-oo", "PAGE_SIZE=7", `OAPIF:${served.url}/ogc`, "counts");
  const answer = await served.json(
    "/ogc/collections/counts/items?bbox=130,42,131,43&kind=railcar&standing=true",
  );
  expect(answer["numberMatched"]).toBeGreaterThan(7);
  expect(told).toContain(`Feature Count: ${String(answer["numberMatched"])}`);
});

it("a client of others reads OGC API Features", async () => {
  const endpoint = new OgcApiEndpoint(`${served.url}/ogc`);
  expect(await endpoint.hasFeatures).toBe(true);
  expect(await endpoint.featureCollections).toEqual(collectionIds);
  const marks = await endpoint.getCollectionItems("marks", 5);
  expect(marks).toHaveLength(5);
  expect(await endpoint.getCollectionItem("marks", marks[0]?.id ?? "")).toMatchObject({ id: marks[0]?.id });
});
