import type { BandMeaning } from "../../../sites/pictures/picture.ts";
import type { TileSamples } from "./tile-source.ts";

/** How samples are spread over black to white. */
export interface Stretch {
  /** Percentiles of the samples that become black and white. */
  readonly percent: readonly [low: number, high: number];
  /** One pair of ends for all bands, so that colours keep their balance, or one for each. */
  readonly linked: boolean;
  /** From black to white lies at least so much, in the samples' units: white moves up. Default 0. */
  readonly leastSpan?: number;
}

/**
 * 1 to 99 percent; for more than 8 bits by band. The maker of a picture of 8 bits has balanced its colours and toned it: it is linked, and gets at most three times
 * the contrast that it has. Otherwise open water, which is nearly all of one tone, would be spread so far that every ship in it is plain white.
 */
export const usualStretch = (sampleType: string): Required<Stretch> => ({
  percent: [1, 99],
  linked: sampleType === "uint8",
  leastSpan: sampleType === "uint8" ? 255 / 3 : 0,
});

/** The samples of a coarse tile in order, band by band: those of pixels that have data, thinned where there are many. */
export type SortedBands = readonly Float32Array[];

const mostSamples = 60_000;

export function sortedBands({ samples, channels, width, height }: TileSamples): SortedBands {
  const bands = channels - 1;
  const step = Math.max(1, Math.floor((width * height) / mostSamples));
  const kept = Array.from({ length: bands }, () => new Float32Array(Math.ceil((width * height) / step)));
  let count = 0;
  for (let i = 0; i < width * height; i += step) {
    if (samples[i * channels + bands] === 0) continue;
    for (const [band, plane] of kept.entries()) plane[count] = samples[i * channels + band] ?? 0;
    count++;
  }
  return kept.map((plane) => plane.subarray(0, count).sort());
}

const at = (sorted: Float32Array, percent: number): number =>
  sorted[Math.round((percent / 100) * (sorted.length - 1))] ?? 0;

/** The samples shown black and white, one pair a band; 0 to 1 where nothing has data. */
export function endsOf(
  sorted: SortedBands,
  { percent, linked, leastSpan = 0 }: Stretch,
): readonly (readonly [number, number])[] {
  const own = sorted.map((plane): readonly [number, number] =>
    plane.length === 0 ? [0, 1] : [at(plane, percent[0]), at(plane, percent[1])],
  );
  const widened = ([low, high]: readonly [number, number]): readonly [number, number] =>
    spread([low, Math.max(high, low + leastSpan)]);
  if (!linked || own.length < 2) return own.map(widened);
  const low = Math.min(...own.map(([l]) => l));
  const high = Math.max(...own.map(([, h]) => h));
  return own.map(() => widened([low, high]));
}

/** A band of one value is shown grey. */
const spread = ([low, high]: readonly [number, number]): readonly [number, number] =>
  high > low ? [low, high] : [low - 1, low + 1];

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

/** Choices of bands that have names: what the picture's bands allow. */
export function bandChoices(
  meanings: readonly BandMeaning[],
): { readonly name: string; readonly bands: readonly number[] }[] {
  const of = (...wanted: BandMeaning[]): readonly number[] | null => {
    const found = wanted.map((m) => meanings.indexOf(m));
    return found.includes(-1) ? null : found;
  };
  const natural = of("red", "green", "blue");
  const infrared = of("near-infrared", "red", "green");
  const shortwave = of("shortwave-infrared", "near-infrared", "red");
  return [
    ...(natural === null ? [] : [{ name: "natural colour", bands: natural }]),
    ...(infrared === null ? [] : [{ name: "colour infrared", bands: infrared }]),
    ...(shortwave === null ? [] : [{ name: "shortwave infrared", bands: shortwave }]),
    ...meanings.flatMap((meaning, i) =>
      meaning === "alpha" ? [] : [{ name: meaning === "unknown" ? `band ${i + 1}` : meaning, bands: [i] }],
    ),
  ];
}
