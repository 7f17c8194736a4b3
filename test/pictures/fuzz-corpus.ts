import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { uniform } from "../../src/base/random.ts";
import { samplesOf, type SampleType } from "../../src/sites/pictures/raster.ts";
import { writeCog } from "../../src/system/pictures/write-cog.ts";
import type { FuzzKind, Seed } from "./fuzz-mutate.ts";

const [width, height] = [53, 41];
const utm = { name: "EPSG:32652", proj4: "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs" };

/**
 * Writes small pictures of many encodings into an empty folder: those that this program writes, PNG and JPEG of sharp, and where GDAL is at hand
 * about fifty TIFFs of it, or `few`: one of each compression and some odd ones. Returns the number of files.
 */
export async function makeCorpus(folder: string, gdal: "none" | "few" | "all"): Promise<number> {
  const next = uniform(7);
  const cog = async (name: string, type: SampleType, bands: number, masked: boolean): Promise<string> => {
    const path = join(folder, `cog-${name}.tif`);
    const scale = type.startsWith("float") ? 1 : type === "uint8" ? 255 : 4000;
    const raster = {
      width,
      height,
      bands: Array.from({ length: bands }, () =>
        samplesOf(type, width * height).map((_, i) => scale * (0.4 + 0.4 * Math.sin(i / 19) + 0.2 * next())),
      ),
      valid: masked ? new Uint8Array(width * height).fill(1).fill(0, 300, 600) : null,
    };
    const meanings = ["red", "green", "blue", "near-infrared"] as const;
    await writeCog(
      path,
      {
        raster,
        sampleType: type,
        bands: Array.from({ length: bands }, (_, i) => ({
          name: `band ${i}`,
          meaning: bands === 1 ? ("grey" as const) : (meanings[i] ?? "unknown"),
        })),
        nodata: null,
        transform: [400_000, 0.5, 0, 4_700_000, 0, -0.5],
        crs: utm,
        texts: { note: "made", DateTime: "2023:10:05 10:24:31" },
      },
      { tile: 16 },
    );
    return path;
  };
  const grey = await cog("grey", "uint8", 1, false);
  const rgb = await cog("rgb", "uint8", 3, true);
  const four = await cog("four", "uint16", 4, false);
  const floats = await cog("float", "float32", 2, true);
  await flatPictures(folder);
  if (gdal !== "none") gdalPictures(folder, { grey, rgb, four, floats }, gdal === "few");
  return readdirSync(folder).length;
}

async function flatPictures(folder: string): Promise<void> {
  const next = uniform(11);
  const pixels = (channels: number): Buffer =>
    Buffer.from(
      Array.from({ length: width * height * channels }, (_, i) => 128 + 90 * Math.sin(i / 40) + 30 * next()),
    );
  for (const channels of [1, 2, 3, 4] as const) {
    const image = (): Sharp => sharp(pixels(channels), { raw: { width, height, channels } });
    const file = (name: string): string => join(folder, `${name}-${channels}`);
    await image()
      .png()
      .toFile(`${file("plain")}.png`);
    await image()
      .png({ progressive: true })
      .toFile(`${file("interlaced")}.png`);
    await image()
      .toColourspace("rgb16")
      .png()
      .toFile(`${file("deep")}.png`);
    if (channels > 2)
      await image()
        .png({ palette: true })
        .toFile(`${file("palette")}.png`);
    if (channels === 2 || channels === 4) continue;
    await image()
      .jpeg()
      .toFile(`${file("plain")}.jpg`);
    await image()
      .jpeg({ progressive: true, mozjpeg: false })
      .toFile(`${file("progressive")}.jpg`);
    await image()
      .jpeg({ chromaSubsampling: "4:4:4", quality: 60 })
      .withExif({ IFD0: { Copyright: "made" }, IFD2: { DateTimeOriginal: "2023:10:05 10:24:31" } })
      .toFile(`${file("exif")}.jpg`);
  }
}

type Sources = Readonly<Record<"grey" | "rgb" | "four" | "floats", string>>;

