import sharp from "sharp";
import { InputError } from "../../base/errors.ts";
import type { BandMeaning } from "../../sites/pictures/picture.ts";
import type { Raster, SampleType, Samples } from "../../sites/pictures/raster.ts";
import { endsOf, sortedPlanes, tonedPixels, usualBands, usualStretch } from "../../sites/pictures/tones.ts";

export interface ThumbnailOptions {
  /** How the picture's own samples are stored, however the raster holds them: a mean of several is no byte any more. */
  readonly sampleType: SampleType;
  /** Most pixels along the longer side, 16 to 4096; a smaller picture is not made larger. Default 512. */
  readonly longestSide?: number;
}

/**
 * A picture to look at, as PNG: the bands and the tones that the picture view shows at first, measured over these pixels; what has no data is
 * transparent. It is for eyes, not for measuring.
 * @throws TypeError when meanings and bands differ in number; InputError on a side that is out of range
 */
export async function thumbnailPng(
  raster: Raster,
  meanings: readonly BandMeaning[],
  { sampleType, longestSide = 512 }: ThumbnailOptions,
): Promise<Uint8Array> {
  const { width, height } = raster;
  if (meanings.length !== raster.bands.length || meanings.length === 0)
    throw new TypeError(`thumbnailPng: ${meanings.length} meanings for ${raster.bands.length} bands`);
  if (!Number.isInteger(longestSide) || longestSide < 16 || longestSide > 4096)
    throw InputError.of("thumbnail", "longest side", String(longestSide), "a whole number from 16 to 4096");
  const shown = usualBands(meanings).flatMap((index) => raster.bands[index] ?? []);
  const opaque = opaquePixels(raster, shown, raster.bands[meanings.indexOf("alpha")]);
  const ends = endsOf(sortedPlanes(shown, opaque), usualStretch(sampleType));
  return await sharp(tonedPixels(shown, opaque, { ends, gamma: 1 }), {
    raw: { width, height, channels: shown.length === 3 ? 4 : 2 },
  })
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
}

/** 255 where all shown bands have data, else 0. */
function opaquePixels(raster: Raster, shown: readonly Samples[], alpha: Samples | undefined): Uint8Array {
  const opaque = new Uint8Array(raster.width * raster.height);
  for (let i = 0; i < opaque.length; i++)
    if ((raster.valid === null || raster.valid[i] !== 0) && (alpha === undefined || alpha[i] !== 0))
      opaque[i] = shown.every((band) => Number.isFinite(band[i])) ? 255 : 0;
  return opaque;
}
