import sharp from "sharp";
import { DamageError } from "../../base/errors.ts";
import type { FlatHeader } from "./flat-picture-header.ts";

/** A part of a picture, in whole pixels, inside it. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a part of a PNG or a JPEG into samples, pixel by pixel, as they are stored: no turning, no colour profile, no scaling to 8 bits.
 * @throws DamageError when the decoder complains of anything: a picture that breaks off is never filled up with grey
 */
export async function decodedPart(
  header: FlatHeader,
  part: Part,
  name: string,
): Promise<Uint8Array | Uint16Array> {
  const { plain, depth, isGrey, bands } = header;
  // Both spaces are named, since a conversion between them is what corrupts 16-bit samples.
  // Raw samples of 8-bit grey lose their alpha, so those take the way of colours, of which two bands are kept.
  const isGreyAlpha = isGrey && bands.length === 2 && depth === 8;
  const space = depth === 16 ? (isGrey ? "grey16" : "rgb16") : isGrey && !isGreyAlpha ? "b-w" : "srgb";
  const isWhole = part.width === header.width && part.height === header.height;
  try {
    const opened = sharp(plain, { failOn: "warning", limitInputPixels: false, sequentialRead: true });
    const cropped = isWhole ? opened : opened.extract({ ...part });
    const { data, info } = await cropped
      .pipelineColourspace(space)
      .toColourspace(space)
      .raw({ depth: depth === 16 ? "ushort" : "uchar" })
      .toBuffer({ resolveWithObject: true });
    if (
      info.channels !== (isGreyAlpha ? 4 : bands.length) ||
      info.width !== part.width ||
      info.height !== part.height
    )
      throw new Error(`${info.width} x ${info.height} pixels of ${info.channels} bands came out`);
    if (isGreyAlpha) return firstAndLast(data);
    return depth === 16
      ? new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length))
      : data;
  } catch (error) {
    const said = error instanceof Error ? [...new Set(error.message.trim().split("\n"))] : [];
    throw new DamageError(`${name}: its pixels cannot be decoded.`, said.slice(0, 5));
  }
}

/** Grey and alpha of red, green, blue and alpha, of which the first three are equal. */
function firstAndLast(samples: Uint8Array): Uint8Array {
  const kept = new Uint8Array(samples.length / 2);
  for (let i = 0; i < kept.length; i += 2) {
    kept[i] = samples[2 * i] ?? 0;
    kept[i + 1] = samples[2 * i + 3] ?? 0;
  }
  return kept;
}
