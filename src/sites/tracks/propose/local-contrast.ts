import type { GroundRaster } from "./ground-raster.ts";

/** Metres to each side over which brightness and contrast are evened out: several tracks, less than a yard. */
const reachMetres = 14;
/** Contrast below this share of the picture's own is not amplified: an even field stays even. */
const floorShare = 0.35;
/** So bright a roof counts no more than this. */
const mostDeviations = 2.5;

/** Brightness about its local mean, in local standard deviations. */
export function localContrast({ width, height, values, stepMetres }: GroundRaster): Float32Array {
  const reach = Math.round(reachMetres / stepMetres);
  const flat = (pick: (value: number) => number): Float64Array =>
    boxSums(Float64Array.from(values, pick), width, height, reach);
  const counts = flat(() => 1);
  const sums = flat((value) => value);
  const squares = flat((value) => value * value);
  let [sum, square, count] = [0, 0, 0];
  values.forEach((value) => {
    sum += value;
    square += value * value;
    count++;
  });
  const whole = Math.sqrt(Math.max(1e-12, square / Math.max(1, count) - (sum / Math.max(1, count)) ** 2));
  return Float32Array.from(values, (value, i) => {
    const n = counts[i] ?? 1;
    const mean = (sums[i] ?? 0) / n;
    const spread = Math.sqrt(Math.max(0, (squares[i] ?? 0) / n - mean * mean));
    const deviations = (value - mean) / Math.max(spread, floorShare * whole);
    return Math.min(mostDeviations, Math.max(-mostDeviations, deviations));
  });
}

/** Sums over a square about each pixel, cut at the edges. */
function boxSums(values: Float64Array, width: number, height: number, reach: number): Float64Array {
  const rows = new Float64Array(values.length);
  for (let y = 0; y < height; y++) runningSum(values, rows, y * width, 1, width, reach);
  const sums = new Float64Array(values.length);
  for (let x = 0; x < width; x++) runningSum(rows, sums, x, width, height, reach);
  return sums;
}

function runningSum(
  from: Float64Array,
  to: Float64Array,
  start: number,
  stride: number,
  length: number,
  reach: number,
): void {
  let sum = 0;
  for (let k = 0; k < Math.min(reach, length); k++) sum += from[start + k * stride] ?? 0;
  for (let k = 0; k < length; k++) {
    if (k + reach < length) sum += from[start + (k + reach) * stride] ?? 0;
    if (k - reach - 1 >= 0) sum -= from[start + (k - reach - 1) * stride] ?? 0;
    to[start + k * stride] = sum;
  }
}
