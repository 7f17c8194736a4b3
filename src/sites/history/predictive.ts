import { logGamma } from "../../base/probability/gamma.ts";
import { atLeast } from "../../base/probability/negative-binomial.ts";
import { gaussHermite } from "../../base/probability/quadrature.ts";

/** One earlier count: a whole number, at a time in years before (below zero) the look under test. */
export interface PastCount {
  readonly years: number;
  readonly count: number;
}

/** What the history lets one expect of the next count. */
export interface Predictive {
  /** P(next >= k) for a whole number k. */
  readonly atLeast: (k: number) => number;
  /** Expected next count. */
  readonly mean: number;
  /** Yearly factor of growth and the bounds of its central 90 %. */
  readonly yearlyFactor: { readonly low: number; readonly best: number; readonly high: number };
}

/** Priors of the fit, part of its version. docs/method/history.md gives the reasons. */
export const priors = {
  name: "negative-binomial-trend/1",
  /** Standard deviation of the logarithm of the level. */
  level: 2,
  /** Standard deviation of the logarithm of the yearly factor: half or double in a year is one of them. */
  trend: 0.7,
  /** Logarithm of the size (overdispersion), its middle and standard deviation. */
  size: { middle: Math.log(3), spread: 1.5 },
} as const;

const sizeGrid = Float64Array.from({ length: 17 }, (_, i) => Math.exp(Math.log(0.05) + (i / 16) * Math.log(500 / 0.05)));
const mostBins = 256;

/** Counts at about one time: how many, their sum, and when. For a fixed size these three carry all that the fit needs. */
interface Bin {
  years: number;
  looks: number;
  sum: number;
}

/**
 * Fits a negative binomial count with a log-linear trend and gives the distribution of the next one, at time 0, with the
 * uncertainty of level, trend and overdispersion in it: level and trend by Laplace's approximation for each size of a grid, sizes
 * weighted by their evidence (the nested way of Rue, Martino and Chopin 2009, with two coefficients and one grid). The model is
 * the one that Noufaily et al. 2013 use for outbreaks, where they plug in point estimates.
 * @param past at least one count; order does not matter
 */
export function predict(past: readonly PastCount[]): Predictive {
  const bins = binned(past);
  const tally = new Map<number, number>();
  for (const { count } of past) tally.set(count, (tally.get(count) ?? 0) + 1);
  const centre = Math.log(past.reduce((sum, p) => sum + p.count, 0) / past.length + 0.5);
  const fits = Array.from(sizeGrid, (size) => fitAt(size, bins, tally, past.length, centre));
  const best = Math.max(...fits.map((f) => f.logWeight));
  const weights = fits.map((f) => Math.exp(f.logWeight - best));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const rule = gaussHermite(24);

  const average = (of: (fit: Fit) => number): number => {
    let sum = 0;
    for (const [i, fit] of fits.entries()) {
      const weight = (weights[i] ?? 0) / total;
      if (weight > 1e-9) sum += weight * of(fit);
    }
    return sum;
  };
  const overLevel = (fit: Fit, of: (mean: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < rule.nodes.length; i++)
      sum += (rule.weights[i] ?? 0) * of(Math.exp(fit.level + (rule.nodes[i] ?? 0) * Math.sqrt(fit.levelVariance)));
    return sum;
  };
  const trend = average((f) => f.trend);
  const trendSd = Math.sqrt(average((f) => f.trendVariance + (f.trend - trend) ** 2));
  return {
    atLeast: (k) => Math.min(1, average((fit) => overLevel(fit, (mean) => atLeast(k, mean, fit.size)))),
    mean: average((fit) => overLevel(fit, (mean) => mean)),
    yearlyFactor: { low: Math.exp(trend - 1.645 * trendSd), best: Math.exp(trend), high: Math.exp(trend + 1.645 * trendSd) },
  };
}

