/** The tags that are read, by their numbers (TIFF 6.0, its technical notes, GeoTIFF 1.1, GDAL). */
export const tag = {
  newSubfileType: 254,
  subfileType: 255,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  documentName: 269,
  imageDescription: 270,
  make: 271,
  model: 272,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  software: 305,
  dateTime: 306,
  artist: 315,
  hostComputer: 316,
  predictor: 317,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  subIfds: 330,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  copyright: 33432,
  modelPixelScale: 33550,
  modelTiepoint: 33922,
  modelTransformation: 34264,
  geoKeyDirectory: 34735,
  geoDoubleParams: 34736,
  geoAsciiParams: 34737,
  gdalMetadata: 42112,
  gdalNodata: 42113,
  lercParameters: 50674,
} as const;

/** Bytes of one value, by TIFF's field type; undefined for types that do not exist. */
export const bytesOfFieldType: readonly (number | undefined)[] = [
  undefined,
  1, // BYTE
  1, // ASCII
  2, // SHORT
  4, // LONG
  8, // RATIONAL
  1, // SBYTE
  1, // UNDEFINED
  2, // SSHORT
  4, // SLONG
  8, // SRATIONAL
  4, // FLOAT
  8, // DOUBLE
  4, // IFD
  undefined,
  undefined,
  8, // LONG8
  8, // SLONG8
  8, // IFD8
];

/** One entry of a directory. Its values are read when they are asked for. */
export interface Field {
  readonly type: number;
  readonly count: number;
  /** Where the values stand in the file, also when they stand in the entry itself. */
  readonly position: number;
}

/**
 * Reads a 64-bit whole number. Above 2^53 the number is rounded, which no place in a file that can be read reaches.
 */
export function unsigned64(view: DataView, at: number, littleEndian: boolean): number {
  const first = view.getUint32(at, littleEndian);
  const second = view.getUint32(at + 4, littleEndian);
  return littleEndian ? second * 4_294_967_296 + first : first * 4_294_967_296 + second;
}

/** One value of a field as a number. Rationals are divided. */
export function valueAt(view: DataView, at: number, type: number, littleEndian: boolean): number {
  switch (type) {
    case 1:
    case 2:
    case 7:
      return view.getUint8(at);
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 5:
      return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 10:
      return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    case 11:
      return view.getFloat32(at, littleEndian);
    case 12:
      return view.getFloat64(at, littleEndian);
    case 17:
      return Number(view.getBigInt64(at, littleEndian));
    default:
      return unsigned64(view, at, littleEndian);
  }
}
