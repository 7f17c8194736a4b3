import type { CarCount } from "../counted.ts";
import { convolved, countQuantile, type CountDistribution } from "../decoding/count-distribution.ts";

/** The 5 %, 50 % and 95 % points: whole cars. */
export function intervalOf(distribution: CountDistribution): CarCount {
  return {
    low: countQuantile(distribution, 0.05),
    best: countQuantile(distribution, 0.5),
    high: countQuantile(distribution, 0.95),
  };
}

/** What was hidden widens an interval upward and does nothing else: cars that were not seen cannot make fewer. */
export function widened(seen: CountDistribution, hidden: CountDistribution): CarCount {
  return {
    ...intervalOf(seen),
    high: Math.max(countQuantile(seen, 0.95), countQuantile(convolved(seen, hidden), 0.95)),
  };
}

/** Whether two intervals have a number in common. */
export const meet = (a: CarCount, b: CarCount): boolean => a.low <= b.high && b.low <= a.high;

/** As a sentence has it: "73 (70 to 77)". */
export const inWords = ({ low, best, high }: CarCount): string => `${best} (${low} to ${high})`;
