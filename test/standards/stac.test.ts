import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { geoJsonSchemas, stacSchemas } from "./schemas.ts";
import { linkOf, serveDemo, type ServedStandards } from "./served.ts";

interface Items {
  readonly features: readonly {
    readonly id: string;
    readonly bbox: readonly number[];
    readonly properties: Readonly<Record<string, unknown>>;
    readonly assets: Readonly<Record<string, { readonly href: string; readonly type: string }>>;
  }[];
  readonly numberMatched: number;
}

/** Of the look that is asked for below. */
const day = "2023-10-05T00:00:00Z";

let served: ServedStandards;
beforeAll(async () => {
  served = await serveDemo();
});
afterAll(() => served.close());

const items = async (path: string) => (await served.json(path)) as unknown as Items;
const post = (body: unknown): Promise<Response> =>
  fetch(`${served.url}/stac/search`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const hold = stacSchemas();
describe.skipIf(hold === null)("STAC by the standard's own schemas", () => {
  it("has its catalogue, its collections and their items", async () => {
    const landing = await served.json("/stac");
    hold?.("catalog", landing);
    const { collections } = (await served.json(linkOf(landing, "data"))) as {
      collections: Record<string, unknown>[];
    };
    expect(collections.map((c) => c["id"])).toContain("tumangang");
    for (const collection of collections) {
      hold?.("collection", collection);
      hold?.("collection", await served.json(linkOf(collection, "self")));
      const found = await items(linkOf(collection, "items"));
      geoJsonSchemas()("FeatureCollection", found);
      for (const item of found.features) {
        hold?.("item", item);
        expect(await served.json(linkOf(item as never, "self"))).toEqual(item);
      }
      expect(found.numberMatched > 0).toBe(collection["id"] === "simulated-yard");
    }
  });
});

describe("a picture look as an item", () => {
  it("has its time as a day's two ends, its place, and the picture itself", async () => {
    const [item] = (await items(`/stac/search?datetime=${day}`)).features;
    expect(item).toMatchObject({
      collection: "simulated-yard",
      properties: {
        datetime: null,
        start_datetime: "2023-10-04T15:00:00Z",
        end_datetime: "2023-10-05T14:59:59.999Z",
        license: "CC0-1.0",
        "proj:epsg": 32631,
        "proj:shape": [960, 960],
        "yardwatch:simulated": true,
      },
    });
    // 960 pixels of half a metre about the origin.
    const around = [-0.00215, -0.00215, 0.00215, 0.00215];
    for (const [i, edge] of around.entries()) expect(item?.bbox[i]).toBeCloseTo(edge, 4);
    expect(item?.properties).not.toHaveProperty("eo:cloud_cover");
    const { picture, thumbnail } = item?.assets ?? {};
    const bytes = await (await served.get(picture?.href ?? "")).arrayBuffer();
    const sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    expect(picture).toMatchObject({
      type: "image/tiff; application=geotiff",
      "file:checksum": `1220${sha256}`,
    });
    expect((await served.get(thumbnail?.href ?? "")).headers.get("content-type")).toBe("image/png");
  });

  it("is found by place, time, id and collection, both ways of asking alike", async () => {
    const id = (await items(`/stac/search?datetime=${day}`)).features[0]?.id ?? "";
    const total = (await items("/stac/search")).numberMatched;
    const around = {
      type: "Polygon",
      coordinates: [
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
          [-1, -1],
        ],
      ],
    };
    const beside = { type: "Point", coordinates: [0.01, 0.01] };
    const cases: readonly (readonly [Record<string, unknown>, number])[] = [
      [{}, total],
      [{ bbox: [-180, -90, 180, 90] }, total],
      [{ bbox: [-1, -1, 1, 1], ids: [id] }, 1],
      [{ bbox: [1, 1, 2, 2] }, 0],
      [{ bbox: [0, 0, -50, 0.001, 0.001, 50], ids: [id] }, 1],
      [{ intersects: around, ids: [id] }, 1],
      [{ intersects: beside }, 0],
      [{ intersects: { type: "Point", coordinates: [0.002, 0] }, ids: [id] }, 1],
      [{ datetime: "2023-10-05T00:00:00Z/2023-10-05T00:00:00Z", ids: [id] }, 1],
      [{ datetime: "2023-10-05T15:00:00Z/.." }, 0],
      [{ ids: [id, "none"] }, 1],
      [{ ids: ["none"] }, 0],
      [{ collections: ["simulated-yard"] }, total],
      [{ collections: ["tumangang"] }, 0],
      [
        { collections: ["simulated-yard"], datetime: "2023-10-05T00:00:00Z", bbox: [-1, -1, 1, 1], limit: 1 },
        1,
      ],
    ];
    for (const [body, expected] of cases) {
      const query = new URLSearchParams(
        Object.entries(body).map(([name, value]): [string, string] => [
          name,
          Array.isArray(value) ? value.join(",") : typeof value === "string" ? value : JSON.stringify(value),
        ]),
      );
      expect((await items(`/stac/search?${query}`)).numberMatched, String(query)).toBe(expected);
      const posted = await post(body);
      expect(posted.status, JSON.stringify(body)).toBe(200);
      expect(await posted.json(), JSON.stringify(body)).toMatchObject({ numberMatched: expected });
    }
  });

  it("is read page by page by the links to the next, by address and by body, in the order asked for", async () => {
    interface Page extends Items {
      readonly links: readonly { rel: string; href: string; method?: string; body?: unknown }[];
    }
    const sorted = (await items("/stac/search?sortby=%2Bdatetime")).features.map((f) => f.id);
    expect(sorted.length).toBeGreaterThan(1);
    expect((await items("/stac/search")).features.map((f) => f.id)).toEqual(sorted.toReversed());
    for (const method of ["GET", "POST"]) {
      const ids: string[] = [];
      let answer =
        method === "GET"
          ? await served.get("/stac/search?limit=1&sortby=%2Bdatetime")
          : await post({ limit: 1, sortby: [{ field: "datetime", direction: "asc" }] });
      for (;;) {
        const page = (await answer.json()) as Page;
        ids.push(...page.features.map((f) => f.id));
        const next = page.links.find((l) => l.rel === "next");
        if (next === undefined || ids.length > sorted.length) break;
        expect(next.method).toBe(method);
        answer = method === "GET" ? await served.get(next.href) : await post(next.body);
      }
      expect(ids, method).toEqual(sorted);
    }
  });

  it("is not found with a question that cannot be read", async () => {
    for (const body of [
      { bbox: [1, 2, 3] },
      { bbox: [0, 0, 1, 1], intersects: { type: "Point", coordinates: [0, 0] } },
      { intersects: { type: "Circle", coordinates: [0, 0] } },
      {
        intersects: {
          type: "Polygon",
          coordinates: [
            [
              [0, 0],
              [1, 1],
            ],
          ],
        },
      },
      { datetime: "2023-10-05" },
      { sortby: [{ field: "colour" }] },
      { token: "none" },
      { query: { gsd: 1 } },
    ]) {
      const answer = await post(body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "BadRequest" });
    }
  });
});
