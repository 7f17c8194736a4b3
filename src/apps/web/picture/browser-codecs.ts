import { DamageError } from "../../../base/errors.ts";
import type { Codec, Codecs } from "../../../sites/pictures/tiff/codec.ts";
import { withTablesAndColours } from "../../../sites/pictures/tiff/jpeg-segments.ts";
import { unpackLzw } from "../../../sites/pictures/tiff/lzw.ts";
import { unpackPackBits } from "../../../sites/pictures/tiff/packbits.ts";

const bytesCodec = (
  name: string,
  unpack: (packed: Uint8Array, needed: number) => Uint8Array | Promise<Uint8Array>,
): Codec => ({
  name,
  decode: async (packed, { neededBytes }) => {
    const bytes = await unpack(packed, neededBytes);
    if (bytes.length < neededBytes)
      throw new DamageError(`it unpacks to ${bytes.length} bytes where its rows need ${neededBytes}`, []);
    return { type: "bytes", bytes };
  },
});

/** What a browser unpacks by itself (deflate, JPEG) and what the pure code does (LZW, PackBits), by TIFF's Compression number. */
export function browserCodecs(): Codecs {
  const deflate = bytesCodec("deflate", inflated);
  return new Map<number, Codec>([
    [5, bytesCodec("LZW", unpackLzw)],
    [7, jpegCodec],
    [8, deflate],
    [32_773, bytesCodec("PackBits", unpackPackBits)],
    [32_946, deflate],
  ]);
}

/** zlib's format up to `needed` bytes. What follows them stays packed, and no more memory than they take is held. */
async function inflated(packed: Uint8Array, needed: number): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // A failure shows on the reading side too; it is reported from there.
  writer.write(packed as Uint8Array<ArrayBuffer>).catch(() => undefined);
  writer.close().catch(() => undefined);
  const out = new Uint8Array(needed);
  const reader = stream.readable.getReader();
  let had = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const fits = value.subarray(0, needed - had);
    out.set(fits, had);
    had += fits.length;
    if (had === needed && value.length > fits.length) {
      await reader.cancel();
      break;
    }
  }
  return out.subarray(0, had);
}

const jpegCodec: Codec = {
  name: "JPEG",
  decode: async (packed, shape) => {
    const { samplesPerPixel, width, height } = shape;
    if (shape.bytesPerSample !== 1 || (samplesPerPixel !== 1 && samplesPerPixel !== 3))
      throw new DamageError(`JPEG with ${samplesPerPixel} bands together is not read in the browser`, []);
    const whole = withTablesAndColours(packed, shape.jpegTables, samplesPerPixel, shape.photometric === 6);
    const bitmap = await createImageBitmap(
      new Blob([whole as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }),
      { colorSpaceConversion: "none", premultiplyAlpha: "none" },
    );
    if (
      bitmap.width !== width ||
      bitmap.height < Math.min(height, shape.neededBytes / (width * samplesPerPixel))
    )
      throw new DamageError(
        `its JPEG measures ${bitmap.width} by ${bitmap.height} pixels, not ${width} by ${height}`,
        [],
      );
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new TypeError("this browser has no 2D canvas in workers");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    bitmap.close();
    const samples = new Uint8Array((data.length / 4) * samplesPerPixel);
    for (let i = 0, at = 0; i < data.length; i += 4)
      for (let k = 0; k < samplesPerPixel; k++) samples[at++] = data[i + k] ?? 0;
    return { type: "samples", samples };
  },
};