function gdalPictures(folder: string, { grey, rgb, four, floats }: Sources, few: boolean): void {
  const make = (name: string, source: string, ...options: readonly string[]): void => {
    const path = join(folder, `gdal-${name}.tif`);
    execFileSync("gdal_translate", ["-q", "-of", "GTiff", ...options, source, path], {
      stdio: "ignore",
      env: { ...process.env, GDAL_TIFF_INTERNAL_MASK: "YES" },
    });
  };
  const creation = (...pairs: readonly string[]): string[] => pairs.flatMap((pair) => ["-co", pair]);
  const tiles = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"];
  for (const compress of ["LZW", "PACKBITS", "ZSTD", "LERC_ZSTD"])
    make(`${compress}-bands`, four, ...creation(`COMPRESS=${compress}`, "INTERLEAVE=BAND", ...tiles));
  make("ycbcr", rgb, ...creation("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", ...tiles));
  make("webp", rgb, ...creation("COMPRESS=WEBP", ...tiles));
  make("bigtiff-big-endian", floats, ...creation("BIGTIFF=YES", "ENDIANNESS=BIG"));
  make("bits-12", four, ...creation("NBITS=12", "COMPRESS=DEFLATE"));
  if (few) return;
  for (const compress of [
    "NONE",
    "DEFLATE",
    "LZW",
    "PACKBITS",
    "ZSTD",
    "LERC",
    "LERC_DEFLATE",
    "LERC_ZSTD",
  ]) {
    make(`${compress}-strips`, four, ...creation(`COMPRESS=${compress}`, "BLOCKYSIZE=9"));
    make(`${compress}-tiles`, four, ...creation(`COMPRESS=${compress}`, "INTERLEAVE=BAND", ...tiles));
    make(`${compress}-floats`, floats, ...creation(`COMPRESS=${compress}`, ...tiles));
  }
  for (const compress of ["DEFLATE", "LZW", "ZSTD"]) {
    make(`${compress}-predicted`, four, ...creation(`COMPRESS=${compress}`, "PREDICTOR=2", ...tiles));
    make(
      `${compress}-predicted-floats`,
      floats,
      ...creation(`COMPRESS=${compress}`, "PREDICTOR=3", "BLOCKYSIZE=5"),
    );
  }
  for (const compress of ["JPEG", "WEBP"]) {
    make(
      `${compress}-strips`,
      rgb,
      "-b",
      "1",
      "-b",
      "2",
      "-b",
      "3",
      ...creation(`COMPRESS=${compress}`, "BLOCKYSIZE=16"),
    );
    make(`${compress}-tiles`, rgb, ...creation(`COMPRESS=${compress}`, ...tiles));
  }
  make("jpeg-grey", grey, ...creation("COMPRESS=JPEG"));
  make("bigtiff", four, ...creation("BIGTIFF=YES", "COMPRESS=DEFLATE", ...tiles));
  make("big-endian", four, ...creation("ENDIANNESS=BIG", "COMPRESS=LZW", "PREDICTOR=2"));
  make("bits-1", grey, ...creation("NBITS=1"));
  make("half", floats, ...creation("NBITS=16"));
  make("doubles", floats, "-ot", "Float64", "-a_nodata", "0", ...creation("COMPRESS=ZSTD"));
  make("signed", four, "-ot", "Int16", "-a_nodata", "-5", ...creation("COMPRESS=DEFLATE"));
  make("alpha", rgb, "-b", "1", "-b", "2", "-b", "3", "-b", "mask", ...creation("ALPHA=YES", ...tiles));
  make("sparse", grey, ...creation("SPARSE_OK=TRUE", ...tiles));
  make(
    "points",
    grey,
    "-gcp",
    "0",
    "0",
    "127",
    "40",
    "-gcp",
    "50",
    "0",
    "128",
    "40",
    "-gcp",
    "0",
    "40",
    "127",
    "39",
  );
  writeFileSync(join(folder, "empty.tif"), "");
}

/** Reads a corpus back, in the order of names. */
export function readCorpus(folder: string): Seed[] {
  const kinds: Readonly<Record<string, FuzzKind>> = { tif: "tiff", png: "png", jpg: "jpeg" };
  return readdirSync(folder)
    .toSorted()
    .flatMap((name): Seed[] => {
      const kind = kinds[name.slice(-3)];
      const bytes = kind === undefined ? new Uint8Array() : new Uint8Array(readFileSync(join(folder, name)));
      return kind === undefined || bytes.length === 0 ? [] : [{ name, kind, bytes }];
    });
}
