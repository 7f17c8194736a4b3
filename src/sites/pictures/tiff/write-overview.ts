import { samplesOf, type Raster, type Samples, type SampleType } from "../raster.ts";

/** Which source pixels, and how much of each, one pixel of an overview covers along one side. */
interface Shares {
  readonly first: Int32Array;
  /** Three for each pixel: a ratio of at most 2 touches at most three. */
  readonly weights: Float64Array;
}

function sharesOf(from: number, to: number): Shares {
  const ratio = from / to;
  const first = new Int32Array(to);
  const weights = new Float64Array(to * 3);
  for (let i = 0; i < to; i++) {
    // Whole numbers over `to`, so that an even side gets halves and nothing beside them.
    const [begin, end] = [i * from, (i + 1) * from];
    const start = Math.floor(begin / to);
    first[i] = start;
    for (let k = 0; k < 3; k++) {
      const covered = Math.min(end, (start + k + 1) * to) - Math.max(begin, (start + k) * to);
      weights[i * 3 + k] = Math.max(covered, 0) / to / ratio;
    }
  }
  return { first, weights };
}

/** How a band is made smaller: `average` for what was measured, `most` for what was named (classes): the value with the largest share. */
export type Reduction = "average" | "most";

/**
 * Half of a raster, rounded up: each pixel from the part of the picture that it covers, by area, over the samples that have data. A pixel has
 * data where any of its parts has. NaN is no data in its band. Where nothing has data the sample is `empty`.
 * An average that happens to be `nodata` moves to the next value, since it is data.
 */
export function halved(
  raster: Raster,
  type: SampleType,
  reductions: readonly Reduction[],
  nodata: number | null,
): Raster {
  const width = Math.ceil(raster.width / 2);
  const height = Math.ceil(raster.height / 2);
  const [across, down] = [sharesOf(raster.width, width), sharesOf(raster.height, height)];
  const valid = raster.valid === null ? null : new Uint8Array(width * height);
  const bands = raster.bands.map((band, i) =>
    reduced(band, raster, { width, height, across, down, type, nodata, valid }, reductions[i] ?? "average"),
  );
  return { width, height, bands, valid };
}

interface Plan {
  readonly width: number;
  readonly height: number;
  readonly across: Shares;
  readonly down: Shares;
  readonly type: SampleType;
  readonly nodata: number | null;
  readonly valid: Uint8Array | null;
}

function reduced(band: Samples, raster: Raster, plan: Plan, reduction: Reduction): Samples {
  const { width, height, across, down, type, nodata, valid } = plan;
  const out = samplesOf(type, width * height);
  const whole = !type.startsWith("float");
  const empty = nodata ?? (whole ? 0 : Number.NaN);
  const values = new Float64Array(9);
  const weights = new Float64Array(9);
  for (let row = 0; row < height; row++) {
    const firstRow = down.first[row] ?? 0;
    for (let column = 0; column < width; column++) {
      const firstColumn = across.first[column] ?? 0;
      let parts = 0;
      let seen = 0;
      for (let j = 0; j < 3; j++) {
        const weightDown = down.weights[row * 3 + j] ?? 0;
        if (weightDown === 0) continue;
        const start = (firstRow + j) * raster.width + firstColumn;
        for (let i = 0; i < 3; i++) {
          const weight = weightDown * (across.weights[column * 3 + i] ?? 0);
          if (weight === 0 || (raster.valid !== null && raster.valid[start + i] === 0)) continue;
          seen++;
          const value = band[start + i] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          values[parts] = value;
          weights[parts] = weight;
          parts++;
        }
      }
      const at = row * width + column;
      if (valid !== null) valid[at] = seen > 0 ? 1 : 0;
      if (parts === 0) out[at] = seen > 0 && !whole ? Number.NaN : empty;
      else if (reduction === "most") out[at] = heaviest(values, weights, parts);
      else out[at] = apartFrom(mean(values, weights, parts, whole), nodata, type);
    }
  }
  return out;
}

function mean(values: Float64Array, weights: Float64Array, parts: number, whole: boolean): number {
  let [sum, weight] = [0, 0];
  for (let i = 0; i < parts; i++) {
    sum += (values[i] ?? 0) * (weights[i] ?? 0);
    weight += weights[i] ?? 0;
  }
  return whole ? Math.floor(sum / weight + 0.5) : sum / weight;
}

function heaviest(values: Float64Array, weights: Float64Array, parts: number): number {
  let [best, share] = [values[0] ?? 0, 0];
  for (let i = 0; i < parts; i++) {
    let sum = 0;
    for (let j = 0; j < parts; j++) if (values[j] === values[i]) sum += weights[j] ?? 0;
    if (sum > share + 1e-12) [best, share] = [values[i] ?? 0, sum];
  }
  return best;
}

const highest: Readonly<Partial<Record<SampleType, number>>> = {
  uint8: 255,
  int8: 127,
  uint16: 65_535,
  int16: 32_767,
  uint32: 4_294_967_295,
  int32: 2_147_483_647,
};

function apartFrom(value: number, nodata: number | null, type: SampleType): number {
  if (value !== nodata) return value;
  const top = highest[type];
  if (top === undefined) return value === 0 ? 1e-30 : value * (1 + 2 ** -22);
  return value === top ? value - 1 : value + 1;
}
