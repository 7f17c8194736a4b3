import { DamageError } from "../../base/errors.ts";
import type { Codec, Codecs } from "../../sites/pictures/tiff/codec.ts";
import { unpackLzw } from "../../sites/pictures/tiff/lzw.ts";
import { unpackPackBits } from "../../sites/pictures/tiff/packbits.ts";
import { inflated, unzstd } from "./codecs-stream.ts";

const short = (had: number, needed: number): DamageError =>
  new DamageError(`it unpacks to ${had} bytes where its rows need ${needed}`, []);

/** A codec whose bytes unpack to at most `most` times as many: a shorter block is refused before memory is taken. */
function bytesCodec(
  name: string,
  most: number,
  unpack: (packed: Uint8Array, needed: number) => Uint8Array | Promise<Uint8Array>,
): Codec {
  return {
    name,
    decode: async (packed, { neededBytes }) => {
      if (neededBytes > most * (packed.length + 1024)) throw short(packed.length * most, neededBytes);
      const bytes = await unpack(packed, neededBytes);
      if (bytes.length < neededBytes) throw short(bytes.length, neededBytes);
      return { type: "bytes", bytes };
    },
  };
}

/** A codec that is loaded when the first block needs it, so that a plain read loads neither sharp nor WebAssembly. */
function lateCodec(name: string, load: () => Promise<Codec>): Codec {
  let loading: Promise<Codec> | null = null;
  return {
    name,
    decode: async (packed, shape) => {
      loading ??= load();
      try {
        return await (await loading).decode(packed, shape);
      } finally {
        // A load that failed is tried again the next time.
        loading.catch(() => {
          loading = null;
        });
      }
    },
  };
}

/**
 * All codecs that this program has, by TIFF's Compression number: LZW (5), JPEG (7), deflate (8, 32946), PackBits (32773), LERC (34887),
 * ZSTD (50000), WebP (50001). Deflate and ZSTD work in Node's thread pool.
 */
export function allCodecs(): Codecs {
  const deflate = bytesCodec("deflate", 1040, inflated);
  return new Map<number, Codec>([
    [5, bytesCodec("LZW", 2800, unpackLzw)],
    [7, lateCodec("JPEG", async () => (await import("./codecs-sharp.ts")).jpegCodec)],
    [8, deflate],
    [32_773, bytesCodec("PackBits", 64, unpackPackBits)],
    [32_946, deflate],
    [34_887, lateCodec("LERC", async () => (await import("./codecs-lerc.ts")).loadLercCodec())],
    [50_000, bytesCodec("ZSTD", 65_536, unzstd)],
    [50_001, lateCodec("WebP", async () => (await import("./codecs-sharp.ts")).webpCodec)],
  ]);
}
