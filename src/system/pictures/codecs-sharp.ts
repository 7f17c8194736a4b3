import sharp from "sharp";
import { DamageError } from "../../base/errors.ts";
import type { BlockShape, Codec } from "../../sites/pictures/tiff/codec.ts";
import { withTablesAndColours } from "../../sites/pictures/tiff/jpeg-segments.ts";

/** Pixels that a block may have once unpacked: a strip's packed rows may be more than the file says, never more than these. */
const pixelLimit = ({ width, height }: BlockShape): number => 4 * width * (height + 16);

function checkSize(shape: BlockShape, name: string, found: { width: number; height: number }): void {
  const rows = Math.ceil(shape.neededBytes / (shape.width * shape.samplesPerPixel));
  if (found.width !== shape.width || found.height < Math.min(rows, shape.height))
    throw new DamageError(
      `its ${name} measures ${found.width} by ${found.height} pixels, not ${shape.width} by ${shape.height}`,
      [],
    );
}

function checkBytes(shape: BlockShape, name: string): void {
  if (shape.bytesPerSample !== 1)
    throw new DamageError(`${name} with ${8 * shape.bytesPerSample} bits a sample is not read`, []);
}

/**
 * JPEG (TIFF technical note 2), by libjpeg through sharp. YCbCr becomes RGB where the file says that it is YCbCr; all else comes out as
 * stored. Four bands go through libvips as CMYK, which it turns over, so they are turned back.
 */
export const jpegCodec: Codec = {
  name: "JPEG",
  decode: async (packed, shape) => {
    checkBytes(shape, "JPEG");
    const { samplesPerPixel } = shape;
    if (samplesPerPixel !== 1 && samplesPerPixel !== 3 && samplesPerPixel !== 4)
      throw new DamageError(`JPEG with ${samplesPerPixel} bands together is not read`, []);
    const whole = withTablesAndColours(packed, shape.jpegTables, samplesPerPixel, shape.photometric === 6);
    const space = samplesPerPixel === 1 ? "b-w" : samplesPerPixel === 3 ? "srgb" : "cmyk";
    const { data, info } = await sharp(whole, { limitInputPixels: pixelLimit(shape) })
      .pipelineColourspace(space)
      .toColourspace(space)
      .raw()
      .toBuffer({ resolveWithObject: true });
    checkSize(shape, "JPEG", info);
    if (info.channels !== samplesPerPixel)
      throw new DamageError(`its JPEG has ${info.channels} bands, not ${samplesPerPixel}`, []);
    if (samplesPerPixel === 4) for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    return { type: "samples", samples: data };
  },
};

/** WebP with three or four bands, lossless or not. */
export const webpCodec: Codec = {
  name: "WebP",
  decode: async (packed, shape) => {
    checkBytes(shape, "WebP");
    const { samplesPerPixel } = shape;
    if (samplesPerPixel !== 3 && samplesPerPixel !== 4)
      throw new DamageError(`WebP with ${samplesPerPixel} bands together is not read`, []);
    const picture = sharp(packed, { limitInputPixels: pixelLimit(shape) });
    const { data, info } = await (samplesPerPixel === 4 ? picture.ensureAlpha() : picture.removeAlpha())
      .raw()
      .toBuffer({ resolveWithObject: true });
    checkSize(shape, "WebP", info);
    if (info.channels !== samplesPerPixel)
      throw new DamageError(`its WebP has ${info.channels} bands, not ${samplesPerPixel}`, []);
    return { type: "samples", samples: data };
  },
};
