import { samplesOf, type Raster, type Samples, type SampleType } from "../raster.ts";

/** TIFF's Predictor: 1 none, 2 differences of neighbours (TIFF 6.0, section 14), 3 for floats (Adobe Photoshop TIFF Technical Note 3). */
export type Predictor = 1 | 2 | 3;

export const predictorFor = (type: SampleType): Predictor => (type.startsWith("float") ? 3 : 2);

/**
 * Bytes of one tile before compression, little-endian, bands side by side in each pixel. What reaches beyond the picture is 0.
 * `column` and `row` count tiles.
 */
export function tileBytes(
  raster: Raster,
  type: SampleType,
  tile: number,
  column: number,
  row: number,
  predictor: Predictor,
): Uint8Array {
  const bands = raster.bands.length;
  const samples = samplesOf(type, tile * tile * bands);
  const [left, top] = [column * tile, row * tile];
  const width = Math.min(tile, raster.width - left);
  const height = Math.min(tile, raster.height - top);
  for (const [index, band] of raster.bands.entries())
    for (let y = 0; y < height; y++) {
      let from = (top + y) * raster.width + left;
      let to = y * tile * bands + index;
      for (let x = 0; x < width; x++, from++, to += bands) samples[to] = band[from] ?? 0;
    }
  const bytes = littleEndian(samples);
  if (predictor === 2) differences(samples, tile * bands, bands);
  else if (predictor === 3) floatDifferences(bytes, tile * bands, bands, samples.BYTES_PER_ELEMENT);
  return bytes;
}

/** Bits of one tile of a mask, most significant first, rows on whole bytes; 1 where there is data. */
export function maskTileBytes(
  raster: Raster,
  valid: Uint8Array,
  tile: number,
  column: number,
  row: number,
): Uint8Array {
  const bytes = new Uint8Array((tile / 8) * tile);
  const [left, top] = [column * tile, row * tile];
  const width = Math.min(tile, raster.width - left);
  const height = Math.min(tile, raster.height - top);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (valid[(top + y) * raster.width + left + x] !== 0) {
        const at = (y * tile + x) >> 3;
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
      }
  return bytes;
}

function littleEndian(samples: Samples): Uint8Array {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1)
    throw new TypeError("littleEndian: pictures are written on little-endian machines only");
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

function differences(samples: Samples, rowLength: number, bands: number): void {
  for (let begin = 0; begin < samples.length; begin += rowLength)
    for (let i = begin + rowLength - 1; i >= begin + bands; i--)
      samples[i] = (samples[i] ?? 0) - (samples[i - bands] ?? 0);
}

function floatDifferences(bytes: Uint8Array, rowLength: number, bands: number, size: number): void {
  const row = new Uint8Array(rowLength * size);
  for (let begin = 0; begin < bytes.length; begin += row.length) {
    // The most significant bytes of the whole row first, then the next.
    for (let plane = 0; plane < size; plane++)
      for (let i = 0; i < rowLength; i++)
        row[plane * rowLength + i] = bytes[begin + i * size + (size - 1 - plane)] ?? 0;
    for (let i = row.length - 1; i >= bands; i--) row[i] = (row[i] ?? 0) - (row[i - bands] ?? 0);
    bytes.set(row, begin);
  }
}