/** Counts put together by time, so that the work of a fit does not grow with the number of looks. */
function binned(past: readonly PastCount[]): Bin[] {
  if (past.length <= mostBins) return past.map((p) => ({ years: p.years, looks: 1, sum: p.count }));
  let first = Infinity;
  let last = -Infinity;
  for (const { years } of past) {
    first = Math.min(first, years);
    last = Math.max(last, years);
  }
  const width = Math.max((last - first) / mostBins, 1e-9);
  const bins = Array.from({ length: mostBins }, () => ({ years: 0, looks: 0, sum: 0 }));
  for (const { years, count } of past) {
    const bin = bins[Math.min(mostBins - 1, Math.floor((years - first) / width))];
    if (bin === undefined) continue;
    bin.years += years;
    bin.looks++;
    bin.sum += count;
  }
  return bins.filter((b) => b.looks > 0).map((b) => ({ ...b, years: b.years / b.looks }));
}

interface Fit {
  readonly size: number;
  /** Logarithm of the expected count at time 0, and its variance. */
  readonly level: number;
  readonly levelVariance: number;
  readonly trend: number;
  readonly trendVariance: number;
  readonly logWeight: number;
}

/** The mode of level and trend at one size, by damped Newton steps on a concave function. */
function fitAt(size: number, bins: readonly Bin[], tally: ReadonlyMap<number, number>, looks: number, centre: number): Fit {
  const levelPrecision = 1 / priors.level ** 2;
  const trendPrecision = 1 / priors.trend ** 2;
  const score = (level: number, trend: number): number => {
    let sum = -0.5 * (levelPrecision * (level - centre) ** 2 + trendPrecision * trend ** 2);
    for (const bin of bins) {
      const eta = level + trend * bin.years;
      sum += bin.sum * eta - (bin.sum + bin.looks * size) * Math.log(size + Math.exp(eta));
    }
    return sum;
  };
  let level = centre;
  let trend = 0;
  let current = score(level, trend);
  let hessian = { a: levelPrecision, b: 0, c: trendPrecision };
  for (let step = 0; step < 60; step++) {
    let slopeLevel = -levelPrecision * (level - centre);
    let slopeTrend = -trendPrecision * trend;
    hessian = { a: levelPrecision, b: 0, c: trendPrecision };
    for (const { years, looks: n, sum } of bins) {
      const mean = Math.exp(level + trend * years);
      const slope = sum - (sum + n * size) * (mean / (size + mean));
      const bend = (sum + n * size) * ((size * mean) / (size + mean) ** 2);
      slopeLevel += slope;
      slopeTrend += slope * years;
      hessian.a += bend;
      hessian.b += bend * years;
      hessian.c += bend * years * years;
    }
    const determinant = hessian.a * hessian.c - hessian.b ** 2;
    const moveLevel = (hessian.c * slopeLevel - hessian.b * slopeTrend) / determinant;
    const moveTrend = (hessian.a * slopeTrend - hessian.b * slopeLevel) / determinant;
    let share = 1;
    let next = score(level + moveLevel, trend + moveTrend);
    while (next < current && share > 1e-6) {
      share /= 2;
      next = score(level + share * moveLevel, trend + share * moveTrend);
    }
    level += share * moveLevel;
    trend += share * moveTrend;
    current = next;
    if (Math.abs(moveLevel) + Math.abs(moveTrend) < 1e-9) break;
  }
  const determinant = hessian.a * hessian.c - hessian.b ** 2;
  let constant = looks * (size * Math.log(size) - logGamma(size));
  for (const [count, times] of tally) constant += times * (logGamma(count + size) - logGamma(count + 1));
  const sizeScore = (Math.log(size) - priors.size.middle) / priors.size.spread;
  return {
    size,
    level,
    levelVariance: hessian.c / determinant,
    trend,
    trendVariance: hessian.a / determinant,
    logWeight: current + constant - 0.5 * Math.log(determinant) - 0.5 * sizeScore ** 2,
  };
}
