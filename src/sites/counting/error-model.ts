import { normalCdf, z90 } from "../../base/probability/normal.ts";
import type { Count } from "./look.ts";
import type { Measure } from "./measure.ts";
import { qualifierMeaning } from "./qualifier.ts";

/** Name and version of the error model, for trails and reports. A change of any number in it is a new version. */
export const errorModelName = "published-hand-count/1";

/**
 * What is believed of a true value, from one published figure: half of the probability on either side of `best`, falling off as
 * a normal curve with a spread of its own on each side. An open side has no known end.
 */
export interface TrueValue {
  readonly best: number;
  readonly sdBelow: number;
  readonly sdAbove: number;
  /** The figure is a lower bound: nothing is known of how much more there was. */
  readonly openAbove: boolean;
  /** The figure is an upper bound: nothing is known of how much less there was. */
  readonly openBelow: boolean;
}

/** Bounds of the central 90 %; null where a side is open. */
export interface Interval {
  readonly low: number | null;
  readonly best: number;
  readonly high: number | null;
}

/**
 * Relative spread of hand counts of many things in one picture: nine people counted one car lot as 1117, 1129, 880, 883, 953,
 * 1013, 1049, 1041 and 1182 (standard deviation 10.3 % of the mean; innoter.com, "AI for analyzing satellite images").
 */
const relativeSpread = 0.1;

/** Standard deviation that a figure is given when its source states no interval, by what was measured. docs/method/counts.md. */
export function assumedSpread(measure: Measure, figure: number): number {
  switch (measure) {
    case "count":
    case "monthly":
      return Math.hypot(0.5, relativeSpread * figure);
    case "length":
      // Both ends read to about a pixel of 3 m, and 5 % for curves and for couplings that run together.
      return Math.hypot(5, 0.05 * figure);
    case "share":
      return 10;
    case "presence":
      return 0;
  }
}

type Figures = Pick<Count, "low" | "best" | "high" | "qualifier" | "measure" | "outcome">;

/** The figure that stands for a count: its best, else the middle of its bounds, else the one bound there is; null for none. */
export function figureOf({ low, best, high }: Pick<Count, "low" | "best" | "high">): number | null {
  return best ?? (low !== null && high !== null ? (low + high) / 2 : (low ?? high));
}

/** What a published figure lets one believe; null when the look gave no figure. */
export function trueValue(count: Figures): TrueValue | null {
  if (count.outcome === "not-seen" || count.outcome === "failed") return null;
  const best = figureOf(count);
  if (best === null) return null;
  const meaning = qualifierMeaning(count.qualifier);
  const assumed = assumedSpread(count.measure, best);
  const lowerBound =
    count.outcome === "partial" ||
    (meaning?.lowerBound ?? false) ||
    (count.high === null && count.best === null);
  const upperBound = (meaning?.upperBound ?? false) || (count.low === null && count.best === null);
  return {
    best,
    sdBelow: count.low !== null && count.low < best ? (best - count.low) / z90 : assumed,
    sdAbove: count.high !== null && count.high > best ? (count.high - best) / z90 : assumed,
    openAbove: lowerBound && !(count.high !== null && count.high > best),
    openBelow: upperBound && !(count.low !== null && count.low < best),
  };
}

/** Probability that the true value is below x, the open sides left out of account; a tie is not below. */
export function probabilityBelow(value: TrueValue, x: number): number {
  const sd = x < value.best ? value.sdBelow : value.sdAbove;
  if (sd === 0) return x > value.best ? 1 : 0;
  return normalCdf((x - value.best) / sd);
}

/** The value at a standard normal score: best at 0, and so many spreads to either side; never below zero. */
export const valueAtScore = (value: TrueValue, z: number): number =>
  Math.max(0, value.best + z * (z < 0 ? value.sdBelow : value.sdAbove));

/** The central 90 %, rounded to whole numbers. */
export function intervalOf(value: TrueValue): Interval {
  return {
    low: value.openBelow ? null : Math.round(valueAtScore(value, -z90)),
    best: value.best,
    high: value.openAbove ? null : Math.round(valueAtScore(value, z90)),
  };
}

/** The sum of values whose errors go together: the spreads add, and an open side of one opens the sum. */
export function sumOf(values: readonly TrueValue[]): TrueValue {
  return {
    best: values.reduce((sum, v) => sum + v.best, 0),
    sdBelow: values.reduce((sum, v) => sum + v.sdBelow, 0),
    sdAbove: values.reduce((sum, v) => sum + v.sdAbove, 0),
    openAbove: values.some((v) => v.openAbove),
    openBelow: values.some((v) => v.openBelow),
  };
}
