import { stripRows, type Strip } from "../strip.ts";

/** What the samples of one picture are normalised by. */
export interface Tone {
  /** Of red, green and blue, as the picture stores them. */
  readonly medians: readonly [number, number, number];
  /** Above 0: what counts as one step of lightness. */
  readonly spread: number;
}

/** The tone that changes nothing but by the clipping at 5. */
export const plainTone: Tone = { medians: [0, 0, 0], spread: 1 };

/** Least spread as a share of the median lightness, so that plain ground is not blown up into texture; and at all. */
const [leastShare, leastSpread] = [0.15, 1e-6];
/** From the 10th to the 90th part of a hundred of a normal distribution, in its standard deviations. */
const decilesApart = 2.56;
/** Steps between the least and the largest value: quantiles are exact to one of them. */
const steps = 65_536;

/** Counts of one quantity over steps between two values. */
interface Counts {
  readonly low: number;
  readonly width: number;
  readonly counts: Uint32Array;
}

/**
 * The tone of a picture: the median of each band and the spread of lightness, (p90 - p10) / 2.56 of the mean of the bands, floored at 0.15 of its
 * median. Over the valid samples of every second row and column (neighbours share pixels) of all strips, whatever their order; `plainTone` where there are none. Quantiles are
 * exact to 1 / 65,536 of the range of values.
 */
export function toneOf(strips: readonly Strip[]): Tone {
  const range = rangeOf(strips);
  if (range === null) return plainTone;
  const [low, high] = range;
  const width = (high - low) / steps;
  const counted = (): Counts => ({ low, width, counts: new Uint32Array(steps) });
  const [red, green, blue, light] = [counted(), counted(), counted(), counted()];
  let total = 0;
  for (const { plan, bands, valid } of strips) total += count(plan.columns, bands, valid);
  const median = quantile(light, total, 0.5);
  const spread = (quantile(light, total, 0.9) - quantile(light, total, 0.1)) / decilesApart;
  return {
    medians: [quantile(red, total, 0.5), quantile(green, total, 0.5), quantile(blue, total, 0.5)],
    spread: Math.max(spread, leastShare * Math.abs(median), leastSpread),
  };

  function count(columns: number, [r, g, b]: Strip["bands"], valid: Uint8Array): number {
    const [inRed, inGreen, inBlue, inLight] = [red.counts, green.counts, blue.counts, light.counts];
    // Where all values are the same, all lie in the first step.
    const scale = width > 0 ? 1 / width : 0;
    const last = steps - 1;
    let seen = 0;
    for (let row = 0; row < stripRows; row += 2)
      for (let i = row * columns; i < (row + 1) * columns; i += 2) {
        if (valid[i] !== 1) continue;
        const x = ((r[i] ?? 0) - low) * scale;
        const y = ((g[i] ?? 0) - low) * scale;
        const z = ((b[i] ?? 0) - low) * scale;
        const light = (x + y + z) / 3;
        // The largest value lies on the far end of the last step.
        const atRed = x < last ? x | 0 : last;
        inRed[atRed] = (inRed[atRed] ?? 0) + 1;
        const atGreen = y < last ? y | 0 : last;
        inGreen[atGreen] = (inGreen[atGreen] ?? 0) + 1;
        const atBlue = z < last ? z | 0 : last;
        inBlue[atBlue] = (inBlue[atBlue] ?? 0) + 1;
        const atLight = light < last ? light | 0 : last;
        inLight[atLight] = (inLight[atLight] ?? 0) + 1;
        seen++;
      }
    return seen;
  }
}

/** The least and the largest value of any band over the samples that count; null where there are none. */
function rangeOf(strips: readonly Strip[]): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { plan, bands, valid } of strips)
    for (const band of new Set(bands))
      for (let row = 0; row < stripRows; row += 2)
        for (let i = row * plan.columns; i < (row + 1) * plan.columns; i += 2) {
          if (valid[i] !== 1) continue;
          const value = band[i] ?? 0;
          if (value < low) low = value;
          if (value > high) high = value;
        }
  return low <= high ? [low, high] : null;
}

/** The value below which a share of the counted lies, straight within a step. */
function quantile({ low, width, counts }: Counts, total: number, share: number): number {
  const rank = share * (total - 1);
  let before = 0;
  for (let step = 0; step < counts.length; step++) {
    const here = counts[step] ?? 0;
    if (here > 0 && before + here > rank) return low + (step + (rank - before + 0.5) / here) * width;
    before += here;
  }
  return low + counts.length * width;
}
