/** A probability for each number of cars, from `first` upwards. */
export interface CountDistribution {
  readonly first: number;
  readonly probability: readonly number[];
}

/** No cars, for sure: what a sum of none is. */
export const noCars: CountDistribution = { first: 0, probability: [1] };

/** Ends of a distribution that are this improbable are dropped. */
const leastShare = 1e-14;

/** Made to sum to 1, without its negligible ends. */
export function normalisedCounts(first: number, weights: ArrayLike<number>): CountDistribution {
  let total = 0;
  for (let k = 0; k < weights.length; k++) total += weights[k] ?? 0;
  let [from, to] = [0, weights.length];
  while (from < to - 1 && (weights[from] ?? 0) < leastShare * total) from++;
  while (to > from + 1 && (weights[to - 1] ?? 0) < leastShare * total) to--;
  return {
    first: first + from,
    probability: Array.from({ length: to - from }, (_, k) => (weights[from + k] ?? 0) / total),
  };
}

/** The distribution of the sum of two independent numbers. */
export function convolved(a: CountDistribution, b: CountDistribution): CountDistribution {
  const sum = new Float64Array(a.probability.length + b.probability.length - 1);
  for (const [i, p] of a.probability.entries())
    for (const [j, q] of b.probability.entries()) sum[i + j] = (sum[i + j] ?? 0) + p * q;
  return normalisedCounts(a.first + b.first, sum);
}

/** The smallest number that is not exceeded with probability `share` or more; the median for 0.5. */
export function countQuantile(distribution: CountDistribution, share: number): number {
  let sum = 0;
  for (const [k, p] of distribution.probability.entries()) {
    sum += p;
    // A share that is met but for rounding is met: the order of a sum must not move a quantile.
    if (sum >= share - 1e-9) return distribution.first + k;
  }
  return distribution.first + distribution.probability.length - 1;
}

export function countMean(distribution: CountDistribution): number {
  return distribution.probability.reduce((sum, p, k) => sum + p * (distribution.first + k), 0);
}
