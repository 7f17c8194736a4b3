import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted } from "../../base/errors.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import { truthGeoJson } from "../../sites/simulated/truth-geojson.ts";
import { writeWhole } from "../files/atomic.ts";
import { encodeCog, type PictureToWrite } from "./write-cog.ts";

export interface SimulatedFiles {
  readonly picture: string;
  readonly truth: string;
  /** Of the picture. */
  readonly bytes: number;
}

export interface SimulatedFileOptions {
  /**
   * Passes the pixels through JPEG at this quality, 1 to 100, before they are stored: its faults stay in them. Only for 8 bits. Default: none.
   */
  readonly jpegQuality?: number;
}

/** Letters, digits, points, lines: a name that every system takes. */
const goodName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The texts that say in the file itself that it is simulated. */
export function simulatedTexts({ truth, seed }: Capture): Readonly<Record<string, string>> {
  return {
    ImageDescription: `simulated by yardwatch: ${truth.scene.kind}, scene ${truth.scene.seed}, state ${truth.scene.state}, capture ${seed}. Not a picture of any place.`,
    Software: "yardwatch (simulated)",
    Copyright: "CC0-1.0",
    SIMULATED: "yes",
  };
}

/** A simulated picture as what the writer of COGs takes. */
export function pictureOf(capture: Capture): PictureToWrite {
  const { raster, sampleType, bands, transform, crs } = capture;
  return { raster, sampleType, bands, nodata: null, transform, crs, texts: simulatedTexts(capture) };
}

/** The capture with what JPEG at a quality does to its pixels. */
async function throughJpeg(capture: Capture, quality: number): Promise<Capture> {
  if (capture.sampleType !== "uint8")
    throw InputError.of("simulated", "jpegQuality", "samples of 16 bits", "8 bits with JPEG");
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw InputError.of("simulated", "jpegQuality", String(quality), "a whole number from 1 to 100");
  const { default: sharp } = await import("sharp");
  const { width, height, bands } = capture.raster;
  const coded = async (group: readonly (ArrayLike<number> | undefined)[]): Promise<Uint8Array[]> => {
    const channels = group.length === 3 ? 3 : 1;
    const pixels = new Uint8Array(width * height * channels);
    for (let i = 0; i < width * height; i++)
      for (let band = 0; band < channels; band++) pixels[i * channels + band] = group[band]?.[i] ?? 0;
    const jpeg = await sharp(pixels, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer();
    const back = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    return Array.from({ length: channels }, (_, band) => {
      const one = new Uint8Array(width * height);
      for (let i = 0; i < one.length; i++) one[i] = back.data[i * back.info.channels + band] ?? 0;
      return one;
    });
  };
  const colours = bands.length >= 3 ? await coded(bands.slice(0, 3)) : [];
  const others: Uint8Array[] = [];
  for (const band of bands.slice(colours.length)) others.push(...(await coded([band])));
  return { ...capture, raster: { ...capture.raster, bands: [...colours, ...others] } };
}

/**
 * Writes a simulated picture as NAME.tif (a COG that says in its texts that it is simulated) and its truth as NAME.geojson, each whole or not at
 * all. The folder is made where it is missing.
 * @throws InputError on a name that is no plain file name, or a JPEG quality that cannot be had; UnavailableError when the disk refuses
 */
export async function writeSimulated(
  folder: string,
  name: string,
  capture: Capture,
  options: SimulatedFileOptions = {},
): Promise<SimulatedFiles> {
  if (!goodName.test(name))
    throw InputError.of(
      "simulated",
      "name",
      quoted(name),
      "letters, digits, points, hyphens and underscores, at most 100",
    );
  mkdirSync(folder, { recursive: true });
  const written =
    options.jpegQuality === undefined ? capture : await throughJpeg(capture, options.jpegQuality);
  const picture = join(folder, `${name}.tif`);
  const truth = join(folder, `${name}.geojson`);
  const bytes = await encodeCog(pictureOf(written));
  writeWhole(picture, bytes);
  writeWhole(truth, truthGeoJson(written));
  return { picture, truth, bytes: bytes.length };
}
