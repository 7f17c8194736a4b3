import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import { uniform } from "../../base/random.ts";
import type { BandMeaning, Picture } from "../../sites/pictures/picture.ts";
import {
  bytesOf,
  sampleTypes,
  samplesOf,
  type Samples,
  type SampleType,
} from "../../sites/pictures/raster.ts";
import { openGeoTiff } from "../../sites/pictures/tiff/open.ts";
import { sha256OfFile } from "../hash.ts";
import { allCodecs } from "./codecs.ts";
import { memorySource } from "./memory-source.ts";
import { encodeCog, writeCog, type PictureToWrite } from "./write-cog.ts";

const gdal = spawnSync("gdalinfo", ["--version"]).status === 0;
if (!gdal) console.log("write-cog: GDAL is absent, it judges nothing");

const folder = mkdtempSync(join(tmpdir(), "yardwatch-cog-"));
afterAll(() => rmSync(folder, { recursive: true }));

const utm = { name: "EPSG:32652", proj4: "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs" };
const degrees = { name: "EPSG:4326", proj4: "+proj=longlat +datum=WGS84 +no_defs" };

function band(type: SampleType, width: number, height: number, seed: number): Samples {
  const samples = samplesOf(type, width * height);
  const next = uniform(seed);
  const scale = type.startsWith("float") ? 1 : 2 ** (bytesOf[type] * 8 - 1) - 1;
  for (let i = 0; i < samples.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    samples[i] = scale * (0.5 + 0.4 * Math.sin(x / 9 + seed) * Math.cos(y / 7)) + next();
  }
  return samples;
}

function picture(type: SampleType, meanings: readonly BandMeaning[], size = [141, 103]): PictureToWrite {
  const [width = 0, height = 0] = size;
  return {
    raster: {
      width,
      height,
      bands: meanings.map((_, i) => band(type, width, height, i + 1)),
      valid: null,
    },
    sampleType: type,
    bands: meanings.map((meaning) => ({ name: `band of ${meaning}`, meaning })),
    nodata: null,
    transform: [400_000, 0.5, 0, 4_700_000, 0, -0.5],
    crs: utm,
  };
}

const withHole = (made: PictureToWrite, nodata: number | null): PictureToWrite => {
  const { width, height } = made.raster;
  const valid = new Uint8Array(width * height).fill(1);
  for (let y = 20; y < 60; y++) valid.fill(0, y * width + 33, y * width + 80);
  return { ...made, nodata, raster: { ...made.raster, valid } };
};

interface Info {
  readonly size: readonly number[];
  readonly geoTransform: readonly number[];
  readonly metadata: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly stac: { readonly "proj:epsg": number };
  readonly bands: readonly {
    readonly type: string;
    readonly description?: string;
    readonly colorInterpretation: string;
    readonly noDataValue?: number | string;
    readonly overviews?: readonly { readonly size: readonly number[] }[];
    readonly mask?: { readonly flags: readonly string[] };
  }[];
}
const info = (path: string): Info =>
  JSON.parse(execFileSync("gdalinfo", ["-json", path], { encoding: "utf8" })) as Info;

/** Samples that GDAL reads from a file, bands one after the other, as bytes. */
function readByGdal(path: string, ...options: readonly string[]): Uint8Array {
  const raw = join(folder, "raw.bin");
  execFileSync("gdal_translate", ["-q", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", ...options, path, raw], {
    stdio: "ignore",
  });
  return new Uint8Array(readFileSync(raw));
}
const asBytes = (bands: readonly Samples[]): Uint8Array =>
  Buffer.concat(
    bands.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
const differing = (a: Uint8Array, b: Uint8Array): number => {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) count++;
  return count;
};

