import { betaRegularised } from "./gamma.ts";

/**
 * Probability that a negative binomial count with the given mean and size is at least k: P(Y >= k), k a whole number.
 * Variance is mean + mean^2 / size; a small size means strong overdispersion.
 */
export function atLeast(k: number, mean: number, size: number): number {
  if (k <= 0) return 1;
  if (mean <= 0) return 0;
  return betaRegularised(mean / (mean + size), k, size);
}
