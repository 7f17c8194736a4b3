import sharp from "sharp";
import { InputError } from "../../base/errors.ts";
import type { BandMeaning } from "../../sites/pictures/picture.ts";
import type { Raster, Samples } from "../../sites/pictures/raster.ts";

export interface ThumbnailOptions {
  /** Most pixels along the longer side, 16 to 4096; a smaller picture is not made larger. Default 512. */
  readonly longestSide?: number;
}

/** Pixels that the stretch is measured on, at most. */
const mostMeasured = 1_000_000;

/**
 * A picture to look at, as PNG: red, green and blue where the picture has them, else its grey band or its first; each band stretched from
 * its 2nd to its 98th percentile over the pixels that have data; what has none is transparent. It is for eyes, not for measuring.
 * @throws TypeError when meanings and bands differ in number; InputError on a side that is out of range
 */
export async function thumbnailPng(
  raster: Raster,
  meanings: readonly BandMeaning[],
  options: ThumbnailOptions = {},
): Promise<Uint8Array> {
  const { longestSide = 512 } = options;
  const { width, height } = raster;
  if (meanings.length !== raster.bands.length || meanings.length === 0)
    throw new TypeError(`thumbnailPng: ${meanings.length} meanings for ${raster.bands.length} bands`);
  if (!Number.isInteger(longestSide) || longestSide < 16 || longestSide > 4096)
    throw InputError.of("thumbnail", "longest side", String(longestSide), "a whole number from 16 to 4096");
  const shown = shownBands(meanings).flatMap((index) => raster.bands[index] ?? []);
  const opaque = opaquePixels(raster, shown, raster.bands[meanings.indexOf("alpha")]);
  const channels = shown.length + 1;
  const pixels = new Uint8Array(width * height * channels);
  for (const [channel, band] of shown.entries()) {
    const [low, high] = ends(band, opaque);
    const scale = high > low ? 255 / (high - low) : 0;
    for (let i = 0; i < opaque.length; i++) {
      if (opaque[i] === 0) continue;
      const stretched = scale === 0 ? 128 : ((band[i] ?? 0) - low) * scale;
      pixels[i * channels + channel] = Math.min(Math.max(Math.round(stretched), 0), 255);
      pixels[i * channels + channels - 1] = 255;
    }
  }
  return await sharp(pixels, { raw: { width, height, channels: channels === 4 ? 4 : 2 } })
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
}

function shownBands(meanings: readonly BandMeaning[]): readonly number[] {
  const colours = (["red", "green", "blue"] as const).map((colour) => meanings.indexOf(colour));
  if (!colours.includes(-1)) return colours;
  const grey = meanings.indexOf("grey");
  return [Math.max(grey, 0)];
}

/** 255 where all shown bands have data, else 0. */
function opaquePixels(raster: Raster, shown: readonly Samples[], alpha: Samples | undefined): Uint8Array {
  const opaque = new Uint8Array(raster.width * raster.height);
  for (let i = 0; i < opaque.length; i++)
    if ((raster.valid === null || raster.valid[i] !== 0) && (alpha === undefined || alpha[i] !== 0))
      opaque[i] = shown.every((band) => Number.isFinite(band[i])) ? 255 : 0;
  return opaque;
}

/** The 2nd and the 98th percentile of a band over the opaque pixels, or over evenly spread ones where there are many. */
function ends(band: Samples, opaque: Uint8Array): readonly [number, number] {
  const step = Math.max(1, Math.floor(band.length / mostMeasured));
  const values = new Float64Array(Math.ceil(band.length / step));
  let count = 0;
  for (let i = 0; i < band.length; i += step) if (opaque[i] !== 0) values[count++] = band[i] ?? 0;
  const sorted = values.subarray(0, count).sort();
  const at = (share: number): number => sorted[Math.round(share * (count - 1))] ?? 0;
  return [at(0.02), at(0.98)];
}