describe.skipIf(!gdal)("writeCog, judged by GDAL", () => {
  // GDAL 3.6 knows no type of 8 signed bits.
  it.each(sampleTypes.filter((type) => type !== "int8"))("gives the same %s pixels back", async (type) => {
    const plain = type === "uint16" || type === "float32";
    for (const predictor of plain ? [true, false] : [true]) {
      const made = picture(type, ["red", "green", "blue", "near-infrared"]);
      const path = join(folder, `${type}-${predictor}.tif`);
      await writeCog(path, made, { tile: 64, predictor });
      expect(differing(readByGdal(path), asBytes(made.raster.bands))).toBe(0);
    }
  });

  it("says what it is: layout, place, bands, texts, levels", async () => {
    const path = join(folder, "what.tif");
    const texts = { Software: "Yardwatch", note: 'a & b < "c"', ort: "Tumangang 두만강" };
    await writeCog(path, { ...picture("uint16", ["blue", "green", "red", "alpha"]), texts }, { tile: 64 });
    const said = info(path);
    expect(said.metadata["IMAGE_STRUCTURE"]).toMatchObject({
      LAYOUT: "COG",
      COMPRESSION: "DEFLATE",
      INTERLEAVE: "PIXEL",
    });
    expect(said.metadata[""]).toMatchObject({
      TIFFTAG_SOFTWARE: "Yardwatch",
      note: texts.note,
      ort: texts.ort,
    });
    expect(said.geoTransform).toEqual([400_000, 0.5, 0, 4_700_000, 0, -0.5]);
    expect(said.stac["proj:epsg"]).toBe(32_652);
    expect(said.bands.map(({ description }) => description)).toEqual([
      "band of blue",
      "band of green",
      "band of red",
      "band of alpha",
    ]);
    expect(said.bands.map(({ colorInterpretation }) => colorInterpretation)).toEqual([
      "Blue",
      "Green",
      "Red",
      "Alpha",
    ]);
    expect(said.bands[0]?.overviews?.map(({ size }) => size)).toEqual([
      [71, 52],
      [36, 26],
    ]);
  });

  it("keeps degrees and a turned transform", async () => {
    const path = join(folder, "turned.tif");
    const transform = [130.4, 4e-6, 1e-6, 42.4, 1e-6, -4e-6] as const;
    await writeCog(path, { ...picture("uint8", ["grey"]), transform, crs: degrees });
    expect(info(path).geoTransform).toEqual(transform);
    expect(info(path).stac["proj:epsg"]).toBe(4326);
  });

  it("masks what has no data, on all levels", async () => {
    const path = join(folder, "mask.tif");
    const made = withHole(picture("uint8", ["red", "green", "blue"]), null);
    await writeCog(path, made, { tile: 64 });
    expect(info(path).bands[0]?.mask?.flags).toEqual(["PER_DATASET"]);
    const mask = readByGdal(path, "-b", "mask");
    expect(
      differing(
        mask,
        (made.raster.valid ?? new Uint8Array()).map((v) => v * 255),
      ),
    ).toBe(0);
    const small = readByGdal(path, "-b", "mask", "-oo", "OVERVIEW_LEVEL=0");
    expect(small.length).toBe(71 * 52);
    expect(small.filter((v) => v === 0).length).toBeGreaterThan(400);
  });

  it("writes nodata where there is no data, also NaN", async () => {
    for (const [type, nodata] of [
      ["uint16", 65_535],
      ["int16", -9999],
      ["float32", Number.NaN],
    ] as const) {
      const path = join(folder, `nodata-${type}.tif`);
      const made = withHole(picture(type, ["vv"]), nodata);
      await writeCog(path, made, { tile: 64 });
      expect(String(info(path).bands[0]?.noDataValue).toLowerCase()).toBe(String(nodata).toLowerCase());
      const mask = readByGdal(path, "-b", "mask");
      expect(
        differing(
          mask,
          (made.raster.valid ?? new Uint8Array()).map((v) => v * 255),
        ),
      ).toBe(0);
    }
  });

  it.each([
    [256, 128],
    [141, 103],
  ])("averages as GDAL does, %i x %i", async (...size) => {
    const path = join(folder, "average.tif");
    const plain = join(folder, "plain.tif");
    const made = withHole(picture("uint16", ["grey"], size), 65_535);
    await writeCog(path, made, { tile: 128 });
    await writeCog(plain, made, { tile: 128, overviews: false });
    execFileSync("gdaladdo", ["-q", "-r", "average", plain, "2"], { stdio: "ignore" });
    const ours = new Uint16Array(readByGdal(path, "-oo", "OVERVIEW_LEVEL=0").buffer);
    const theirs = new Uint16Array(readByGdal(plain, "-oo", "OVERVIEW_LEVEL=0").buffer);
    expect(ours.length).toBe(theirs.length);
    const far = ours.filter((value, i) => Math.abs(value - (theirs[i] ?? 0)) > 1);
    expect(far.length).toBe(0);
  });
});

