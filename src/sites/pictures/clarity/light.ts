import type { BandMeaning } from "../picture.ts";
import type { Raster, Samples } from "../raster.ts";
import { quantile, type Field } from "./window-filters.ts";

/** Pixels of a picture with what their bands show. */
export interface JudgedPixels {
  readonly raster: Raster;
  /** Meaning of each band. Three or more bands of unknown meaning are taken as red, green, blue and near infrared, in this order. */
  readonly bands: readonly BandMeaning[];
  /**
   * The value that a white surface in full sun has: 10,000 for reflectance as Sentinel-2 and Landsat products scale it, 255 for pictures made to be looked at. null: guessed
   * from the values.
   */
  readonly white: number | null;
}

/** What the judgement works on: each field between 0 (black) and about 1 (white). */
export interface Light {
  readonly width: number;
  readonly height: number;
  /** Mean of the visible bands, or the only band. */
  readonly brightness: Field;
  /** The darkest of all bands at each pixel. */
  readonly darkest: Field;
  /** Spread of the visible bands over their mean: 0 is grey. null with one band. */
  readonly colourfulness: Field | null;
  readonly blueOverRed: Field | null;
  /** 1 where there is data. */
  readonly valid: Uint8Array;
  /** 1 where a visible band stands at the top of its range. */
  readonly saturated: Uint8Array;
}

/** Tops of the ranges that pictures come in: 8, 10, 11 and 12 bits, reflectance in ten-thousandths, 14 and 16 bits. */
const tops = [255, 1023, 2047, 4095, 10_000, 16_383, 65_535] as const;

/** @throws RangeError when there is no band that shows light */
export function lightOf({ raster, bands, white }: JudgedPixels): Light {
  const { width, height } = raster;
  const visible = visibleOf(raster, bands);
  const infrared = infraredOf(raster, bands);
  const [first] = visible;
  if (first === undefined) throw new RangeError("lightOf: no band of visible or grey light");
  const size = width * height;
  const valid = raster.valid ?? new Uint8Array(size).fill(1);
  const brightness = new Float32Array(size);
  const darkest = new Float32Array(size);
  const scale = 1 / (white ?? whiteOf(visible, valid));
  const colours = visible.length >= 3;
  const colourfulness = colours ? new Float32Array(size) : null;
  const blueOverRed = colours ? new Float32Array(size) : null;
  const [red, blue] = [visible[0] ?? first, visible[2] ?? first];
  for (let i = 0; i < size; i++) {
    let sum = 0;
    let least = Infinity;
    for (const band of visible) {
      const value = band[i] ?? 0;
      sum += value;
      least = Math.min(least, value);
    }
    const mean = sum / visible.length;
    if (infrared !== null) least = Math.min(least, infrared[i] ?? 0);
    brightness[i] = mean * scale;
    darkest[i] = least * scale;
    if (colourfulness === null || blueOverRed === null) continue;
    let apart = 0;
    for (const band of visible) apart += Math.abs((band[i] ?? 0) - mean);
    colourfulness[i] = mean > 0 ? apart / mean : 0;
    blueOverRed[i] = (blue[i] ?? 0) / Math.max(1e-9, red[i] ?? 0);
  }
  const field = (values: Float32Array): Field => ({ width, height, values });
  return {
    width,
    height,
    brightness: field(brightness),
    darkest: field(darkest),
    colourfulness: colourfulness && field(colourfulness),
    blueOverRed: blueOverRed && field(blueOverRed),
    valid,
    saturated: saturatedOf(visible, valid, size),
  };
}

/** Red, green and blue in this order, or the one band there is. */
function visibleOf(raster: Raster, bands: readonly BandMeaning[]): readonly Samples[] {
  const of = (meaning: BandMeaning): Samples | undefined => raster.bands[bands.indexOf(meaning)];
  const [red, green, blue] = [of("red"), of("green"), of("blue")];
  if (red !== undefined && green !== undefined && blue !== undefined) return [red, green, blue];
  const one = of("grey") ?? green ?? red ?? blue;
  if (one !== undefined) return [one];
  const plain = raster.bands.filter((_, i) => (bands[i] ?? "unknown") === "unknown");
  return plain.length >= 3 ? plain.slice(0, 3) : plain.slice(0, 1);
}

function infraredOf(raster: Raster, bands: readonly BandMeaning[]): Samples | null {
  const known = raster.bands[bands.indexOf("near-infrared")];
  if (known !== undefined) return known;
  const unknown = raster.bands.filter((_, i) => (bands[i] ?? "unknown") === "unknown");
  return unknown.length === 4 ? (unknown[3] ?? null) : null;
}

function whiteOf(visible: readonly Samples[], valid: Uint8Array): number {
  const high = Math.max(...visible.map((band) => quantile(Float32Array.from(band), 0.999, valid)));
  if (!(high > 0)) return 1;
  if (high <= 1.5) return 1;
  return tops.find((top) => high <= top) ?? high;
}

/**
 * Pixels in which a visible band is cut off at the top: the largest value there is, when it is held by more than one in a thousand pixels and by ten
 * times as many as the values just below it, of which there must be some, or 255 and 65,535 themselves.
 */
function saturatedOf(visible: readonly Samples[], valid: Uint8Array, size: number): Uint8Array {
  const saturated = new Uint8Array(size);
  for (const band of visible) {
    let top = -Infinity;
    for (let i = 0; i < size; i++) if (valid[i] === 1) top = Math.max(top, band[i] ?? 0);
    let [atTop, below] = [0, 0];
    for (let i = 0; i < size; i++) {
      const value = band[i] ?? 0;
      if (valid[i] !== 1) continue;
      if (value === top) atTop++;
      else if (value >= top * 0.95) below++;
    }
    const steps = Math.max(1, top * 0.05);
    const clipped =
      top === 255 || top === 65_535
        ? atTop > 0
        : atTop > size / 1000 && atTop > (10 * below) / steps && below * 20 >= atTop;
    if (clipped && top > 0)
      for (let i = 0; i < size; i++) if (valid[i] === 1 && band[i] === top) saturated[i] = 1;
  }
  return saturated;
}
