/**
 * The factor by which a picture was enlarged by repeating pixels: of its columns (and rows) the share 1 - 1/factor equals the one before.
 * @returns null when columns and rows do not repeat alike
 */
export function nearestFactor(values: Float32Array, width: number, height: number): number | null {
  const columns = repeatedShare(values, width, height, 1, width);
  const rows = repeatedShare(values, height, width, width, 1);
  if (columns < 0.05 || rows < 0.05) return null;
  const [a, b] = [1 / (1 - columns), 1 / (1 - rows)];
  return Math.abs(a - b) <= 0.1 * Math.max(a, b) ? (a + b) / 2 : null;
}

/** Share of neighbouring lines that are nearly equal: at most 1 in 50 samples differs. Even stretches do not repeat in every sample of a line. */
function repeatedShare(
  values: Float32Array,
  count: number,
  length: number,
  step: number,
  stride: number,
): number {
  let repeated = 0;
  for (let line = 1; line < count; line++) {
    let unlike = 0;
    for (let i = 0; i < length && unlike <= length / 50; i++)
      if (values[line * step + i * stride] !== values[(line - 1) * step + i * stride]) unlike++;
    if (unlike <= length / 50) repeated++;
  }
  return repeated / (count - 1);
}

/**
 * How unlike first differences are within and between pairs of pixels, at least 1. An enlargement by two by linear or cubic weights is the same in every second difference but not in every first. Differences are
 * averaged by their place modulo 8 and the median of four places is taken, so that the edges of JPEG's blocks do not count. The smaller of both axes.
 */
export function pairContrast(values: Float32Array, width: number, height: number): number {
  return Math.min(pairsAlong(values, width, height, 1, width), pairsAlong(values, height, width, width, 1));
}

function pairsAlong(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
): number {
  const sums = new Float64Array(8);
  for (let line = 0; line < lines; line++)
    for (let i = 0; i + 1 < length - (length % 8); i++)
      sums[i % 8] =
        (sums[i % 8] ?? 0) +
        Math.abs((values[line * stride + (i + 1) * step] ?? 0) - (values[line * stride + i * step] ?? 0));
  const middle = (offset: number): number => {
    const four = [0, 2, 4, 6].map((k) => sums[k + offset] ?? 0).toSorted((a, b) => a - b);
    return ((four[1] ?? 0) + (four[2] ?? 0)) / 2;
  };
  const [even, odd] = [middle(0), middle(1)];
  return Math.max(even, odd) / Math.max(1e-12, Math.min(even, odd));
}
