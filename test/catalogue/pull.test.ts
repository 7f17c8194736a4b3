import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/base/errors.ts";
import { encodeCog } from "../../src/system/pictures/write-cog.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import type { PullResult } from "../../src/system/catalogues/pull-types.ts";
import { madeItem, multihashOf } from "./made-items.ts";
import { madeCorner, madeCrs, madeMetres, madeSamples, madeSide } from "./made-pictures.ts";
import { pullMade, startMadeServer, type MadeServer } from "./made-catalogue.ts";

const tidy: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of tidy.splice(0)) await task();
});
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "yardwatch-pull-"));
  tidy.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
async function server(...args: Parameters<typeof startMadeServer>): Promise<MadeServer> {
  const started = await startMadeServer(...args);
  tidy.push(() => started.close());
  return started;
}
const collect = (): { results: PullResult[]; take: (r: PullResult) => Promise<void> } => {
  const results: PullResult[] = [];
  return { results, take: (r) => (results.push(r), Promise.resolve()) };
};

describe("a pull", () => {
  it("makes a clip of the site's window from every item that touches it, cloudy ones too", async () => {
    const made = await server(7, { pageSize: 3 });
    const { results } = collect();
    const clips: number[][] = [];
    const summary = await pullMade(made.url, folder(), async (result) => {
      results.push(result);
      const picture = await openPicture(await openFileSource(result.clipPath ?? ""));
      const { width, height, bands, georeference } = picture.description;
      expect(bands.map((b) => b.meaning)).toEqual(["blue", "near-infrared", "classes"]);
      expect(georeference?.crs.name).toBe("EPSG:32652");
      const raster = await picture.readWindow({ column: 0, row: 0, width, height });
      const [x, , , y] = georeference?.type === "transform" ? georeference.transform : [];
      const [column, row] = [
        ((x ?? 0) - madeCorner[0]) / madeMetres,
        (madeCorner[1] - (y ?? 0)) / madeMetres,
      ];
      const [blue = [], nir = [], scl = []] = raster.bands;
      clips.push([width, height, column, row, blue[0] ?? -1, nir[width + 1] ?? -1, scl[0] ?? -1]);
      await picture.close();
    });
    expect(summary).toMatchObject({
      found: 7,
      fetched: 7,
      refused: 0,
      failed: 0,
      complete: true,
      remarks: [],
    });
    expect(results.map((r) => r.id)).toEqual(Array.from({ length: 7 }, (_, n) => `made-000${n}`));
    expect(results[0]?.item).toMatchObject({
      sceneCloudPercent: 100,
      licence: { name: "CC-BY-4.0", saidBy: "collection" },
      publishedAt: { precision: "second" },
    });
    expect(results[0]?.item?.takenAt?.fromMs).toBe(Date.UTC(2023, 0, 1, 2, 10, 31));
    expect(results[0]?.remarks.join()).toMatch(/nearest pixel from pixels of 20/);
    for (const [n, [width = 0, height = 0, column = 0, row = 0, blue, nir, scl]] of clips.entries()) {
      // All 40 by 30 pixels that the box was made of, and a rim, since a box of degrees is not parallel to the pixels.
      expect(column).toBeGreaterThanOrEqual(45);
      expect(column).toBeLessThanOrEqual(50);
      expect(row).toBeLessThanOrEqual(50);
      expect(column + width).toBeGreaterThanOrEqual(90);
      expect(row + height).toBeGreaterThanOrEqual(80);
      expect(width * height).toBeLessThan(46 * 36);
      expect(blue).toBe(madeSamples((n % 4) + 1)[row * madeSide + column]);
      expect(nir).toBe(madeSamples(((n + 1) % 4) + 1)[(row + 1) * madeSide + column + 1]);
      expect(scl).toBe(4);
    }
    const whole = made.fileOf(0, "blue").length;
    const blue = (made.sent.get("/files/made-0000/blue.tif") ?? []).reduce((sum, [a, b]) => sum + b - a, 0);
    expect(blue).toBeLessThan(whole * 0.65);
    expect(made.totals().twice).toBe(0);
    expect(summary.bytesFetched).toBe(made.totals().bytes);
  });

  it("asks for nothing again when it was stopped between items, and skips what the caller knows", async () => {
    const made = await server(6);
    const [path, first, second] = [folder(), collect(), collect()];
    const stop = new AbortController();
    const cut = pullMade(
      made.url,
      path,
      async (result) => {
        await first.take(result);
        if (first.results.length === 3) stop.abort(new Error("stopped by hand"));
      },
      { signal: stop.signal },
    );
    await expect(cut).rejects.toThrow("stopped by hand");
    const searches = made.seen.filter(({ path }) => path === "/search").length;
    const summary = await pullMade(made.url, path, second.take);
    expect([...first.results, ...second.results].map((r) => r.id).toSorted()).toEqual(
      Array.from({ length: 6 }, (_, n) => `made-000${n}`),
    );
    expect(summary).toMatchObject({ fetched: 6, complete: true });
    expect(made.seen.filter(({ path }) => path === "/search").length).toBe(searches);
    expect(readdirSync(path)).toEqual([]);
    const known = new Set(second.results.map((r) => r.key));
    const third = collect();
    expect(await pullMade(made.url, path, third.take, { isKnown: (key) => known.has(key) })).toMatchObject({
      known: known.size,
      fetched: 6 - known.size,
    });
  });

  it("hands over once more the item whose taking over failed, without fetching it again", async () => {
    const made = await server(3);
    const [path, after] = [folder(), collect()];
    const fault = pullMade(made.url, path, () => Promise.reject(new Error("disk full")), { concurrency: 1 });
    await expect(fault).rejects.toThrow("disk full");
    const before = made.totals().bytes;
    await pullMade(made.url, path, after.take);
    expect(after.results.map((r) => r.outcome)).toEqual(["fetched", "fetched", "fetched"]);
    expect(made.totals().twice).toBe(0);
    expect(made.totals().bytes).toBeGreaterThan(before);
  });

  it("waits when it is asked to, and goes on after resets and faults without asking twice for a byte", async () => {
    const made = await server(4, {
      mischief(request) {
        if (request.path === "/search" && request.before < 2)
          return { do: "status", status: 429, headers: { "retry-after": "0" } };
        if (request.path.endsWith("blue.tif") && request.before === 0) return { do: "break", share: 0.5 };
        if (request.path.endsWith("blue.tif") && request.before === 2) return { do: "break", share: 0.3 };
        if (request.path.endsWith("nir.tif") && request.before === 1) return { do: "status", status: 503 };
        return null;
      },
    });
    const { results, take } = collect();
    const summary = await pullMade(made.url, folder(), take);
    expect(summary).toMatchObject({ fetched: 4, complete: true });
    expect(results.every((r) => r.outcome === "fetched")).toBe(true);
    expect(made.totals().twice).toBe(0);
  });

  it("verifies a supplier's checksum over the whole of a small file, and refuses what is not what was announced", async () => {
    const made: MadeServer = await server(3, {
      change(n) {
        const item = madeItem(n, "/files") as { assets: Record<string, Record<string, unknown>> };
        const right =
          n === 0 && made0 !== null ? multihashOf(made0.fileOf(0, "blue")) : `1220${"ab".repeat(32)}`;
        if (n < 2) item.assets["blue"] = { ...item.assets["blue"], "file:checksum": right };
        return item;
      },
    });
    const { results, take } = collect();
    const summary = await pullMade(made.url, folder(), take);
    expect(summary).toMatchObject({ fetched: 2, refused: 1, complete: true });
    expect(results.map((r) => r.files.find((f) => f.asset === "blue")?.checksum)).toEqual([
      "verified",
      "mismatch",
      "not-given",
    ]);
    expect(results[1]?.reason).toMatch(/checksum of asset blue/);
    const large = collect();
    await pullMade(made.url, folder(), large.take, { mostWholeBytes: 1000 });
    expect(large.results.map((r) => r.checksumVerified)).toEqual(["not-checked", "not-checked", "not-given"]);
  });

  it("keeps an item that fails for good as failed, with its reason, and is done in part", async () => {
    const made = await server(3, {
      mischief: ({ path }) => (path.startsWith("/files/made-0001/") ? { do: "status", status: 404 } : null),
    });
    const { results, take } = collect();
    const summary = await pullMade(made.url, folder(), take);
    expect(results.map((r) => r.outcome)).toEqual(["fetched", "failed", "fetched"]);
    expect(results[1]?.reason).toMatch(/answered 404/);
    expect(summary).toMatchObject({ complete: false, failed: 1 });
  });

  it("begins a file anew that changed on the server on the way, and drops what was kept of the old one", async () => {
    const made = await server(1, {
      mischief: ({ path, before }) =>
        path.endsWith("nir.tif") && before >= 1 ? { do: "etag", etag: '"new"' } : null,
    });
    const { results, take } = collect();
    await pullMade(made.url, folder(), take);
    expect(results[0]?.outcome).toBe("fetched");
    expect(results[0]?.remarks.join()).toMatch(/changed on the server/);
  });

  it("refuses files that are cut, that are no pictures, and that do not reach the site", async () => {
    const whole = made0.fileOf(0, "blue");
    const far = await encodeCog(
      {
        raster: { width: 64, height: 64, bands: [new Uint16Array(4096).fill(3)], valid: null },
        sampleType: "uint16",
        bands: [{ name: "1", meaning: "grey" }],
        nodata: null,
        transform: [500_000, 10, 0, 4_000_000, 0, -10],
        crs: madeCrs,
      },
      { tile: 64 },
    );
    const files = [whole.subarray(0, whole.length >> 1), new TextEncoder().encode("<html>"), far];
    const made = await server(3, {
      change: (n) => ({ assets: { blue: { href: `/odd/${n}` } } }),
      file: (path) => files[Number(/^\/odd\/(\d)$/.exec(path)?.[1])] ?? null,
    });
    const { results, take } = collect();
    const summary = await pullMade(made.url, folder(), take);
    expect(results.map((r) => r.outcome)).toEqual(["refused", "refused", "refused"]);
    expect(results[1]?.reason).toMatch(/XML or HTML/);
    expect(results[2]?.reason).toMatch(/does not reach the site/);
    expect(results[2]?.remarks.join()).toMatch(/no asset nir/);
    expect(summary.complete).toBe(true);
  });

  it("is refused in the folder of another question, and makes its list anew when that was spoilt", async () => {
    const made = await server(2);
    const path = folder();
    const fault = (): Promise<void> => Promise.reject(new Error("disk full"));
    await expect(pullMade(made.url, path, fault)).rejects.toThrow("disk full");
    await expect(pullMade(made.url, path, fault, { toMs: Date.UTC(2024, 0, 1) })).rejects.toThrow(InputError);
    writeFileSync(join(path, "plan.lines"), "{");
    const { results, take } = collect();
    await pullMade(made.url, path, take);
    expect(results.length).toBe(2);
    expect(made.totals().twice).toBe(0);
  });

  it("keeps hostile items as refused looks, under names that lead nowhere", async () => {
    const change = (n: number): Record<string, unknown> =>
      [
        { id: "../../../etc/x" },
        { geometry: null, bbox: null },
        { assets: { blue: { href: "file:///etc/passwd" }, nir: { href: "http://169.254.169.254/x" } } },
        { assets: { blue: { href: "http://127.0.0.2:1/x.tif" } } },
        { assets: "none" },
        { properties: { datetime: 12, "eo:cloud_cover": "many" } },
      ][n] ?? {};
    const made = await server(6, {
      change,
      file: (path) => (path.startsWith("/files/") ? fallback : null),
    });
    const fallback: Uint8Array = made.fileOf(0, "scl");
    const { results, take } = collect();
    const path = folder();
    await pullMade(made.url, path, take);
    expect(results.map((r) => r.outcome)).toEqual([
      "fetched",
      "refused",
      "failed",
      "failed",
      "refused",
      "fetched",
    ]);
    expect(results.map((r) => /^[0-9a-f]{32}$/.test(r.key)).every(Boolean)).toBe(true);
    expect(results[2]?.reason).toMatch(/only https and http/);
    expect(results[3]?.reason).toMatch(/private network/);
    expect(results[5]?.item?.takenAt).toBeNull();
    expect(results[5]?.remarks.join()).toMatch(/datetime is a number/);
    expect(readdirSync(path)).toEqual([]);
  });

  it("signs addresses where the supplier wants it, and shows no signature anywhere", async () => {
    const made = await server(1, {
      mischief: ({ path, url }) =>
        path.startsWith("/files/") && url.searchParams.get("sig") === null
          ? { do: "status", status: 403 }
          : null,
    });
    const { results, take } = collect();
    await pullMade(made.url, folder(), take, { settings: { sign: `${made.url}/sign?href={href}` } });
    expect(results[0]?.outcome).toBe("fetched");
    expect(JSON.stringify(results[0]?.files)).not.toMatch(/secret/);
  });
});

/** Right checksums are needed before the server that gives the files is there. */
const made0 = await startMadeServer(0);
await made0.close();
