import { expect, test } from "vitest";
import { betaRegularised, logGamma } from "./gamma.ts";
import { atLeast } from "./negative-binomial.ts";
import { erfc, normalCdf, normalQuantile } from "./normal.ts";
import { gaussHermite } from "./quadrature.ts";

// Reference values: Python 3.11 math.erfc, math.lgamma, statistics.NormalDist, and SciPy's documented betainc(2, 5, 0.3).
test("special functions agree with reference values", () => {
  for (const [x, value] of [
    [0.3, 0.6713732405408726],
    [2, 0.004677734981047266],
    [5, 1.537459794428035e-12],
    [-1, 1.8427007929497148],
  ] as const)
    expect(Math.abs(erfc(x) / value - 1)).toBeLessThan(1e-13);
  for (const [x, value] of [
    [0.1, 2.252712651734206],
    [100, 359.1342053695754],
    [1e5, 1051287.708973657],
  ] as const)
    expect(Math.abs(logGamma(x) / value - 1)).toBeLessThan(1e-12);
  expect(betaRegularised(0.3, 2, 5)).toBeCloseTo(0.579825, 10);
});

test("the normal quantile undoes the normal distribution function", () => {
  for (const p of [1e-12, 1e-4, 0.05, 0.5, 0.77, 0.9999])
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 9);
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
});

test("a negative binomial tail is the sum of its probabilities", () => {
  const [mean, size] = [7, 2.5];
  const p = size / (size + mean);
  let below = 0;
  for (let k = 0; k < 12; k++)
    below += Math.exp(
      logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * Math.log(p) + k * Math.log(1 - p),
    );
  expect(atLeast(12, mean, size)).toBeCloseTo(1 - below, 12);
  expect(atLeast(0, mean, size)).toBe(1);
});

test("Gauss-Hermite rules give the moments of a standard normal", () => {
  for (const n of [2, 5, 24, 64]) {
    const { nodes, weights } = gaussHermite(n);
    const moment = (k: number): number => nodes.reduce((sum, x, i) => sum + (weights[i] ?? 0) * x ** k, 0);
    expect(moment(0)).toBeCloseTo(1, 10);
    expect(moment(2)).toBeCloseTo(1, 10);
    if (n > 2) expect(moment(4)).toBeCloseTo(3, 9);
  }
});
