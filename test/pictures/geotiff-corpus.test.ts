import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { uniform } from "../../src/base/random.ts";
import { openGeoTiff } from "../../src/sites/pictures/tiff/open.ts";
import type { Picture } from "../../src/sites/pictures/picture.ts";
import type { PixelWindow, Samples, SampleType } from "../../src/sites/pictures/raster.ts";
import { allCodecs } from "../../src/system/pictures/codecs.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { encodings, type Encoding } from "./encodings.ts";
import { decodedByGdal, hasGdal, runAll, type Wanted } from "./gdal.ts";
import { madeBand, writeRaw } from "./made-pictures.ts";

const [width, height] = [150, 130];
const folder = mkdtempSync(join(tmpdir(), "yardwatch-corpus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = new Set<string>();

/** The raw picture that encodings of a type begin from. */
function rawOf(type: SampleType, bands: number): string {
  const path = join(folder, `${type}-${bands}.dat`);
  if (!made.has(path)) {
    made.add(path);
    writeRaw(
      path,
      type,
      width,
      height,
      Array.from({ length: bands }, (_, i) => madeBand(type, width, height, 11 + i)),
    );
  }
  return path;
}

/** Largest difference; NaN equals NaN, and a difference that is no number is endless. */
function farthest(ours: Samples, truth: Samples): number {
  if (ours.length !== truth.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < ours.length; i++) {
    const a = ours[i] ?? 0;
    const b = truth[i] ?? 0;
    if (Object.is(a, b) || a === b) continue;
    const difference = Math.abs(a - b);
    most = Math.max(most, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return most;
}

function cut(plane: Samples, planeWidth: number, w: PixelWindow): Samples {
  const out = plane.slice(0, w.width * w.height);
  for (let row = 0; row < w.height; row++) {
    const at = (w.row + row) * planeWidth + w.column;
    out.set(plane.subarray(at, at + w.width), row * w.width);
  }
  return out;
}

interface Written {
  readonly encoding: Encoding;
  readonly path: string;
  readonly picture: Picture;
}

async function writeAll(group: string, list: readonly Encoding[]): Promise<Written[]> {
  const files = list.map((encoding, i) => ({ encoding, path: join(folder, `${group}-${i}.tif`) }));
  await runAll(
    files.flatMap(({ encoding, path }) => {
      const { type, bands, args, overviews } = encoding;
      const maskBand = args.indexOf("-mask") === -1 ? 0 : 1;
      const chosen = Array.from({ length: bands }, (_, i) => ["-b", `${i + 1}`]).flat();
      const commands = [["gdal_translate", "-q", ...args, ...chosen, rawOf(type, bands + maskBand), path]];
      if (overviews.length > 0)
        commands.push([
          "gdaladdo",
          "-q",
          "-r",
          "nearest",
          "--config",
          "GDAL_TIFF_INTERNAL_MASK",
          "YES",
          path,
          ...overviews.map(String),
        ]);
      return commands;
    }),
  );
  return Promise.all(
    files.map(async (f) => ({
      ...f,
      picture: await openGeoTiff(await openFileSource(f.path), allCodecs()),
    })),
  );
}

/** What GDAL says of every band and mask of every level: one call for each type and size. */
async function truths(written: readonly Written[]): Promise<Map<string, Samples>> {
  const calls = new Map<
    string,
    { type: SampleType; w: number; h: number; keys: string[]; wanted: Wanted[] }
  >();
  for (const { encoding, path, picture } of written)
    for (const [level, size] of picture.description.levels.entries()) {
      const overview = level === 0 ? null : level - 1;
      const add = (type: SampleType, band: number | string): void => {
        const key = `${type} ${size.width} ${size.height}`;
        const call = calls.get(key) ?? { type, w: size.width, h: size.height, keys: [], wanted: [] };
        call.keys.push(`${path} ${level} ${band}`);
        call.wanted.push({ path, band, overview });
        calls.set(key, call);
      };
      for (let band = 1; band <= encoding.bands; band++) add(encoding.type, band);
      if (encoding.masked) add("uint8", "mask,1");
    }
  const found = new Map<string, Samples>();
  for (const { type, w, h, keys, wanted } of calls.values())
    for (const [i, samples] of (await decodedByGdal(folder, type, w, h, wanted)).entries())
      found.set(keys[i] ?? "", samples);
  return found;
}

function windowsOf(size: { width: number; height: number }, next: () => number): PixelWindow[] {
  const whole = { column: 0, row: 0, width: size.width, height: size.height };
  const some = Array.from({ length: 2 }, () => {
    const column = Math.floor(next() * size.width);
    const row = Math.floor(next() * size.height);
    return {
      column,
      row,
      width: 1 + Math.floor(next() * (size.width - column)),
      height: 1 + Math.floor(next() * (size.height - row)),
    };
  });
  return [whole, ...some];
}

const all = encodings();

describe.skipIf(!hasGdal)("every sample of every encoding is what GDAL decodes", () => {
  it("has more than 200 encodings", () => {
    expect(all.length).toBeGreaterThan(200);
  });

  for (const [group, list] of Map.groupBy(all, (e) => e.group))
    it(`${group}: ${list.length} encodings`, { timeout: 120_000 }, async () => {
      const written = await writeAll(group, list);
      const truth = await truths(written);
      const next = uniform(7);
      const wrong: string[] = [];
      for (const { encoding, path, picture } of written) {
        const { bands, type, tolerance, masked } = encoding;
        expect(statSync(path).size).toBeGreaterThan(0);
        expect([encoding.name, picture.description.sampleType, picture.description.bands.length]).toEqual([
          encoding.name,
          type,
          bands,
        ]);
        if (group === "cog" || encoding.overviews.length > 0)
          expect(picture.description.levels.length).toBeGreaterThan(1);
        for (const [level, size] of picture.description.levels.entries())
          for (const window of windowsOf(size, next)) {
            const chosen = Array.from({ length: bands }, (_, i) => i).filter(() => next() < 0.7);
            const asked = chosen.length === 0 ? [bands - 1] : chosen.toReversed();
            const raster = await picture.readWindow(window, { level, bands: asked });
            for (const [i, band] of asked.entries()) {
              const plane = truth.get(`${path} ${level} ${band + 1}`) ?? new Uint8Array();
              const difference = farthest(
                raster.bands[i] ?? new Uint8Array(),
                cut(plane, size.width, window),
              );
              if (difference > tolerance)
                wrong.push(
                  `${encoding.name} (${picture.description.coding}) level ${level} band ${band} differs by ${difference}`,
                );
            }
            if (masked) {
              const plane = truth.get(`${path} ${level} mask,1`) ?? new Uint8Array();
              const valid = (raster.valid ?? new Uint8Array(window.width * window.height).fill(1)).map(
                (v) => v * 255,
              );
              const expected = cut(plane, size.width, window).map((v) => (v > 0 ? 255 : 0)) as Uint8Array;
              if (farthest(valid, expected) > 0) wrong.push(`${encoding.name} level ${level}: mask`);
            } else if (raster.valid !== null && group !== "alpha")
              wrong.push(`${encoding.name}: pixels without data`);
          }
        await picture.close();
      }
      expect([...new Set(wrong)]).toEqual([]);
    });
});
