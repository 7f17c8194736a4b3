import type { Canvas } from "./canvas.ts";
import { grainCell, patchCell } from "./canvas.ts";
import type { Colour, Paint } from "./shapes.ts";

/** Lays a paint on samples of a canvas by their column and row. What it looks like there is worked out when the canvas dries. */
export interface Brush {
  /** One sample; `light` multiplies its colour, for patterns. */
  readonly dab: (column: number, row: number, light: number) => void;
  /** The samples of a row from one column to before another. */
  readonly stroke: (row: number, from: number, to: number) => void;
}

/** A paint in a season; see `season.ts`. */
export interface SeasonedPaint {
  readonly colour: Colour;
  readonly second: Colour;
  /** Share of the second colour, 0 to 1. */
  readonly share: number;
  /** How sharply patches of the second colour end. */
  readonly sharpness: number;
  /** The second colour is snow. */
  readonly snow: boolean;
  readonly grain: number;
  readonly patch: number;
  readonly waves: Paint["waves"] | null;
}

export type Season = (paint: Paint) => SeasonedPaint;

/** A light of 1 as it is kept beside a sample's paint. */
const plainLight = 128;

/** A brush for a paint. Each sample keeps only the last paint laid on it, so that what lies below costs next to nothing. */
export function brushOf(canvas: Canvas, look: SeasonedPaint): Brush {
  const { width, paints, lights } = canvas;
  const last = canvas.looks.length - 1;
  const id = canvas.looks[last] === look ? last : canvas.looks.push(look) - 1;
  return {
    dab: (column, row, light) => {
      const i = row * width + column;
      paints[i] = id;
      lights[i] = light * plainLight;
    },
    stroke: (row, from, to) => {
      paints.fill(id, row * width + from, row * width + to);
      lights.fill(plainLight, row * width + from, row * width + to);
    },
  };
}

/** One turn of a sine in 1,024 steps. */
const sines = Float32Array.from({ length: 1024 }, (_, i) => Math.sin((i / 1024) * 2 * Math.PI));
/** How far patches bend the crests, in steps. */
const [nearBend, farBend] = [7, 11];

/**
 * Works out the colour of every sample from its paint. Grain and patches come from tiles laid over the ground, so that the same ground looks
 * the same in every picture of it; two scales of the patch tile are mixed, which hides that it repeats.
 */
export function dry(canvas: Canvas): void {
  const { codes, width, height, spacing, west, north, snow, paints, lights, looks } = canvas;
  const grain = canvas.grain.values;
  const patches = canvas.patches.values;
  const mask = canvas.grain.side - 1;
  const shift = Math.log2(canvas.grain.side);
  const grainScale = spacing / grainCell;
  const patchScale = spacing / patchCell;
  // The offset keeps coordinates above 0, where cutting off decimals is rounding down.
  const grainEast = west / grainCell + 1e6;
  const grainSouth = -north / grainCell + 1e6;
  const patchEast = west / patchCell + 1e6;
  const patchSouth = -north / patchCell + 1e6;
  let known = -1;
  let [r, g, b, n, dr, dg, db, dn] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [grainGain, patchGain, threshold, sharpness] = [0, 0, 0, 0];
  let [mixes, snowy] = [false, false];
  let [swell, waveColumn, waveRow] = [0, 0, 0];
  for (let row = 0; row < height; row++) {
    const gy = (((grainSouth + row * grainScale) | 0) & mask) << shift;
    const py = ((patchSouth + row * patchScale) & mask) << shift;
    const fy = (((patchSouth + row * patchScale) * 0.23) & mask) << shift;
    for (let column = 0, i = row * width; column < width; column++, i++) {
      const id = paints[i] ?? 0;
      if (id !== known) {
        const look = looks[id];
        if (look === undefined) continue;
        known = id;
        [r, g, b, n] = look.colour;
        [dr, dg, db, dn] = [look.second[0] - r, look.second[1] - g, look.second[2] - b, look.second[3] - n];
        grainGain = (look.grain * canvas.grainLeft) / 60;
        patchGain = look.patch / 60;
        mixes = look.share > 0;
        snowy = look.snow;
        sharpness = look.sharpness;
        // Patches are near enough to normal with a spread of 34 after mixing: the threshold gives the share asked for.
        threshold = -34 * probit(look.share);
        // Waves shorter than two samples cannot be shown.
        const waves = look.waves ?? null;
        swell = waves !== null && waves.length > 2 * spacing ? waves.strength : 0;
        const turn = waves === null ? 0 : (1024 * spacing) / waves.length;
        [waveColumn, waveRow] = waves === null ? [0, 0] : [turn * waves.along[0], -turn * waves.along[1]];
      }
      const px = patchEast + column * patchScale;
      const near = patches[py | (px & mask)] ?? 0;
      const far = patches[fy | ((px * 0.23) & mask)] ?? 0;
      const fine = grain[gy | (((grainEast + column * grainScale) | 0) & mask)] ?? 0;
      const patch = (near + far) * 0.5;
      let factor = ((lights[i] ?? 0) / plainLight) * (1 + fine * grainGain + patch * patchGain);
      if (swell > 0) {
        // Two trains of waves that cross, bent by the patches, so that crests are short.
        const phase = column * waveColumn + row * waveRow;
        const cross = phase * 1.9 + (column * waveRow - row * waveColumn) * 0.8;
        factor *=
          1 +
          swell *
            ((sines[(phase + near * nearBend) & 1023] ?? 0) * 0.6 +
              (sines[(cross + far * farBend) & 1023] ?? 0) * 0.4);
      }
      let share = 0;
      if (mixes) {
        const mixed = (patch + fine * 0.12 - threshold) * sharpness + 0.5;
        share = mixed < 0 ? 0 : mixed > 1 ? 1 : mixed;
        if (snowy && snow !== null && share >= 0.5) snow[i] = 1;
      }
      const at = i * 4;
      codes[at] = (r + dr * share) * factor;
      codes[at + 1] = (g + dg * share) * factor;
      codes[at + 2] = (b + db * share) * factor;
      codes[at + 3] = (n + dn * share) * factor;
    }
  }
}

/** Quantile of the standard normal to about 0.005 (Abramowitz and Stegun 26.2.22), clamped to ±3. */
function probit(share: number): number {
  if (share <= 0.0015) return -3;
  if (share >= 0.9985) return 3;
  const tail = Math.min(share, 1 - share);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z = t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t);
  return share < 0.5 ? -z : z;
}
