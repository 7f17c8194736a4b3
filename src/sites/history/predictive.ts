import { logGamma } from "../../base/probability/gamma.ts";
import { z90 } from "../../base/probability/normal.ts";
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
  /** Standard deviation of the logarithm of the yearly factor: growing or shrinking by a factor of 2.7 in a year is one of them. */
  trend: 1,
  /** Logarithm of the size (overdispersion), its middle and standard deviation. */
  size: { middle: Math.log(3), spread: 1.5 },
} as const;

const sizeGrid = Float64Array.from({ length: 17 }, (_, i) =>
  Math.exp(Math.log(0.05) + (i / 16) * Math.log(500 / 0.05)),
);
const mostBins = 256;

/** Counts at about one time: how many, their sum, and when. For a fixed size these three carry all that the fit needs. */
interface Bin {
  years: number;
  looks: number;
  sum: number;
}

/**
 * Fits a negative binomial count with a log-linear trend and gives the distribution of the next one, at time 0, with the
 * uncertainty of level, trend and overdispersion in it. Nested integration after Rue, Martino and Chopin 2009, with two coefficients:
 * sizes on a grid, levels at Gauss-Hermite nodes about the mode of each size, the trend at each level by Laplace's approximation; all
 * weighted by their evidence. The model is the one that Noufaily et al. 2013 use for outbreaks, where they plug in point estimates.
 * @param past at least one count; order does not matter
 */
export function predict(past: readonly PastCount[]): Predictive {
  const bins = binned(past);
  const tally = new Map<number, number>();
  for (const { count } of past) tally.set(count, (tally.get(count) ?? 0) + 1);
  const centre = Math.log(past.reduce((sum, p) => sum + p.count, 0) / past.length + 0.5);
  const fits = Array.from(sizeGrid, (size) => fitAt(size, bins, tally, past.length, centre));
  const best = Math.max(...fits.map((f) => f.logWeight));
  const points = fits.filter((f) => f.logWeight > best - 18).flatMap((f) => levelsOf(f, bins, centre));
  const top = Math.max(...points.map((p) => p.logWeight));
  const total = points.reduce((sum, p) => sum + Math.exp(p.logWeight - top), 0);
  const likely = points
    .map((p) => ({ ...p, mean: Math.exp(p.level), weight: Math.exp(p.logWeight - top) / total }))
    .filter((p) => p.weight > 1e-10);
  const average = (of: (point: (typeof likely)[number]) => number): number =>
    likely.reduce((sum, p) => sum + p.weight * of(p), 0);
  const trend = average((p) => p.trend);
  const trendSd = Math.sqrt(average((p) => p.trendVariance + (p.trend - trend) ** 2));
  return {
    atLeast: (k) =>
      Math.min(
        1,
        average((p) => atLeast(k, p.mean, p.size)),
      ),
    mean: average((p) => p.mean),
    yearlyFactor: {
      low: Math.exp(trend - z90 * trendSd),
      best: Math.exp(trend),
      high: Math.exp(trend + z90 * trendSd),
    },
  };
}

interface LevelPoint {
  readonly size: number;
  readonly level: number;
  readonly trend: number;
  readonly trendVariance: number;
  readonly logWeight: number;
}

const levelRule = gaussHermite(24);

/** The levels of one size, each with the trend that fits it best and its weight. */
function levelsOf(fit: Fit, bins: readonly Bin[], centre: number): LevelPoint[] {
  const sd = Math.sqrt(fit.levelVariance);
  return Array.from(levelRule.nodes, (node, i) => {
    const level = fit.level + node * sd;
    let trend = fit.trend + fit.trendPerLevel * (level - fit.level);
    let bend = 0;
    for (let step = 0; step < 3; step++) {
      const at = slopesAt(level, trend, fit.size, bins, centre);
      bend = at.c;
      trend += at.slopeTrend / at.c;
    }
    const score = scoreAt(level, trend, fit.size, bins, centre);
    const logWeight =
      score +
      fit.constant +
      Math.log(levelRule.weights[i] ?? 0) +
      node ** 2 / 2 +
      Math.log(sd) -
      0.5 * Math.log(bend);
    return { size: fit.size, level, trend, trendVariance: 1 / bend, logWeight };
  });
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
  /** How the best trend moves with the level. */
  readonly trendPerLevel: number;
  /** What the size adds to every score. */
  readonly constant: number;
  readonly logWeight: number;
}

const levelPrecision = 1 / priors.level ** 2;
const trendPrecision = 1 / priors.trend ** 2;

/** Logarithm of prior and likelihood at a level and trend, without what depends on the size alone. */
function scoreAt(level: number, trend: number, size: number, bins: readonly Bin[], centre: number): number {
  let sum = -0.5 * (levelPrecision * (level - centre) ** 2 + trendPrecision * trend ** 2);
  for (const bin of bins) {
    const eta = level + trend * bin.years;
    sum += bin.sum * eta - (bin.sum + bin.looks * size) * Math.log(size + Math.exp(eta));
  }
  return sum;
}

/** First derivatives of the score, and its negative second ones: a for the level, c for the trend, b between them. */
function slopesAt(level: number, trend: number, size: number, bins: readonly Bin[], centre: number) {
  const out = {
    slopeLevel: -levelPrecision * (level - centre),
    slopeTrend: -trendPrecision * trend,
    a: levelPrecision,
    b: 0,
    c: trendPrecision,
  };
  for (const { years, looks, sum } of bins) {
    const mean = Math.exp(level + trend * years);
    const slope = sum - (sum + looks * size) * (mean / (size + mean));
    const bend = (sum + looks * size) * ((size * mean) / (size + mean) ** 2);
    out.slopeLevel += slope;
    out.slopeTrend += slope * years;
    out.a += bend;
    out.b += bend * years;
    out.c += bend * years * years;
  }
  return out;
}

/** The mode of level and trend at one size, by damped Newton steps on a concave function. */
function fitAt(
  size: number,
  bins: readonly Bin[],
  tally: ReadonlyMap<number, number>,
  looks: number,
  centre: number,
): Fit {
  let level = centre;
  let trend = 0;
  let current = scoreAt(level, trend, size, bins, centre);
  let at = slopesAt(level, trend, size, bins, centre);
  for (let step = 0; step < 60; step++) {
    const determinant = at.a * at.c - at.b ** 2;
    const moveLevel = (at.c * at.slopeLevel - at.b * at.slopeTrend) / determinant;
    const moveTrend = (at.a * at.slopeTrend - at.b * at.slopeLevel) / determinant;
    let share = 1;
    let next = scoreAt(level + moveLevel, trend + moveTrend, size, bins, centre);
    while (next < current && share > 1e-6) {
      share /= 2;
      next = scoreAt(level + share * moveLevel, trend + share * moveTrend, size, bins, centre);
    }
    level += share * moveLevel;
    trend += share * moveTrend;
    current = next;
    at = slopesAt(level, trend, size, bins, centre);
    if (Math.abs(moveLevel) + Math.abs(moveTrend) < 1e-8) break;
  }
  const determinant = at.a * at.c - at.b ** 2;
  let constant =
    looks * (size * Math.log(size) - logGamma(size)) -
    0.5 * ((Math.log(size) - priors.size.middle) / priors.size.spread) ** 2;
  for (const [count, times] of tally) constant += times * (logGamma(count + size) - logGamma(count + 1));
  return {
    size,
    level,
    levelVariance: at.c / determinant,
    trend,
    trendPerLevel: -at.b / at.c,
    constant,
    logWeight: current + constant - 0.5 * Math.log(determinant),
  };
}
