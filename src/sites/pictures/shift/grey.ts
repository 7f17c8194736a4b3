import type { BandMeaning } from "../picture.ts";
import type { Raster } from "../raster.ts";
import type { ShiftPicture } from "./shift-picture.ts";

/** Weights of ITU-R BT.601 for brightness from colours. */
const colours: readonly (readonly [BandMeaning, number])[] = [
  ["red", 0.299],
  ["green", 0.587],
  ["blue", 0.114],
];

/**
 * One grey band of a raster, scaled so that its 1st and 99th percentile become 0 and 1; values beyond are kept, not cut. Red, green and blue
 * by their weights where all three are there, else the band that means grey, else the first that is neither alpha nor classes.
 * @param meanings what each band of the raster shows, in the raster's order
 * @throws RangeError when there is no such band or the counts differ
 */
export function greyOf(raster: Raster, meanings: readonly BandMeaning[]): ShiftPicture {
  if (meanings.length !== raster.bands.length)
    throw new RangeError(`greyOf: ${meanings.length} meanings for ${raster.bands.length} bands`);
  const parts = bandsToMix(meanings);
  const length = raster.width * raster.height;
  const values = new Float32Array(length);
  for (const [index, weight] of parts) {
    const band = raster.bands[index];
    if (band === undefined) continue;
    for (let i = 0; i < length; i++) values[i] = (values[i] ?? 0) + weight * (band[i] ?? 0);
  }
  scale(values, raster.valid);
  return { width: raster.width, height: raster.height, values, valid: raster.valid };
}

function bandsToMix(meanings: readonly BandMeaning[]): (readonly [index: number, weight: number])[] {
  const mix = colours.map(([meaning, weight]) => [meanings.indexOf(meaning), weight] as const);
  if (mix.every(([index]) => index >= 0)) return mix;
  const grey = meanings.indexOf("grey");
  const index = grey >= 0 ? grey : meanings.findIndex((m) => m !== "alpha" && m !== "classes");
  if (index < 0) throw new RangeError(`greyOf: no band to see by among ${meanings.join(", ") || "none"}`);
  return [[index, 1]];
}

function scale(values: Float32Array, valid: Uint8Array | null): void {
  const step = Math.max(1, Math.floor(values.length / 50_000)) | 1;
  const picked: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    const value = values[i] ?? 0;
    if ((valid === null || valid[i] !== 0) && Number.isFinite(value)) picked.push(value);
  }
  const sorted = Float64Array.from(picked).sort();
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 1;
  const range = high > low ? high - low : 1;
  for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) - low) / range;
}
