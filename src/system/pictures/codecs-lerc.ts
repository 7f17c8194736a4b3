import * as Lerc from "lerc";
import { DamageError } from "../../base/errors.ts";
import { samplesOf, type Samples } from "../../sites/pictures/raster.ts";
import type { BlockShape, Codec } from "../../sites/pictures/tiff/codec.ts";
import { inflated, unzstd } from "./codecs-stream.ts";

/** Bytes on top of a block's samples that a LERC blob may have (its head, mask and tables). */
const overhead = 65_536;

/** Loads Esri's decoder, which is WebAssembly that the package brings along, and gives a codec. */
export async function loadLercCodec(): Promise<Codec> {
  await Lerc.load();
  return { name: "LERC", decode: async (packed, shape) => decode(await blobOf(packed, shape), shape) };
}

async function blobOf(packed: Uint8Array, shape: BlockShape): Promise<Uint8Array> {
  if (shape.lercPacking === "none") return packed;
  const most = 2 * shape.width * shape.height * shape.samplesPerPixel * shape.bytesPerSample + overhead;
  return (shape.lercPacking === "deflate" ? inflated : unzstd)(packed, Math.min(most, packed.length * 1040));
}

function decode(
  blob: Uint8Array,
  shape: BlockShape,
): { readonly type: "samples"; readonly samples: Samples } {
  const { width, height, samplesPerPixel } = shape;
  const info = Lerc.getBlobInfo(blob);
  if (info.width !== width || info.height !== height)
    throw new DamageError(
      `its LERC measures ${info.width} by ${info.height} pixels, not ${width} by ${height}`,
      [],
    );
  const depth = info.depthCount * info.bandCount;
  // A file with an alpha band of 0 and 255 only keeps it as LERC's mask.
  const alphaIsMask = depth === samplesPerPixel - 1 && shape.bytesPerSample === 1;
  if (depth !== samplesPerPixel && !alphaIsMask)
    throw new DamageError(`its LERC has ${depth} bands, not ${samplesPerPixel}`, []);
  const { pixels, mask } = Lerc.decode(blob, { returnInterleaved: true });
  const first = pixels[0];
  if (first === undefined || first instanceof Uint8ClampedArray)
    throw new DamageError("its LERC holds no samples", []);
  const whole = pixels.length === 1 ? first : woven(first, pixels, width * height);
  if (whole.length !== width * height * depth)
    throw new DamageError(`its LERC holds ${whole.length} samples`, []);
  if (alphaIsMask) return { type: "samples", samples: withAlpha(whole, mask, depth) };
  if (mask !== null && (whole instanceof Float32Array || whole instanceof Float64Array))
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 0) whole.fill(Number.NaN, i * depth, (i + 1) * depth);
  return { type: "samples", samples: whole };
}

/** Bands of separate blobs, pixel by pixel. */
function woven(first: Samples, pixels: readonly ArrayLike<number>[], count: number): Samples {
  const type =
    first instanceof Float64Array
      ? "float64"
      : first instanceof Float32Array
        ? "float32"
        : first instanceof Uint32Array
          ? "uint32"
          : first instanceof Int32Array
            ? "int32"
            : first instanceof Uint16Array
              ? "uint16"
              : first instanceof Int16Array
                ? "int16"
                : first instanceof Int8Array
                  ? "int8"
                  : "uint8";
  const out = samplesOf(type, count * pixels.length);
  for (const [band, plane] of pixels.entries())
    for (let i = 0; i < count; i++) out[i * pixels.length + band] = plane[i] ?? 0;
  return out;
}

function withAlpha(colours: Samples, mask: Uint8Array | null, depth: number): Uint8Array {
  const count = colours.length / depth;
  const out = new Uint8Array(count * (depth + 1));
  for (let i = 0; i < count; i++) {
    for (let band = 0; band < depth; band++) out[i * (depth + 1) + band] = colours[i * depth + band] ?? 0;
    out[i * (depth + 1) + depth] = mask === null || mask[i] !== 0 ? 255 : 0;
  }
  return out;
}
