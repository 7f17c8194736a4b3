import { afterEach, describe, expect, it } from "vitest";
import {
  madeFrom,
  madeSettings,
  madeSite,
  madeTo,
  quickNetwork,
  startMadeServer,
} from "../../../test/catalogue/made-catalogue.ts";
import type { StacServer, StacServerOptions } from "../../../test/catalogue/stac-server.ts";
import { DamageError, UnavailableError } from "../../base/errors.ts";
import { searchBoxes } from "../../sites/pictures/supply/search-window.ts";
import type { FoundItem } from "./catalogue.ts";
import { readCatalogues } from "./configuration.ts";
import { openCatalogue } from "./open-catalogue.ts";

const tidy: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of tidy.splice(0)) await task();
});
async function serve(
  count: number,
  options: Partial<StacServerOptions> & { change?: (n: number) => Record<string, unknown> } = {},
): Promise<StacServer> {
  const server = await startMadeServer(count, options);
  tidy.push(() => server.close());
  return server;
}

async function find(
  url: string,
  question: { fromMs?: number; toMs?: number } = {},
  settings: Record<string, unknown> = {},
  environment: Record<string, string> = {},
): Promise<FoundItem[]> {
  const network = quickNetwork();
  tidy.push(() => network.close());
  const catalogue = await openCatalogue(madeSettings(url, settings), { network, environment });
  const found: FoundItem[] = [];
  for await (const item of catalogue.search({
    boxes: searchBoxes(madeSite, 100),
    fromMs: madeFrom,
    toMs: madeTo,
    ...question,
  }))
    found.push(item);
  return found;
}
const ids = (found: readonly FoundItem[]): string[] =>
  found.flatMap((f) =>
    f.type === "item" ? f.item.id : f.type === "refused" ? `refused ${f.id}` : `remark ${f.text}`,
  );
const named = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `made-${String(n).padStart(4, "0")}`);

describe("a STAC API", () => {
  it("is read page by page, in each of the ways that pages are linked", async () => {
    for (const paging of ["get-token", "post-body", "post-merge"] as const) {
      const server = await serve(25, { paging, pageSize: 10 });
      expect(ids(await find(server.url))).toEqual(named(25));
      expect(server.seen.filter(({ path }) => path === "/search").length).toBe(3);
    }
  });

  it("gives an item once that stands on two pages", async () => {
    const server = await serve(25, { pageSize: 10, overlap: 3 });
    expect(ids(await find(server.url))).toEqual(named(25));
  });

  it("is left, with a remark, when its pages go round in circles or bring nothing new", async () => {
    const loop = await find((await serve(25, { paging: "loop", pageSize: 10 })).url);
    expect(ids(loop).slice(0, 10)).toEqual(named(10));
    expect(loop.at(-1)).toMatchObject({ type: "remark", incomplete: true });
    const stale = await serve(25, { paging: "stale", pageSize: 10 });
    const found = await find(stale.url);
    expect(found.at(-1)).toMatchObject({ type: "remark", incomplete: true });
    expect(ids(found).at(-1)).toMatch(/3 pages in a row brought nothing new/);
    expect(stale.seen.length).toBeLessThan(8);
  });

  it("is said to have given less than it announced", async () => {
    const found = await find((await serve(5, { numberMatched: 8 })).url);
    expect(ids(found).at(-1)).toBe("remark made: the catalogue says that 8 items match and gave 5");
  });

  it("is asked by GET where it takes no POST", async () => {
    const server = await serve(5, { acceptsPost: false, paging: "get-token", pageSize: 2 });
    expect(ids(await find(server.url))).toEqual(named(5));
    const search = server.seen.find(({ method, path }) => method === "GET" && path === "/search");
    expect(search?.url.searchParams.get("collections")).toBe("made");
    expect(search?.url.searchParams.get("bbox")?.split(",").length).toBe(4);
  });

  it("is asked again when it is busy, fails or sends half a page; other faults end the search", async () => {
    const server = await serve(5, {
      mischief: ({ path, before }) =>
        path !== "/search"
          ? null
          : ((
              [
                { do: "status", status: 429, headers: { "retry-after": "0" } },
                { do: "status", status: 502 },
                { do: "cut-json" },
              ] as const
            )[before] ?? null),
    });
    expect(ids(await find(server.url))).toEqual(named(5));
    const forbidden = await serve(5, { mischief: () => ({ do: "status", status: 403 }) });
    await expect(find(forbidden.url)).rejects.toThrow(UnavailableError);
    const half = await serve(5, { mischief: () => ({ do: "cut-json" }) });
    await expect(find(half.url)).rejects.toThrow(DamageError);
  });

  it("leaves out what lies elsewhere or was taken at another time, and keeps what has no date", async () => {
    const change = (n: number): Record<string, unknown> =>
      n === 1
        ? {
            geometry: {
              type: "Polygon",
              coordinates: [
                [
                  [0, 0],
                  [1, 0],
                  [1, 1],
                  [0, 0],
                ],
              ],
            },
          }
        : n === 3
          ? { properties: {} }
          : {};
    const { url } = await serve(6, { change });
    const found = await find(url, { fromMs: Date.UTC(2023, 0, 1, 12), toMs: Date.UTC(2023, 0, 5) });
    expect(ids(found)).toEqual(["made-0002", "made-0003"]);
    const { url: whole } = await serve(4, { change: (n) => (n === 2 ? { geometry: "?", bbox: [1] } : {}) });
    expect(ids(await find(whole))).toEqual(["made-0000", "made-0001", "refused made-0002", "made-0003"]);
  });

  it("may hold an item that nests without end, which is refused", async () => {
    const deep: unknown = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    const { url } = await serve(3, {
      change: (n) => (n === 1 ? { geometry: deep, bbox: null, id: "deep" } : {}),
    });
    expect(ids(await find(url))).toEqual(["made-0000", "refused deep", "made-0002"]);
  });

  it("gets a supplier's key, and other hosts do not", async () => {
    const server = await serve(1);
    const key = { header: "X-Key", variable: "MADE_KEY" };
    await find(server.url, {}, { key }, { MADE_KEY: "hunter2" });
    expect(server.seen.every(({ headers }) => headers["x-key"] === "hunter2")).toBe(true);
  });
});

