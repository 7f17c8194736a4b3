const shares = 64;

/**
 * The curve that takes tones of one picture to those of another, where they show the same: the mean of `to` in each of 64 equal shares of the pixels
 * ordered by `from`, straight in between. Gamma, stretching and another number of bits are such curves.
 */
export function toneCurve(from: Float32Array, to: Float32Array, both: Uint8Array): (tone: number) => number {
  const step = Math.max(1, Math.floor(both.length / 40_000)) | 1;
  const picked: number[] = [];
  for (let i = 0; i < both.length; i += step) if (both[i] !== 0) picked.push(i);
  const order = picked.toSorted((i, j) => (from[i] ?? 0) - (from[j] ?? 0));
  const knots: { readonly from: number; readonly to: number }[] = [];
  for (let share = 0; share < shares; share++) {
    const part = order.slice(
      Math.floor((share * order.length) / shares),
      Math.floor(((share + 1) * order.length) / shares),
    );
    if (part.length === 0) continue;
    const mean = (values: Float32Array): number =>
      part.reduce((sum, i) => sum + (values[i] ?? 0), 0) / part.length;
    const knot = { from: mean(from), to: mean(to) };
    if (knot.from > (knots.at(-1)?.from ?? Number.NEGATIVE_INFINITY)) knots.push(knot);
  }
  return (tone) => {
    let [low, high] = [0, knots.length - 1];
    if (high < 1) return tone;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((knots[middle]?.from ?? 0) <= tone) low = middle;
      else high = middle;
    }
    const [a, b] = [knots[low], knots[high]];
    if (a === undefined || b === undefined) return tone;
    // Beyond the ends the last piece goes on.
    return a.to + ((tone - a.from) * (b.to - a.to)) / (b.from - a.from);
  };
}
