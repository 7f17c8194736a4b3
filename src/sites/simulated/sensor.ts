import type { Samples, SampleType } from "../pictures/raster.ts";
import { samplesOf } from "../pictures/raster.ts";
import { latticeHash } from "./noise.ts";

/** One band of floating-point pixels. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Blurs by a Gaussian of `sigma` pixels in both directions; edges repeat. */
export function blurred(plane: Plane, sigma: number): Plane {
  if (sigma < 0.05) return plane;
  const { width, height, values } = plane;
  const reach = Math.max(1, Math.ceil(sigma * 3));
  const weights = new Float32Array(2 * reach + 1);
  let total = 0;
  // A pixel gathers over its own area: the weight is the Gaussian's mean over it, by five points.
  for (let k = -reach; k <= reach; k++) {
    let sum = 0;
    for (let j = -2; j <= 2; j++) sum += Math.exp(-((k + j / 5) ** 2) / (2 * sigma * sigma));
    weights[k + reach] = sum;
    total += sum;
  }
  for (let k = 0; k < weights.length; k++) weights[k] = (weights[k] ?? 0) / total;
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const at = x + k < 0 ? 0 : x + k >= width ? width - 1 : x + k;
        sum += (weights[k + reach] ?? 0) * (values[y * width + at] ?? 0);
      }
      across[y * width + x] = sum;
    }
  const result = new Float32Array(values.length);
  for (let k = -reach; k <= reach; k++) {
    const weight = weights[k + reach] ?? 0;
    for (let y = 0; y < height; y++) {
      const from = (y + k < 0 ? 0 : y + k >= height ? height - 1 : y + k) * width;
      const to = y * width;
      for (let x = 0; x < width; x++)
        result[to + x] = (result[to + x] ?? 0) + weight * (across[from + x] ?? 0);
    }
  }
  return { width, height, values: result };
}

/** The cubic kernel of Keys (1981) with a = -0.5. */
function keys(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}

/**
 * Takes values at a regular grid of places: the middle of result pixel (x, y) lies at column `left + (x + 0.5) * step` of the plane, and row
 * likewise from `top`, where (0, 0) is the plane's outer corner. By cubic convolution (R. Keys, 1981); edges repeat.
 */
export function resampled(
  plane: Plane,
  left: number,
  top: number,
  step: number,
  width: number,
  height: number,
): Plane {
  const middle = new Float32Array(width * plane.height);
  const taps = (from: number, index: number): { first: number; weights: readonly number[] } => {
    const at = from + (index + 0.5) * step - 0.5;
    const first = Math.floor(at) - 1;
    return { first, weights: [0, 1, 2, 3].map((k) => keys(at - first - k)) };
  };
  for (let x = 0; x < width; x++) {
    const { first, weights } = taps(left, x);
    const columns = weights.map((_, k) => Math.max(0, Math.min(plane.width - 1, first + k)));
    for (let y = 0; y < plane.height; y++) {
      let sum = 0;
      for (let k = 0; k < 4; k++)
        sum += (weights[k] ?? 0) * (plane.values[y * plane.width + (columns[k] ?? 0)] ?? 0);
      middle[y * width + x] = sum;
    }
  }
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const { first, weights } = taps(top, y);
    for (let k = 0; k < 4; k++) {
      const weight = weights[k] ?? 0;
      const from = Math.max(0, Math.min(plane.height - 1, first + k)) * width;
      for (let x = 0; x < width; x++)
        values[y * width + x] = (values[y * width + x] ?? 0) + weight * (middle[from + x] ?? 0);
    }
  }
  return { width, height, values };
}

/**
 * Adds the sensor's noise in place: a floor, and a part that grows with the square root of the light. `strength` 1 gives a ratio of signal to
 * noise of about 70 at a reflectance of 0.2.
 */
export function addNoise(plane: Plane, strength: number, seed: number): void {
  if (strength <= 0) return;
  const { width, values } = plane;
  for (let i = 0; i < values.length; i++) {
    const h = latticeHash(i % width, Math.floor(i / width), seed);
    // The sum of four bytes, as a normal number of spread 1: 147.8 is the spread of the sum.
    const normal = ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 147.8;
    const value = Math.max(0, values[i] ?? 0);
    values[i] = (values[i] ?? 0) + normal * strength * Math.sqrt(1e-6 + 3.5e-5 * value);
  }
}

/**
 * Turns reflectance into the numbers of a file: 8 bits as 255 * (gain * reflectance)^(1/gamma), 16 bits as 10,000 * gain * reflectance.
 */
export function quantised(
  plane: Plane,
  type: Extract<SampleType, "uint8" | "uint16">,
  gain: number,
  gamma: number,
): Samples {
  const samples = samplesOf(type, plane.values.length);
  const top = type === "uint8" ? 255 : 65_535;
  for (let i = 0; i < samples.length; i++) {
    const light = Math.max(0, gain * (plane.values[i] ?? 0));
    const value = type === "uint8" ? 255 * light ** (1 / gamma) : 10_000 * light;
    samples[i] = Math.min(top, Math.round(value));
  }
  return samples;
}
