import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/apps/server/routes.ts";
import { collectionIds } from "../../src/findings/exchange/ogc/collections.ts";
import { linkOf, serveDemo, type ServedStandards } from "./served.ts";

type Paths = Readonly<
  Record<string, Readonly<Record<string, { readonly parameters?: { readonly name: string }[] }>>>
>;

let served: ServedStandards;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served.close());

async function definition(path: string) {
  const document = await served.json(path);
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? [], path).toEqual([]);
  expect(valid).toBe(true);
  return document as { readonly openapi: string; readonly paths: Paths };
}

describe("the definitions of the server", () => {
  it("have every route, each with its role, and nothing else", async () => {
    const { openapi, paths } = await definition("/api/openapi.json");
    expect(openapi).toMatch(/^3\.1\./);
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    const real = routes.map((r) => `${r.method.toLowerCase()} ${r.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(told.sort()).toEqual(real.sort());
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as { operationId?: string }).operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("of OGC and STAC are where their landing pages say, as OpenAPI 3.0", async () => {
    const ogc = await definition(linkOf(await served.json("/ogc"), "service-desc"));
    const stac = await definition(linkOf(await served.json("/stac"), "service-desc"));
    expect([ogc.openapi, stac.openapi]).toEqual(["3.0.3", "3.0.3"]);
    for (const id of collectionIds) {
      const names = ogc.paths[`/collections/${id}/items`]?.["get"]?.parameters?.map((p) => p.name) ?? [];
      expect(names).toEqual(expect.arrayContaining(["limit", "bbox", "datetime"]));
    }
    expect(Object.keys(stac.paths["/search"] ?? {})).toEqual(["get", "post"]);
    expect((await served.get("/ogc/api")).headers.get("content-type")).toBe(
      "application/vnd.oai.openapi+json;version=3.0",
    );
  });
});
