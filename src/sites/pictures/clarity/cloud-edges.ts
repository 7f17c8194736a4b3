import type { Segments } from "./segments.ts";
import { boxMean, dilation, erosion, type Field } from "./window-filters.ts";

/** Half widths of the two windows between which an edge is compared, in pixels. */
const near = 2;
const far = 8;
/** Contrast below which a place on a border shows no edge at all, of white. */
const leastContrast = 0.08;
/** Slopes below this have no direction, of white over four pixels. */
const leastSlope = 0.004;

/** The brightness of a picture as its edges are measured; made once for all levels. */
export interface EdgeView {
  readonly light: Field;
  /** Contrast within 2 and within 8 pixels. */
  readonly near: Float32Array;
  readonly far: Float32Array;
}

export function edgeView(brightness: Field): EdgeView {
  const light = boxMean(brightness, 1);
  const contrast = (radius: number): Float32Array => {
    const low = erosion(light, radius).values;
    return dilation(light, radius).values.map((high, i) => high - (low[i] ?? 0));
  };
  return { light, near: contrast(near), far: contrast(far) };
}

/** What the border of a segment looks like. */
export interface Border {
  /** Pixels of the segment. */
  readonly size: number;
  /** Pixels on its border. */
  readonly length: number;
  /** Contrast within 2 pixels over that within 8: near 0.3 for a ramp, towards 1 for a step. 0 without a border in the picture. */
  readonly sharpness: number;
  /** How far the border keeps to two directions at right angles: 1 for a rectangle, near 0 for a cloud. */
  readonly squareness: number;
}

/**
 * The borders of all segments, by number (0 is no segment). Squareness is the length of the mean of exp(4 i direction) over the slopes along the border, weighted by their steepness, so that
 * directions a right angle apart add up and all others cancel: the resultant length of directional statistics (Mardia and Jupp, Directional Statistics, 2000).
 */
export function bordersOf({ numbers, count }: Segments, view: EdgeView): readonly Border[] {
  const { width, height, values } = view.light;
  const [sizes, lengths, atOnce, inAll, weight, across, along] = Array.from(
    { length: 7 },
    () => new Float64Array(count + 1),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  for (const number of numbers) if (number !== 0) sizes[number] = (sizes[number] ?? 0) + 1;
  const at = (i: number): number => values[i] ?? 0;
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      const number = numbers[i] ?? 0;
      if (number === 0) continue;
      if (
        numbers[i - 1] === number &&
        numbers[i + 1] === number &&
        numbers[i - width] === number &&
        numbers[i + width] === number
      )
        continue;
      lengths[number] = (lengths[number] ?? 0) + 1;
      const contrast = view.far[i] ?? 0;
      if (contrast >= leastContrast) {
        atOnce[number] = (atOnce[number] ?? 0) + (view.near[i] ?? 0);
        inAll[number] = (inAll[number] ?? 0) + contrast;
      }
      let [right, down] = [0, 0];
      for (let k = -1; k <= 1; k++) {
        right += at(i + 2 + k * width) - at(i - 2 + k * width);
        down += at(i + 2 * width + k) - at(i - 2 * width + k);
      }
      const slope = Math.hypot(right, down);
      if (slope < leastSlope) continue;
      const turned = 4 * Math.atan2(down, right);
      weight[number] = (weight[number] ?? 0) + slope;
      across[number] = (across[number] ?? 0) + slope * Math.cos(turned);
      along[number] = (along[number] ?? 0) + slope * Math.sin(turned);
    }
  return Array.from({ length: count + 1 }, (_, n) => ({
    size: sizes[n] ?? 0,
    length: lengths[n] ?? 0,
    sharpness: (atOnce[n] ?? 0) / Math.max(1e-9, inAll[n] ?? 0),
    squareness: Math.hypot(across[n] ?? 0, along[n] ?? 0) / Math.max(1e-9, weight[n] ?? 0),
  }));
}