describe("writeCog", () => {
  it("writes the same bytes for the same picture, leaves nothing beside them and tells their hash", async () => {
    const made = withHole(picture("uint8", ["red", "green", "blue"]), null);
    const path = join(folder, "same.tif");
    const told = await writeCog(path, made);
    expect(readFileSync(path).equals(await encodeCog(made))).toBe(true);
    expect(told).toEqual({ bytes: readFileSync(path).length, sha256: await sha256OfFile(path) });
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("refuses what would not come back", async () => {
    const made = picture("uint8", ["grey"], [8, 8]);
    const refused: readonly [string, PictureToWrite][] = [
      ["CRS", { ...made, crs: { name: "a local grid", proj4: "+proj=tmerc" } }],
      ["nodata", { ...made, nodata: 256 }],
      ["nodata", { ...made, nodata: Number.NaN }],
      ["transform", { ...made, transform: [0, 1, 2, 0, 2, 4] }],
      ["text", { ...made, texts: { a: "b\0c" } }],
    ];
    for (const [field, wrong] of refused) {
      const error: unknown = await encodeCog(wrong).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).faults[0]?.field).toBe(field);
    }
    await expect(encodeCog(made, { tile: 100 })).rejects.toThrow(InputError);
    const [samples = new Uint8Array()] = made.raster.bands;
    const held = { ...made, nodata: samples[5] ?? 0 };
    await expect(
      encodeCog({ ...held, raster: { ...held.raster, valid: new Uint8Array(64).fill(1) } }),
    ).rejects.toThrow("nodata value that no pixel with data has");
  });

  it("refuses wrong use", async () => {
    const made = picture("uint8", ["grey"], [8, 8]);
    await expect(encodeCog({ ...made, sampleType: "uint16" })).rejects.toThrow(TypeError);
    await expect(encodeCog({ ...made, bands: [] })).rejects.toThrow(TypeError);
    await expect(encodeCog({ ...made, raster: { ...made.raster, width: 9 } })).rejects.toThrow(TypeError);
  });
});

describe("writeCog, read by openGeoTiff", () => {
  const open = async (made: PictureToWrite, options = {}): Promise<Picture> =>
    await openGeoTiff(memorySource("made.tif", await encodeCog(made, { tile: 64, ...options })), allCodecs());
  const all = { column: 0, row: 0, width: 141, height: 103 };

  it.each(sampleTypes)("comes back as %s, sample for sample", async (type) => {
    const made = picture(type, ["blue", "green", "red", "near-infrared"]);
    const opened = await open(made);
    expect(opened.description.sampleType).toBe(type);
    const raster = await opened.readWindow(all);
    for (const [i, samples] of raster.bands.entries())
      expect(Buffer.compare(asBytes([samples]), asBytes([made.raster.bands[i] ?? samples]))).toBe(0);
    expect(raster.valid).toBeNull();
  });

  it("comes back with its bands, place, texts and levels", async () => {
    const meanings = ["vv", "classes", "shortwave-infrared", "coastal"] as const;
    const made = {
      ...picture("int16", meanings),
      texts: { Software: "Yardwatch", note: 'a & b < "두만강"' },
    };
    const { description } = await open(made);
    expect(description.bands).toEqual(made.bands);
    expect(description.georeference).toMatchObject({
      type: "transform",
      crs: { name: "EPSG:32652" },
      transform: made.transform,
    });
    expect(description.texts).toMatchObject(made.texts);
    expect(description.levels).toEqual([
      { width: 141, height: 103 },
      { width: 71, height: 52 },
      { width: 36, height: 26 },
    ]);
  });

  it.each([
    ["uint8", null],
    ["uint16", 65_535],
    ["float32", Number.NaN],
  ] as const)("has the same holes as %s with nodata %s", async (type, nodata) => {
    const made = withHole(picture(type, ["red", "green", "blue"]), nodata);
    const raster = await (await open(made)).readWindow(all);
    expect(differing(raster.valid ?? new Uint8Array(), made.raster.valid ?? new Uint8Array())).toBe(0);
    const small = await (
      await open(made)
    ).readWindow({ column: 0, row: 0, width: 71, height: 52 }, { level: 1 });
    expect(small.valid?.filter((v) => v === 0).length).toBeGreaterThan(400);
  });

  it("keeps classes whole in overviews", async () => {
    const classes = Uint8Array.from({ length: 141 * 103 }, (_, i) => (i % 141 < 70 ? 3 : 11));
    const made = picture("uint8", ["classes"]);
    const opened = await open({ ...made, raster: { ...made.raster, bands: [classes] } });
    const { bands } = await opened.readWindow({ column: 0, row: 0, width: 36, height: 26 }, { level: 2 });
    expect(new Set(bands[0])).toEqual(new Set([3, 11]));
  });
});
