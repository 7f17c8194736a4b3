/** How one sample of a picture is stored. */
export const sampleTypes = [
  "uint8",
  "int8",
  "uint16",
  "int16",
  "uint32",
  "int32",
  "float32",
  "float64",
] as const;
export type SampleType = (typeof sampleTypes)[number];

export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Bytes of one sample. */
export const bytesOf: Readonly<Record<SampleType, 1 | 2 | 4 | 8>> = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  float64: 8,
};

/** Makes an array of `length` samples, all zero. */
export function samplesOf(type: SampleType, length: number): Samples {
  switch (type) {
    case "uint8":
      return new Uint8Array(length);
    case "int8":
      return new Int8Array(length);
    case "uint16":
      return new Uint16Array(length);
    case "int16":
      return new Int16Array(length);
    case "uint32":
      return new Uint32Array(length);
    case "int32":
      return new Int32Array(length);
    case "float32":
      return new Float32Array(length);
    case "float64":
      return new Float64Array(length);
  }
}

/** A rectangle of whole pixels of one level of a picture. It may reach beyond the picture: what lies outside has no data. */
export interface PixelWindow {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Decoded pixels, one array a band. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** One array a band, row by row from the top left, `width * height` samples each. */
  readonly bands: readonly Samples[];
  /** One byte a pixel: 1 where the picture has data, 0 outside it, at nodata and where its mask says so. null: data everywhere. */
  readonly valid: Uint8Array | null;
}