describe("a static catalogue", () => {
  const walk = (url: string, question = {}): Promise<FoundItem[]> =>
    find(`${url}/static/catalog.json`, question, { kind: "static" });

  it("is walked along relative links, round circles, past what does not meet the question", async () => {
    const server = await serve(8);
    const found = await walk(server.url);
    expect(ids(found).filter((id) => id.startsWith("made"))).toEqual(named(8));
    expect(found.find((f) => f.type === "remark")).toMatchObject({
      text: expect.stringMatching(/file:.*not followed/) as string,
    });
    expect(server.seen.some(({ path }) => path.includes("never-read"))).toBe(false);
    expect(new Set(server.seen.map(({ path }) => path)).size).toBe(server.seen.length);
    const [first] = found.filter((f) => f.type === "item");
    expect(first?.type === "item" && first.item.licence?.name).toBe("CC-BY-4.0");
    expect(first?.type === "item" && first.item.assets[0]?.href).toBe(
      `${server.url}/files/made-0000/blue.tif`,
    );
    const before = await serve(8);
    expect(ids(await walk(before.url, { fromMs: 0, toMs: Date.UTC(2022, 0, 1) }))).toEqual([]);
    expect(before.seen.some(({ path }) => path.includes("/items/"))).toBe(false);
  });

  it("keeps an item that cannot be had as refused, and goes on", async () => {
    const server = await serve(4, {
      mischief: ({ path }) => (path.endsWith("/items/2.json") ? { do: "status", status: 404 } : null),
    });
    const found = ids(await walk(server.url)).filter((id) => !id.startsWith("remark"));
    expect(found).toEqual([
      "made-0000",
      "made-0001",
      `refused ${server.url}/static/made/items/2.json`,
      "made-0003",
    ]);
  });

  it("cannot be had without its root", async () => {
    const server = await serve(1, { mischief: () => ({ do: "status", status: 404 }) });
    await expect(walk(server.url)).rejects.toThrow(/catalog.json answered 404/);
  });
});

it("a catalogue on a private host may be used, but leads to no other private host", async () => {
  const [settings] = readCatalogues("test", {
    made: { kind: "static", address: "http://127.0.0.1:9/x.json" },
  });
  const network = quickNetwork();
  tidy.push(() => network.close());
  if (settings) await openCatalogue(settings, { network });
  expect([...network.rule.privateHosts]).toEqual(["127.0.0.1"]);
  const open = quickNetwork();
  tidy.push(() => open.close());
  const [far] = readCatalogues("test", { made: { kind: "static", address: "http://8.8.8.8/x.json" } });
  if (far) await openCatalogue(far, { network: open });
  expect([...open.rule.privateHosts]).toEqual([]);
});
