import { normalCdf, z90 } from "../../../base/probability/normal.ts";
import type { CarCount } from "../../tracks/counted.ts";

/** Name and version of the rule that combines counts. A change of what it gives is a new version. */
export const combineRule = "pool-of-counters/1";

/** One counter's count of a look. */
export interface CountedBy {
  readonly name: string;
  readonly machine: boolean;
  readonly count: CarCount;
}

/** Numbers of things that two counters both marked, and that only one did. */
export interface AgreedNumbers {
  readonly a: string;
  readonly b: string;
  readonly agreed: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

/** What two counts of the same things say of what both missed (D. G. Chapman, 1951; variance after G. A. F. Seber, 1970). */
export interface DoubleCount {
  /** Chapman's estimate of how many there are. */
  readonly estimate: number;
  readonly sd: number;
  /** Share of what the other one found that each found too; null where the other found nothing. */
  readonly foundByA: number | null;
  readonly foundByB: number | null;
}

export interface Combined {
  readonly rule: string;
  /** Bounds of the central 90 %. */
  readonly count: CarCount;
  /** Each counter's weight in the pool; they sum to 1. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
  /** What a reader must know: disagreement, widening, what the model cannot see. Each a sentence. */
  readonly reasons: readonly string[];
}

/** Half of one thing: a counter whose marks leave no doubt is believed to this standard deviation. */
const leastSd = 0.5;

export function doubleCount({ agreed, onlyA, onlyB }: AgreedNumbers): DoubleCount {
  const [n1, n2] = [agreed + onlyA, agreed + onlyB];
  return {
    estimate: ((n1 + 1) * (n2 + 1)) / (agreed + 1) - 1,
    sd: Math.sqrt(((n1 + 1) * (n2 + 1) * onlyA * onlyB) / ((agreed + 1) ** 2 * (agreed + 2))),
    foundByA: n2 > 0 ? agreed / n2 : null,
    foundByB: n1 > 0 ? agreed / n1 : null,
  };
}

/**
 * One count out of several counters' counts, with their spread kept: docs/method/people-and-machine.md. The counts are pooled as a mixture
 * (M. Stone, 1961), so that disagreement widens and agreement never narrows below the narrowest counter; what two people's marks
 * disagree on is then let into the interval, downwards to what both have and upwards to what both may have missed.
 * @param pairs of people who counted apart
 * @throws RangeError without a counter, or on bounds that are not finite and in order
 */
export function combineCounts(counters: readonly CountedBy[], pairs: readonly AgreedNumbers[]): Combined {
  if (counters.length === 0) throw new RangeError("combineCounts: no counter");
  for (const { name, count } of counters)
    if (!(count.low >= 0 && count.low <= count.best && count.best <= count.high && count.high < Infinity))
      throw new RangeError(`combineCounts: ${name} gives ${count.low}, ${count.best}, ${count.high}`);
  const { pooled, weights, doubles } = pooling(counters, pairs);
  const low = Math.min(pooled.low, ...pairs.map((p) => p.agreed));
  const high = Math.max(pooled.high, ...doubles.map((d) => d.estimate + z90 * d.sd));
  return {
    rule: combineRule,
    count: { low: Math.max(0, low), best: Math.max(0, pooled.best), high },
    weights: counters.map(({ name }, i) => ({ name, weight: weights[i] ?? 0 })),
    reasons: [
      ...disagreements(counters),
      ...doubles.flatMap(({ pair, estimate, sd }) => {
        const disputed = pair.onlyA + pair.onlyB;
        if (disputed === 0) return [];
        return [
          `${pair.a} and ${pair.b} agree on ${pair.agreed}; ${pair.onlyA} only the first has, ${pair.onlyB} only the second: about ${(estimate - pair.agreed - disputed).toFixed(1)} more may have been missed by both (double count ${estimate.toFixed(1)}, standard deviation ${sd.toFixed(1)}), more if what is hard to see is hard for both`,
        ];
      }),
      ...(counters.length === 1 ? ["only one counter: nothing is known of what others would have seen"] : []),
    ],
  };
}

/** What a combined count goes through, number by number: for those who want to check it. */
export interface Pooling {
  /** What is believed of each counter, in their order: its best figure with a spread to each side. */
  readonly believed: readonly Believed[];
  /** Variance of the best figures; 0 for one counter. */
  readonly between: number;
  readonly weights: readonly number[];
  /** The 5th, 50th and 95th percentile of the mixture, before pairs widen it. */
  readonly pooled: CarCount;
  readonly doubles: readonly (DoubleCount & { readonly pair: AgreedNumbers })[];
}

/** The parts of a combination before they become one count. */
export function pooling(counters: readonly CountedBy[], pairs: readonly AgreedNumbers[]): Pooling {
  const believed = counters.map(({ count }) => ({
    mean: count.best,
    below: Math.max(leastSd, (count.best - count.low) / z90),
    above: Math.max(leastSd, (count.high - count.best) / z90),
  }));
  const between = betweenOf(believed);
  const weights = weightsOf(believed, between);
  const cdf = (x: number): number =>
    believed.reduce((sum, { mean, below, above }, i) => {
      const sd = x < mean ? below : above;
      return sum + (weights[i] ?? 0) * normalCdf((x - mean) / sd);
    }, 0);
  return {
    believed,
    between,
    weights,
    pooled: {
      low: quantile(cdf, believed, 0.05),
      best: quantile(cdf, believed, 0.5),
      high: quantile(cdf, believed, 0.95),
    },
    doubles: pairs.map((pair) => ({ pair, ...doubleCount(pair) })),
  };
}

/** One counter as a normal curve with a spread of its own to each side. */
export interface Believed {
  readonly mean: number;
  readonly below: number;
  readonly above: number;
}

function betweenOf(pool: readonly Believed[]): number {
  const middle = pool.reduce((sum, p) => sum + p.mean, 0) / pool.length;
  return pool.length < 2 ? 0 : pool.reduce((sum, p) => sum + (p.mean - middle) ** 2, 0) / (pool.length - 1);
}

/** By precision, with the spread between the counters added to each: who is sure of himself does not outweigh those who disagree. */
function weightsOf(pool: readonly Believed[], between: number): number[] {
  const raw = pool.map(({ below, above }) => 1 / (((below + above) / 2) ** 2 + between));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((r) => r / sum);
}

/** By halving: 60 steps leave nothing that a double can tell apart. */
function quantile(cdf: (x: number) => number, pool: readonly Believed[], share: number): number {
  let low = Math.min(...pool.map((p) => p.mean - 9 * p.below));
  let high = Math.max(...pool.map((p) => p.mean + 9 * p.above));
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function disagreements(counters: readonly CountedBy[]): string[] {
  const range = ({ low, high }: CarCount): string => `${Math.round(low)} to ${Math.round(high)}`;
  return counters.flatMap((a, i) =>
    counters
      .slice(i + 1)
      .filter((b) => a.count.low > b.count.high || b.count.low > a.count.high)
      .filter((b) => Math.abs(a.count.best - b.count.best) > 2 * leastSd * z90)
      .map(
        (b) =>
          `${a.name} (${range(a.count)}) and ${b.name} (${range(b.count)}) disagree beyond their intervals: one of them has counted something else, or wrongly`,
      ),
  );
}
