import { axisSpectrum } from "./axis-spectrum.ts";
import { nearestFactor, pairContrast } from "./repeated-lines.ts";
import { fallTo, middleFall } from "./spectrum-fall.ts";
import { tracesAlong, type Trace } from "./resampling-trace.ts";

/** The sample distance that pixels carry. */
export interface EffectiveSampleDistance {
  /** null: the picture has too little structure to say. Never below the distance of the pixels. */
  readonly metres: number | null;
  readonly reason: string;
}

/** Standard deviation below which there is nothing to measure, in units of the smallest step between values. */
const leastSpread = 3;
const leastSide = 64;
/** A trace counts when its peak stands this high in one axis and half as high in the other, at the same frequency. */
const leastStrength = 7.5;
const sameFrequency = 0.004;
/** Differences within pairs and between pairs of pixels that are this far apart show a factor of two. */
const leastPairContrast = 1.06;
/** Fall of the spectrum, in decibels, above which pairs stand for a factor of two. */
const pairedFall = 32;
/**
 * Interpolation by p carries nothing at 1/p, so the fall to the trace's own frequency says whether it stands for p or for p / (p - 1). Seen: 19 to 28 dB at 0.33 for a factor of 1.5 and 28 to 35 for 3; 25 to 30 at 0.4 for
 * 1.62 and 29 to 38 for 2.5. Windowed sincs end more abruptly, so the fall to a frequency that both factors carry must be deep too.
 */
const leastCommon = 0.27;
const leastCommonFall = 22;
const emptyFall = (frequency: number): number => 22 + 22.5 * frequency;
/**
 * Between 0.70 and 0.91 of the trace's frequency the larger factor falls towards its zero, the smaller one is still on its way: 7 to 12 dB were seen against 5 to 6. Where a picture is soft of
 * itself, only this tells them apart.
 */
const leastLateFall = 6.5;
/** Power, over that of rounding, below which a frequency carries nothing. */
const overRounding = 5;
/** Largest factor that is looked for. */
const largestFactor = 4.5;

/**
 * The sample distance that the pixels of one band really carry, from the traces that interpolation leaves: repeated rows and columns (nearest), the period of second differences (Gallagher, CRV 2005; the same trace as
 * Popescu and Farid, Exposing digital forgeries by detecting traces of resampling, IEEE Transactions on Signal Processing 53, 2005), unlike first differences within and between pairs (a factor of two). A period stands for several factors; the power
 * spectrum says which. Without a trace the highest frequency with more power than rounding counts. Both axes must agree. Pictures that were made coarser, and those that were rotated, show nothing and are taken at
 * the distance of their pixels.
 * @param values one band, row by row
 * @param sampleDistanceMetres ground metres from pixel to pixel
 * @throws RangeError when the sizes or the distance make no sense
 */
export function effectiveSampleDistance(
  values: ArrayLike<number>,
  width: number,
  height: number,
  sampleDistanceMetres: number,
): EffectiveSampleDistance {
  if (values.length !== width * height || !(sampleDistanceMetres > 0))
    throw new RangeError(
      `effectiveSampleDistance: ${values.length} values for ${width} x ${height}, ${sampleDistanceMetres} m`,
    );
  if (Math.min(width, height) < leastSide)
    return { metres: null, reason: `A side is shorter than ${leastSide} pixels.` };
  const field = Float32Array.from(values);
  const step = smallestStep(field);
  if (spreadOf(field) < leastSpread * step)
    return { metres: null, reason: "The pixels are too even to show what detail they carry." };
  const found = (factor: number, how: string): EffectiveSampleDistance => ({
    metres: sampleDistanceMetres * factor,
    reason: `${how}: resampled by ${Number(factor.toPrecision(3))}.`,
  });
  const repeated = nearestFactor(field, width, height);
  if (repeated !== null && repeated <= largestFactor) return found(repeated, "Rows and columns repeat");
  const spectra = (["rows", "columns"] as const).map((along) => axisSpectrum(field, width, height, along));
  const [rows, columns] = spectra;
  if (!rows || !columns) return { metres: null, reason: "A side is too short for a spectrum." };
  const power = rows.length === columns.length ? rows.map((p, k) => (p + (columns[k] ?? 0)) / 2) : rows;
  const rounding = (step * step) / 12;
  const traced = factorOfTraces(
    tracesAlong(field, width, height, "rows"),
    tracesAlong(field, width, height, "columns"),
    power,
  );
  if (traced !== null) return found(traced, "Interpolation left a regular trace");
  const pairs = pairContrast(field, width, height);
  if (pairs >= leastPairContrast && middleFall(power) > pairedFall) return found(2, "Pixels go in pairs");
  const reach = highestCarried(power, rounding);
  if (reach < 0.4)
    return reach < 0.1
      ? { metres: null, reason: "Hardly any frequency carries more than rounding." }
      : found(0.5 / reach, `Nothing is carried above ${reach.toFixed(2)} cycles a pixel`);
  return { metres: sampleDistanceMetres, reason: "The pixels carry the detail of their grid." };
}

/** The smallest difference between two values that occurs: the step of rounding. At least a hundred-thousandth of the range. */
function smallestStep(field: Float32Array): number {
  const taken = field.slice(0, 50_000).sort();
  const range = (taken.at(-1) ?? 0) - (taken[0] ?? 0);
  let least = Infinity;
  for (let i = 1; i < taken.length; i++) {
    const step = (taken[i] ?? 0) - (taken[i - 1] ?? 0);
    if (step > 0 && step < least) least = step;
  }
  return Number.isFinite(least) ? Math.max(least, range * 1e-5) : 1;
}

function spreadOf(field: Float32Array): number {
  let [sum, square] = [0, 0];
  for (const value of field) sum += value;
  const mean = sum / field.length;
  for (const value of field) square += (value - mean) ** 2;
  return Math.sqrt(square / field.length);
}

/** The factor that the common trace of both axes stands for; null when there is none. A period of p pixels is left by the factor p and by p / (p - 1); the fall of the spectrum says which. */
function factorOfTraces(
  rows: readonly Trace[],
  columns: readonly Trace[],
  power: Float64Array,
): number | null {
  let best: { readonly frequency: number; readonly strength: number } | null = null;
  for (const a of rows)
    for (const b of columns) {
      const [low, high] = [Math.min(a.strength, b.strength), Math.max(a.strength, b.strength)];
      if (Math.abs(a.frequency - b.frequency) > sameFrequency) continue;
      if (high < leastStrength || low < leastStrength / 2) continue;
      const strength = a.strength + b.strength;
      if (best === null || strength > best.strength)
        best = { frequency: (a.frequency + b.frequency) / 2, strength };
    }
  if (best === null) return null;
  const { frequency } = best;
  const [small, large] = [1 / (1 - frequency), 1 / frequency];
  const empty =
    fallTo(power, frequency) > emptyFall(frequency) &&
    fallTo(power, leastCommon) > leastCommonFall &&
    fallTo(power, 0.91 * frequency) - fallTo(power, 0.7 * frequency) > leastLateFall;
  return large <= largestFactor && empty ? large : small;
}

/** The highest frequency, in cycles a pixel, up to which the picture has clearly more power than rounding. */
function highestCarried(power: Float64Array, rounding: number): number {
  const pieces = 2 * (power.length - 1);
  let k = power.length - 2;
  while (k > 0 && ((power[k] ?? 0) + (power[k - 1] ?? 0)) / 2 < overRounding * rounding) k--;
  return k / pieces;
}
