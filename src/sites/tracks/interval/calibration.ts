import { z90 } from "../../../base/probability/normal.ts";
import type { CountDistribution } from "../decoding/count-distribution.ts";
import type { ErrorTerms } from "../error-terms.ts";
import { countInterval } from "./detector-error.ts";
import { intervalOf } from "./interval.ts";

/** One picture whose true number of cars is known, and what was found in it before any error of the detector. */
export interface KnownPicture {
  readonly truth: number;
  readonly found: CountDistribution;
  /** Kilometres of track without cars that were seen. */
  readonly emptyKilometres: number;
}

/** How often intervals held the truth, with the 90 % interval of that share. */
export interface Coverage {
  readonly pictures: number;
  readonly held: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Share of pictures in which intervals are to hold the truth. */
const target = 0.9;
/** A share of very few cars is no share: pictures with fewer say nothing of the bias. */
const leastCars = 3;
const widestSd = 1;

/** A distribution for a picture of which only the number that was found is known. */
export const foundExactly = (cars: number): CountDistribution => ({ first: cars, probability: [1] });

/**
 * Fits the terms of the detector's error: the bias is the median of (found - true) / true over pictures with three cars or more (a few pictures go badly wrong, and the others must not be moved for them); the shared spread is the
 * smallest with which the 90 % intervals hold the truth in 90 % of the same pictures, by bisection. A factor cannot take a false car off an empty track, so that pictures with fewer cars would ask for a spread without end: they say how many cars the detector sees where none stand.
 */
export function fitErrorTerms(
  rows: readonly KnownPicture[],
  { upToMetres, real }: Pick<ErrorTerms, "upToMetres" | "real">,
): ErrorTerms {
  const full = rows.filter(({ truth }) => truth >= leastCars);
  const falsePerKilometre = falseCarsOf(rows.filter(({ truth }) => truth < leastCars));
  const shares = full.map(({ truth, found }) => (median(found) - truth) / truth);
  const sorted = shares.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  const bias = sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? 0) + upper) / 2;
  const covers = (sharedSd: number): boolean =>
    coverageOf(full, { bias, sharedSd, falsePerKilometre }).share >= target;
  let [low, high] = [0, widestSd];
  if (covers(0)) high = 0;
  for (let step = 0; step < 20 && high - low > 1e-4; step++) {
    const middle = (low + high) / 2;
    if (covers(middle)) high = middle;
    else low = middle;
  }
  const cars = rows.reduce((sum, { truth }) => sum + truth, 0);
  return { upToMetres, bias, sharedSd: high, falsePerKilometre, pictures: rows.length, cars, real };
}

/** Cars beyond the truth by the kilometre of empty track that was seen; 0 where none was. */
function falseCarsOf(rows: readonly KnownPicture[]): number {
  const kilometres = rows.reduce((sum, row) => sum + row.emptyKilometres, 0);
  const cars = rows.reduce((sum, { truth, found }) => sum + Math.max(0, median(found) - truth), 0);
  return kilometres > 0 ? cars / kilometres : 0;
}

/** How often the 90 % interval held the truth. The share's own interval is Wilson's (Journal of the American Statistical Association 22, 1927). */
export function coverageOf(
  rows: readonly KnownPicture[],
  terms: Pick<ErrorTerms, "bias" | "sharedSd" | "falsePerKilometre">,
): Coverage {
  const held = rows.filter(({ truth, found, emptyKilometres }) => {
    const { low, high } = countInterval(found, terms, emptyKilometres);
    return truth >= low && truth <= high;
  }).length;
  const n = Math.max(1, rows.length);
  const share = held / n;
  const square = z90 * z90;
  const middle = (share + square / (2 * n)) / (1 + square / n);
  const half = (z90 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n);
  return {
    pictures: rows.length,
    held,
    share,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
  };
}

const median = (found: CountDistribution): number => intervalOf(found).best;
