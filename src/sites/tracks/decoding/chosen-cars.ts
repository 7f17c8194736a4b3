import { convolved, countQuantile, noCars, type CountDistribution } from "./count-distribution.ts";
import type { Stretch } from "./count-ways.ts";
import type { Standing } from "./lattice.ts";

/** The distribution of the whole strip, and the most probable set of cars among those with exactly the median number. */
export interface Chosen {
  readonly distribution: CountDistribution;
  /** In order. As many as the median of the distribution. */
  readonly cars: readonly Standing[];
}

export function chooseCars(stretches: readonly Stretch[]): Chosen {
  const distribution = stretches.reduce((sum, stretch) => convolved(sum, stretch.distribution), noCars);
  const numbers = shareOut(stretches, countQuantile(distribution, 0.5));
  return { distribution, cars: stretches.flatMap((stretch, i) => [...stretch.bestWay(numbers[i] ?? 0)]) };
}

/** For each stretch the number of cars, so that they sum to `cars` and the whole is as probable as it can be. */
function shareOut(stretches: readonly Stretch[], cars: number): number[] {
  let first = 0;
  let best = [0];
  const taken: { readonly first: number; readonly by: number[] }[] = [];
  for (const { distribution, bestLog } of stretches) {
    const next: number[] = Array.from({ length: best.length + bestLog.length - 1 }, () => -Infinity);
    const by: number[] = Array.from({ length: next.length }, () => 0);
    for (const [i, log] of best.entries())
      for (const [k, more] of bestLog.entries()) {
        if (!(log + more > (next[i + k] ?? -Infinity))) continue;
        next[i + k] = log + more;
        by[i + k] = distribution.first + k;
      }
    first += distribution.first;
    best = next;
    taken.push({ first, by });
  }
  const numbers: number[] = [];
  let left = cars;
  for (const { first, by } of taken.toReversed()) {
    const here = by[left - first] ?? 0;
    numbers.push(here);
    left -= here;
  }
  return numbers.toReversed();
}
