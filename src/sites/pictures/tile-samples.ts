import type { Raster } from "./raster.ts";

/**
 * The samples of a tile, pixel by pixel: the bands asked for, then one that says whether the pixel has data (0: it has none; else the largest
 * value of the array's type, or 1 for floating point). A pixel without data has 0 in all bands.
 */
export interface TileSamples {
  readonly width: number;
  readonly height: number;
  /** Bands and the one for validity: 2 for grey, 4 for three bands. */
  readonly channels: number;
  readonly samples: Uint8Array | Uint16Array | Float32Array;
}

/** Packs a raster for the screen. Whole numbers of 8 and 16 bits without a sign stay as they are; all else becomes single precision. */
export function packedTile({ width, height, bands, valid }: Raster): TileSamples {
  const channels = bands.length + 1;
  const count = width * height;
  const [first] = bands;
  const samples =
    first instanceof Uint8Array
      ? new Uint8Array(count * channels)
      : first instanceof Uint16Array
        ? new Uint16Array(count * channels)
        : new Float32Array(count * channels);
  const full = samples instanceof Uint8Array ? 255 : samples instanceof Uint16Array ? 65_535 : 1;
  for (const [band, plane] of bands.entries())
    for (let i = 0, at = band; i < count; i++, at += channels) samples[at] = plane[i] ?? 0;
  const isFloat = samples instanceof Float32Array;
  for (let i = 0; i < count; i++) {
    const at = i * channels;
    let isThere = valid === null || valid[i] !== 0;
    if (isFloat && isThere)
      for (let band = 0; band < bands.length; band++)
        if (!Number.isFinite(samples[at + band])) isThere = false;
    if (isThere) samples[at + channels - 1] = full;
    else samples.fill(0, at, at + channels);
  }
  return { width, height, channels, samples };
}

const magic = 0x59_54_31_00;
/** Bytes before the samples. */
const headerBytes = 12;
const types = ["uint8", "uint16", "float32"] as const;

/** A tile as bytes, to send: "YT1", type, width, height, channels (16 bits each, little-endian, and two of nothing), samples little-endian. */
export function tileBytes({ width, height, channels, samples }: TileSamples): Uint8Array {
  const out = new Uint8Array(headerBytes + samples.byteLength);
  const view = new DataView(out.buffer);
  const type = samples instanceof Uint8Array ? 0 : samples instanceof Uint16Array ? 1 : 2;
  view.setUint32(0, magic | type);
  view.setUint16(4, width, true);
  view.setUint16(6, height, true);
  view.setUint16(8, channels, true);
  out.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), headerBytes);
  return out;
}

/**
 * Reads what `tileBytes` wrote.
 * @throws RangeError when the bytes are something else, with what was found
 */
export function tileOfBytes(bytes: Uint8Array): TileSamples {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || (view.getUint32(0) & ~0xff) !== magic)
    throw new RangeError(`a tile of ${bytes.length} bytes that does not begin as one`);
  const type = types[view.getUint8(3)];
  const [width, height, channels] = [
    view.getUint16(4, true),
    view.getUint16(6, true),
    view.getUint16(8, true),
  ];
  const size = type === "uint8" ? 1 : type === "uint16" ? 2 : 4;
  const count = width * height * channels;
  if (type === undefined || bytes.length !== headerBytes + count * size)
    throw new RangeError(
      `a tile of ${bytes.length} bytes that should have ${headerBytes + count * size} (${width} by ${height}, ${channels} channels)`,
    );
  // Copied, so that the samples begin where their type asks for.
  const { buffer } = bytes.slice(headerBytes);
  return {
    width,
    height,
    channels,
    samples:
      type === "uint8"
        ? new Uint8Array(buffer)
        : type === "uint16"
          ? new Uint16Array(buffer)
          : new Float32Array(buffer),
  };
}
