import type { BandMeaning } from "./picture.ts";
import type { Samples } from "./raster.ts";
import type { TileSamples } from "./tile-samples.ts";

/*
 * How a picture is shown to people: on the screen, as a small picture, as a strip, in a report. Nothing that counts, judges or lines up reads what was toned here.
 */

/** How samples are spread over black to white. */
export interface Stretch {
  /** Percentiles of the samples that become black and white. */
  readonly percent: readonly [low: number, high: number];
  /** One pair of ends for all bands, so that colours keep their balance, or one for each. */
  readonly linked: boolean;
  /** How many times their own contrast samples of 8 bits are shown with at most; null (the default) for as far as they go. */
  readonly mostGain?: number | null;
}

/** The samples shown black and white, one pair a band, and what lifts the shadows. */
export interface Tones {
  readonly ends: readonly (readonly [low: number, high: number])[];
  readonly gamma: number;
}

/**
 * The maker of a picture of 8 bits has balanced its colours and toned it: 1 to 99 percent, linked, with at most three times the contrast that it has. Otherwise open water,
 * which is nearly all of one tone, would be spread so far that every ship in it is plain white, and a cloud until it looks like ground. Of more bits: 2 to 98 percent by
 * band, since roofs and glints that are many times brighter than all else would leave it dark.
 */
export const usualStretch = (sampleType: string): Required<Stretch> => ({
  percent: sampleType === "uint8" ? [1, 99] : [2, 98],
  linked: sampleType === "uint8",
  mostGain: sampleType === "uint8" ? 3 : null,
});

/** The samples of bands in order: those of pixels that have data, thinned where there are many. */
export type SortedBands = readonly Float32Array[];

const mostSamples = 60_000;

function sorted(
  bands: number,
  pixels: number,
  isThere: (pixel: number) => boolean,
  sample: (band: number, pixel: number) => number,
): SortedBands {
  const step = Math.max(1, Math.floor(pixels / mostSamples));
  const kept = Array.from({ length: bands }, () => new Float32Array(Math.ceil(pixels / step)));
  let count = 0;
  for (let i = 0; i < pixels; i += step) {
    if (!isThere(i)) continue;
    for (const [band, plane] of kept.entries()) plane[count] = sample(band, i);
    count++;
  }
  return kept.map((plane) => plane.subarray(0, count).sort());
}

/** Of a coarse tile, band by band. */
export function sortedBands({ samples, channels, width, height }: TileSamples): SortedBands {
  const bands = channels - 1;
  return sorted(
    bands,
    width * height,
    (i) => samples[i * channels + bands] !== 0,
    (band, i) => samples[i * channels + band] ?? 0,
  );
}

/** Of planes, where `opaque` is not 0 and all bands have a number. */
export const sortedPlanes = (planes: readonly Samples[], opaque: Uint8Array): SortedBands =>
  sorted(
    planes.length,
    opaque.length,
    (i) => opaque[i] !== 0 && planes.every((plane) => Number.isFinite(plane[i])),
    (band, i) => planes[band]?.[i] ?? 0,
  );

const at = (values: Float32Array, percent: number): number =>
  values[Math.round((percent / 100) * (values.length - 1))] ?? 0;

/** The samples shown black and white, one pair a band; 0 to 1 where nothing has data. */
export function endsOf(
  bands: SortedBands,
  { percent, linked, mostGain = null }: Stretch,
): readonly (readonly [number, number])[] {
  const own = bands.map((plane): readonly [number, number] =>
    plane.length === 0 ? [0, 1] : [at(plane, percent[0]), at(plane, percent[1])],
  );
  const widened = (ends: readonly [number, number]): readonly [number, number] =>
    spread(mostGain === null ? ends : withinGain(ends, mostGain));
  if (!linked || own.length < 2) return own.map(widened);
  const low = Math.min(...own.map(([l]) => l));
  const high = Math.max(...own.map(([, h]) => h));
  return own.map(() => widened([low, high]));
}

/** Ends so far apart that the gain is not exceeded: about the middle, which stays as bright as it is (water dark, a cloud bright), as far as both ends stay within. */
function withinGain([low, high]: readonly [number, number], gain: number): readonly [number, number] {
  const span = 255 / gain;
  if (high - low >= span) return [low, high];
  const middle = (low + high) / 2;
  const black = Math.min(low, Math.max(high - span, middle - middle / gain));
  return [black, black + span];
}

/** A band of one value is shown grey. */
const spread = ([low, high]: readonly [number, number]): readonly [number, number] =>
  high > low ? [low, high] : [low - 1, low + 1];

/** Planes as bytes, pixel by pixel, with one for opacity: each band from its black to its white, nothing where `opaque` is 0. */
export function tonedPixels(
  planes: readonly Samples[],
  opaque: Uint8Array,
  { ends, gamma }: Tones,
): Uint8Array {
  const channels = planes.length + 1;
  const pixels = new Uint8Array(opaque.length * channels);
  for (const [channel, plane] of planes.entries()) {
    const [low, high] = ends[channel] ?? ends[0] ?? [0, 255];
    const scale = high > low ? 1 / (high - low) : 0;
    for (let i = 0; i < opaque.length; i++) {
      if (opaque[i] === 0) continue;
      const share = scale === 0 ? 0.5 : Math.min(1, Math.max(0, ((plane[i] ?? 0) - low) * scale));
      pixels[i * channels + channel] = Math.round(255 * (gamma === 1 ? share : share ** (1 / gamma)));
      pixels[i * channels + channels - 1] = 255;
    }
  }
  return pixels;
}

/** The bands shown at first: red, green and blue where the picture has them, else its grey one, else the first that shows something. */
export function usualBands(meanings: readonly BandMeaning[]): readonly number[] {
  const colours = (["red", "green", "blue"] as const).map((colour) => meanings.indexOf(colour));
  if (!colours.includes(-1)) return colours;
  const grey = meanings.indexOf("grey");
  if (grey !== -1) return [grey];
  return [
    Math.max(
      0,
      meanings.findIndex((m) => m !== "alpha" && m !== "classes"),
    ),
  ];
}
