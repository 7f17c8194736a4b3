import { complexGrid, forward, fourierPlan } from "../../../base/transform/fourier.ts";

/** A regular trace along one axis. */
export interface Trace {
  /** Cycles a pixel, above 0 and up to 0.5. */
  readonly frequency: number;
  /** Height of its peak over the middle of its surroundings. */
  readonly strength: number;
}

/** Points of the transform; lines are cut or filled up to it. */
const points = 2048;
/** Peaks within this of a multiple of an eighth are those of JPEG's blocks. */
const blockGuard = 0.004;
/** Frequencies below this are the picture's own; they would stand for factors below 1.12 or above 9. */
const leastFrequency = 0.11;

/**
 * Peaks of the periodic trace that interpolation leaves: the spread of the second difference changes from pixel to pixel with the phase of the interpolation (Gallagher, Detection of linear and cubic interpolation in
 * JPEG compressed images, CRV 2005). Second differences are capped, so that a few strong edges do not stand for a period, and averaged across the axis.
 * @param along "rows": differences from column to column
 * @returns the strongest peaks, strongest first, at most four
 */
export function tracesAlong(
  values: Float32Array,
  width: number,
  height: number,
  along: "rows" | "columns",
): readonly Trace[] {
  const [length, lines, step, stride] =
    along === "rows" ? [width, height, 1, width] : [height, width, width, 1];
  const used = Math.min(length - 2, points);
  const cap = 3 * usualDifference(values, length, lines, step, stride);
  if (!(cap > 0)) return [];
  const spread = new Float64Array(used);
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < used; i++) {
      const at = line * stride + (i + 1) * step;
      const difference = Math.abs(
        2 * (values[at] ?? 0) - (values[at - step] ?? 0) - (values[at + step] ?? 0),
      );
      spread[i] = (spread[i] ?? 0) + Math.min(cap, difference);
    }
  return peaksOf(spectrumOf(spread), used);
}

function usualDifference(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
): number {
  const taken: number[] = [];
  const skip = Math.max(1, Math.floor((length * lines) / 20_000));
  for (let k = 0; k < (length - 2) * lines; k += skip) {
    const at = Math.floor(k / (length - 2)) * stride + ((k % (length - 2)) + 1) * step;
    taken.push(Math.abs(2 * (values[at] ?? 0) - (values[at - step] ?? 0) - (values[at + step] ?? 0)));
  }
  taken.sort((a, b) => a - b);
  return taken[Math.floor(taken.length * 0.6)] ?? 0;
}

function spectrumOf(spread: Float64Array): Float64Array {
  const plan = fourierPlan(points, 1);
  const grid = complexGrid(points, 1);
  // Only what changes from pixel to pixel is of interest, so the slow part is taken away first.
  const slow = 8;
  for (let i = 0; i < spread.length; i++) {
    let [sum, held] = [0, 0];
    for (let k = Math.max(0, i - slow); k <= Math.min(spread.length - 1, i + slow); k++, held++)
      sum += spread[k] ?? 0;
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / spread.length);
    grid.real[i] = ((spread[i] ?? 0) - sum / held) * window;
  }
  forward(plan, grid);
  return Float64Array.from({ length: points / 2 + 1 }, (_, k) =>
    Math.hypot(grid.real[k] ?? 0, grid.imaginary[k] ?? 0),
  );
}

function peaksOf(spectrum: Float64Array, used: number): readonly Trace[] {
  const resolution = Math.ceil((2 * points) / used);
  const peaks: Trace[] = [];
  const sorted = spectrum.slice(Math.floor(leastFrequency * points)).sort();
  const middle = sorted[sorted.length >> 1] ?? 1;
  for (let k = Math.ceil(leastFrequency * points); k < spectrum.length; k++) {
    const here = spectrum[k] ?? 0;
    let highest = true;
    for (let j = Math.max(0, k - resolution); j <= Math.min(spectrum.length - 1, k + resolution); j++)
      if ((spectrum[j] ?? 0) > here) highest = false;
    const frequency = k / points;
    const eighth = Math.abs(frequency * 8 - Math.round(frequency * 8)) / 8;
    // A factor of exactly two or four peaks on an eighth too; the spectrum of the picture tells those.
    if (highest && eighth > blockGuard) peaks.push({ frequency, strength: here / Math.max(1e-12, middle) });
  }
  return peaks.toSorted((a, b) => b.strength - a.strength).slice(0, 4);
}
