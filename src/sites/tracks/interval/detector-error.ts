import type { CarCount } from "../counted.ts";
import { noCars, normalisedCounts, type CountDistribution } from "../decoding/count-distribution.ts";
import type { ErrorTerms } from "../error-terms.ts";
import { intervalOf, widened } from "./interval.ts";

/** What is done to a count for the detector's error. */
export interface DetectorError {
  /** Mean of (found - true) / true. */
  readonly bias: number;
  readonly sharedSd: number;
  readonly falsePerKilometre: number;
}

/** Points at which the shared factor is taken, in standard deviations: close enough that the points of a large count do not lie apart. */
const factorPoints = { from: -4, to: 4, step: 0.05 } as const;
/** Beyond this many false cars more the rest of their distribution is nothing. */
const mostFalse = 60;

/**
 * True cars behind a number that was found. False cars on the empty track that was seen are Poisson, and cannot be more than what was found; what is
 * left is divided by 1 + bias and multiplied by one lognormal factor for the whole picture, since what misleads the detector (light, blur,
 * scale) misleads it on all tracks alike. A number between two whole ones is shared between them, so the mean is kept.
 */
export function trueCount(
  found: CountDistribution,
  { bias, sharedSd, falsePerKilometre }: DetectorError,
  emptyKilometres: number,
): CountDistribution {
  const real = withoutFalse(found, falsePerKilometre * emptyKilometres);
  const largest = real.first + real.probability.length - 1;
  const scale = 1 / (1 + bias);
  const { from, to, step } = sharedSd > 0 ? factorPoints : { from: 0, to: 0, step: 1 };
  const weights = new Float64Array(Math.ceil(largest * scale * Math.exp(to * sharedSd)) + 2);
  for (let i = 0; i <= Math.round((to - from) / step); i++) {
    const z = from + i * step;
    const factor = scale * Math.exp(sharedSd * z);
    const share = Math.exp(-0.5 * z * z);
    for (const [k, p] of real.probability.entries()) {
      const value = (real.first + k) * factor;
      const whole = Math.floor(value);
      weights[whole] = (weights[whole] ?? 0) + share * p * (whole + 1 - value);
      weights[whole + 1] = (weights[whole + 1] ?? 0) + share * p * (value - whole);
    }
  }
  return normalisedCounts(0, weights);
}

function withoutFalse(found: CountDistribution, expected: number): CountDistribution {
  if (!(expected > 0)) return found;
  const largest = found.first + found.probability.length - 1;
  const most = Math.ceil(expected) + mostFalse;
  const weights = new Float64Array(largest + 1);
  for (const [k, p] of found.probability.entries()) {
    const n = found.first + k;
    const chances: number[] = [];
    let chance = 1;
    for (let wrong = 0; wrong <= Math.min(n, most); wrong++) {
      chances.push(chance);
      chance *= expected / (wrong + 1);
    }
    const total = chances.reduce((a, b) => a + b, 0);
    for (const [wrong, c] of chances.entries())
      weights[n - wrong] = (weights[n - wrong] ?? 0) + (p * c) / total;
  }
  return normalisedCounts(0, weights);
}

/**
 * The interval of a count: what was found under the detector's error, widened upward by what was hidden. False cars widen it downward and leave the best figure alone: which of the
 * marked cars are none nobody knows, and a figure that says another number than its marks would have to explain itself each time.
 */
export function countInterval(
  found: CountDistribution,
  error: DetectorError,
  emptyKilometres: number,
  hidden: CountDistribution = noCars,
): CarCount {
  const count = widened(trueCount(found, { ...error, falsePerKilometre: 0 }, 0), hidden);
  const { low } = intervalOf(trueCount(found, error, emptyKilometres));
  return { ...count, low: Math.min(count.low, low) };
}

/** A picture that a person counted, and what the machine found in it. */
export interface HandCount {
  readonly machine: number;
  readonly hand: number;
}

/** Hand counts weigh against the general terms as so many of them would. */
const priorPictures = 4;

/**
 * The general terms moved towards what a site's own hand counts show. Each counted picture has the relative error r = (machine - hand) / max(hand, 1)
 * and the weight w = hand / (hand + 10), for few cars say little of a share. With W the sum of the weights and k = 4:
 * bias' = (k bias + sum w r) / (k + W), sharedSd'^2 = (k sharedSd^2 + sum w (r - bias')^2) / (k + W).
 */
export function siteTerms(general: DetectorError, counts: readonly HandCount[]): DetectorError {
  const rows = counts.map(({ machine, hand }) => ({
    error: (machine - hand) / Math.max(hand, 1),
    weight: hand / (hand + 10),
  }));
  const weight = priorPictures + rows.reduce((sum, row) => sum + row.weight, 0);
  const bias = (priorPictures * general.bias + rows.reduce((sum, r) => sum + r.weight * r.error, 0)) / weight;
  const scatter = rows.reduce((sum, row) => sum + row.weight * (row.error - bias) ** 2, 0);
  return {
    bias: Math.max(-0.9, bias),
    sharedSd: Math.sqrt((priorPictures * general.sharedSd ** 2 + scatter) / weight),
    falsePerKilometre: general.falsePerKilometre,
  };
}

/** The terms for a sample distance, and whether they reach that far. */
export interface TermsFor {
  readonly terms: ErrorTerms;
  /** False: no row reaches this sample distance, and the spread of the last one was doubled. */
  readonly measured: boolean;
}

/** The row with the smallest reach that holds; of several with the same reach the one with the wider spread. null where there are none. */
export function termsFor(rows: readonly ErrorTerms[], sampleDistanceMetres: number): TermsFor | null {
  const sorted = rows.toSorted((a, b) => a.upToMetres - b.upToMetres || b.sharedSd - a.sharedSd);
  const holding = sorted.find((row) => row.upToMetres >= sampleDistanceMetres);
  if (holding !== undefined) return { terms: holding, measured: true };
  const furthest = sorted.at(-1)?.upToMetres;
  const widest = sorted.find((row) => row.upToMetres === furthest);
  return widest === undefined
    ? null
    : { terms: { ...widest, sharedSd: 2 * widest.sharedSd }, measured: false };
}
