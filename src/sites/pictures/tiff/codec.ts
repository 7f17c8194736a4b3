import type { Samples } from "../raster.ts";

/** What a block (a tile or a strip) of a TIFF was packed from, for codecs that need to know. */
export interface BlockShape {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel inside this block: 1 where bands are stored apart. */
  readonly samplesPerPixel: number;
  readonly bytesPerSample: 1 | 2 | 4 | 8;
  /** Bytes from the block's start that are asked for; what lies behind them need not be unpacked. Codecs that know samples may ignore it. */
  readonly neededBytes: number;
  /** TIFF's PhotometricInterpretation: 6 is YCbCr. */
  readonly photometric: number;
  /** The JPEGTables tag; null when there is none. */
  readonly jpegTables: Uint8Array | null;
  /** What LERC blocks are packed in once more, by the LercParameters tag. */
  readonly lercPacking: "none" | "deflate" | "zstd";
}

/** A block as it comes out of a codec: bytes in the file's byte order with the predictor still in them, or finished samples. */
export type Unpacked =
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  | { readonly type: "samples"; readonly samples: Samples };

/** Unpacks one kind of compression. What comes out is never larger than what the shape asks for. */
export interface Codec {
  readonly name: string;
  /**
   * Returns the block's samples, pixel by pixel, for codecs that know samples (JPEG, WebP, LERC), else its bytes as they were before
   * they were packed, at least `neededBytes` of them.
   * @throws DamageError when the bytes cannot be unpacked or come out short
   */
  readonly decode: (packed: Uint8Array, shape: BlockShape) => Promise<Unpacked>;
}

/** Codecs by the number in TIFF's Compression tag. */
export type Codecs = ReadonlyMap<number, Codec>;
