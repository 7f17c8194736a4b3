import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectionIds } from "../../src/findings/exchange/ogc/collections.ts";
import { geoJsonSchemas, ogcSchemas } from "./schemas.ts";
import { linkOf, serveDemo, type ServedStandards } from "./served.ts";

interface Features {
  readonly features: readonly {
    readonly id: string;
    readonly geometry: unknown;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
  readonly numberMatched: number;
  readonly numberReturned: number;
}

let served: ServedStandards;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served.close());

const features = async (path: string) =>
  (await served.json(path)) as unknown as Features & Record<string, unknown>;

const hold = ogcSchemas();
describe.skipIf(hold === null)("OGC API Features by the standard's own schemas", () => {
  it("has its landing page, classes and collections", async () => {
    const landing = await served.json("/ogc");
    hold?.("landingPage", landing);
    hold?.("confClasses", await served.json(linkOf(landing, "conformance")));
    const collections = await served.json(linkOf(landing, "data"));
    hold?.("collections", collections);
    expect((collections["collections"] as { id: string }[]).map((c) => c.id)).toEqual(collectionIds);
  });

  it.each(collectionIds)("has the features of %s", async (id) => {
    const collection = await served.json(`/ogc/collections/${id}`);
    hold?.("collection", collection);
    const answer = await served.get(`${linkOf(collection, "items")}?limit=1000`);
    expect(answer.headers.get("content-type")).toBe("application/geo+json");
    expect(answer.headers.get("content-crs")).toBe("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    const page = (await answer.json()) as Features;
    hold?.("featureCollectionGeoJSON", page);
    geoJsonSchemas()("FeatureCollection", page);
    expect(page.features.length).toBeGreaterThan(0);
    expect(page.numberReturned).toBe(page.features.length);
    expect(page.numberMatched).toBe(page.features.length);
    const one = page.features.at(-1);
    const single = await served.json(`/ogc/collections/${id}/items/${one?.id}`);
    hold?.("featureGeoJSON", single);
    expect(single).toMatchObject({ ...one });
    expect(linkOf(single, "collection")).toMatch(`/ogc/collections/${id}`);
  });
});

it("tells who counts blind, and who does not say who asks, nothing of what others counted", async () => {
  const copy = await serveDemo({ copied: true });
  try {
    const [item] = ((await copy.json("/stac/search?datetime=2023-10-05T00:00:00Z")) as unknown as Features)
      .features;
    const told = async (by: string): Promise<unknown[]> =>
      Promise.all(
        ["marks", "counts"].map(async (id) => {
          const answer = await fetch(`${copy.url}/ogc/collections/${id}/items?look=${item?.id}`, {
            headers: by === "" ? {} : { "x-yardwatch-by": by },
          });
          return ((await answer.json()) as Features).numberMatched;
        }),
      );
    const before = await told("");
    expect(before).not.toContain(0);
    const begun = await fetch(`${copy.url}/api/looks/${item?.id}/passes`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-yardwatch-by": "Ana" },
      body: JSON.stringify({ pass: "1", event: "opened" }),
    });
    expect(begun.status).toBe(200);
    expect([await told("Ana"), await told(""), await told("Bob")]).toEqual([[0, 0], [0, 0], before]);
  } finally {
    await copy.close();
  }
});

