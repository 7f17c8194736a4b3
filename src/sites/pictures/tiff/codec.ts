import type { Samples } from "../raster.ts";

/** What a block (a tile or a strip) of a TIFF was packed from, for codecs that need to know. */
export interface BlockShape {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel inside this block: 1 where bands are stored apart. */
  readonly samplesPerPixel: number;
  readonly bytesPerSample: 1 | 2 | 4 | 8;
  /** TIFF's PhotometricInterpretation: 6 is YCbCr. */
  readonly photometric: number;
  /** The JPEGTables tag; null when there is none. */
  readonly jpegTables: Uint8Array | null;
}

/** Unpacks one kind of compression. What comes out is never larger than what the shape asks for. */
export interface Codec {
  readonly name: string;
  /**
   * Returns the block's bytes in the machine's byte order for codecs that know samples (JPEG, WebP, LERC), else as they were packed.
   * `samples` says which of the two it was.
   * @throws DamageError when the bytes cannot be unpacked or come out short
   */
  readonly decode: (
    packed: Uint8Array,
    shape: BlockShape,
  ) => Promise<
    | { readonly type: "bytes"; readonly bytes: Uint8Array }
    | { readonly type: "samples"; readonly samples: Samples }
  >;
}

/** Codecs by the number in TIFF's Compression tag. */
export type Codecs = ReadonlyMap<number, Codec>;