describe("a collection", () => {
  it("is read page by page by the links to the next, each feature once", async () => {
    const { totals } = (await served.json("/api/case")) as { readonly totals: { readonly looks: number } };
    const ids: string[] = [];
    let next: string | null = "/ogc/collections/looks/items?limit=40";
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const page = await features(next);
      expect(page.features.length).toBeLessThanOrEqual(40);
      expect(page.numberMatched).toBe(totals.looks);
      ids.push(...page.features.map((f) => f.id));
      const isLast = ids.length >= page.numberMatched;
      next = isLast ? null : linkOf(page, "next");
      if (isLast) expect(() => linkOf(page, "next")).toThrow();
    }
    expect(ids).toHaveLength(totals.looks);
    expect(new Set(ids).size).toBe(totals.looks);
  });

  it("is filtered by its properties, by box and by time", async () => {
    const all = await features("/ogc/collections/counts/items?limit=1000");
    const cars = await features("/ogc/collections/counts/items?kind=railcar&outcome=counted&limit=1000");
    expect(cars.features.map((f) => f.id)).toEqual(
      all.features
        .filter((f) => f.properties["kind"] === "railcar" && f.properties["outcome"] === "counted")
        .map((f) => f.id),
    );
    const near = await features("/ogc/collections/counts/items?bbox=130,42,131,43&limit=1000");
    const beside = await features("/ogc/collections/counts/items?bbox=-180,-90,100,90&limit=1000");
    expect(near.numberMatched).toBeGreaterThan(0);
    expect(new Set(near.features.map((f) => f.properties["site"]))).toContain("tumangang");
    expect(beside.features.map((f) => f.properties["site"])).not.toContain("tumangang");
    // Across the 180th meridian: west is greater than east.
    expect(
      (await features("/ogc/collections/sites/items?bbox=130,40,-170,50")).numberMatched,
    ).toBeGreaterThan(0);
    expect((await features("/ogc/collections/sites/items?bbox=150,40,-170,50")).numberMatched).toBe(0);
    // Marks lie where they were seen.
    expect((await features("/ogc/collections/marks/items?bbox=-0.1,-0.1,0.1,0.1")).numberMatched).toBe(73);
    expect((await features("/ogc/collections/marks/items?bbox=1,1,2,2")).numberMatched).toBe(0);
    expect((await features("/ogc/collections/marks/items?standing=false")).numberMatched).toBe(0);
  });

  it("takes both ends of an interval of time into it, while its own times end before their end", async () => {
    // 5 October 2023 at a site nine hours east: from 15:00 on the day before, up to 15:00.
    const { id } =
      (await features("/ogc/collections/looks/items?site=simulated-yard&taken_at=2023-10-05")).features[0] ??
      {};
    const of = async (time: string): Promise<number> =>
      (await features(`/ogc/collections/looks/items?look=${id}&datetime=${encodeURIComponent(time)}`))
        .numberMatched;
    expect(await of("2023-10-04T15:00:00Z")).toBe(1);
    expect(await of("2023-10-04T14:59:59.999Z")).toBe(0);
    expect(await of("2023-10-05T14:59:59.999Z")).toBe(1);
    expect(await of("2023-10-05T15:00:00Z")).toBe(0);
    expect(await of("2023-10-05T15:00:00Z/..")).toBe(0);
    expect(await of("../2023-10-04T15:00:00Z")).toBe(1);
    expect(await of("2023-10-05T23:59:59+09:00/2024-01-01T00:00:00Z")).toBe(1);
  });

  it("says what is wrong with a question, as a problem and with 400", async () => {
    for (const query of [
      "limit=none",
      "limit=0",
      "bbox=1,2,3",
      "bbox=1,2,3,x",
      "bbox=0,95,1,99",
      "datetime=yesterday",
      "datetime=2023-02-30T00:00:00Z",
      "datetime=2024-01-01T00:00:00Z/2023-01-01T00:00:00Z",
      "colour=red",
      "has_picture=perhaps",
      "site=a&site=b",
      "f=html",
    ]) {
      const answer = await served.get(`/ogc/collections/looks/items?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ code: "BadRequest", status: 400 });
    }
    expect((await served.get("/ogc/collections/none")).status).toBe(404);
    expect((await served.get("/ogc/collections/looks/items/none")).status).toBe(404);
    // More than are answered is no fault: there is a next page.
    const all = await features("/ogc/collections/looks/items?limit=100000");
    expect(all.numberReturned).toBe(all.numberMatched);
  });

  it("gives sites and areas as `site add` reads them", async () => {
    const { properties } = (await features("/ogc/collections/areas/items?limit=1")).features[0] ?? {};
    expect(properties).toMatchObject({ record: "area", site: "dunai", area: "naval-facility" });
  });
});
