import { normalMidpoints } from "../../base/probability/quadrature.ts";
import { probabilityBelow, valueAtScore, type TrueValue } from "../counting/error-model.ts";
import type { Predictive } from "./predictive.ts";

const shares = 128;

/**
 * Probability that the true value of `value` exceeds every true value of `others`, errors independent between looks:
 * the mean over the distribution of `value` of the product of the others' distribution functions.
 *
 * A lower bound among the others ("at least", a look that saw a part) could have been anything above it. With a `predictive` its
 * true value is drawn from what the rest of the history lets one expect above the bound; without one the answer is null.
 */
export function probabilityExceedsAll(
  value: TrueValue,
  others: readonly TrueValue[],
  predictive: Predictive | null,
): number | null {
  const xs = Array.from(normalMidpoints(shares), (z) => valueAtScore(value, z));
  const lowest = Math.min(...xs);
  const highest = Math.max(...xs);
  const logs = new Float64Array(shares);
  const beyond = new Map<number, number>();
  for (const { other, times } of grouped(others)) {
    // Far below every candidate value: its distribution function is 1 for all of them.
    if (!other.openAbove && lowest > other.best + 8 * other.sdAbove) continue;
    if (highest < other.best - 8 * other.sdBelow) return 0;
    if (other.openAbove && predictive === null) return null;
    for (const [i, x] of xs.entries()) {
      const p =
        other.openAbove && predictive !== null
          ? censored(other, x, predictive, beyond)
          : probabilityBelow(other, x);
      logs[i] = (logs[i] ?? 0) + times * Math.log(p);
    }
  }
  return Math.min(1, logs.reduce((sum, log) => sum + Math.exp(log), 0) / shares);
}

/** Values that are believed alike, with how often each comes: a long history has few different ones. */
function grouped(others: readonly TrueValue[]): { readonly other: TrueValue; times: number }[] {
  const groups: { readonly other: TrueValue; times: number }[] = [];
  const byBest = new Map<number, { readonly other: TrueValue; times: number }[]>();
  for (const other of others) {
    let alike = byBest.get(other.best);
    if (alike === undefined) byBest.set(other.best, (alike = []));
    const same = alike.find(
      (g) =>
        g.other.sdBelow === other.sdBelow &&
        g.other.sdAbove === other.sdAbove &&
        g.other.openAbove === other.openAbove,
    );
    if (same !== undefined) same.times++;
    else {
      const group = { other, times: 1 };
      alike.push(group);
      groups.push(group);
    }
  }
  // Sums of logarithms must not depend on the order of import.
  return groups.sort(
    (a, b) =>
      a.other.best - b.other.best ||
      a.other.sdBelow - b.other.sdBelow ||
      a.other.sdAbove - b.other.sdAbove ||
      Number(a.other.openAbove) - Number(b.other.openAbove),
  );
}

/** P(true <= x | true >= bound) under the predictive distribution. */
function censored(other: TrueValue, x: number, predictive: Predictive, known: Map<number, number>): number {
  const bound = Math.floor(other.best);
  if (x < bound) return 0;
  const tail = (k: number): number => {
    const found = known.get(k) ?? predictive.atLeast(k);
    known.set(k, found);
    return found;
  };
  const above = tail(bound);
  return above <= 0 ? 1 : Math.max(0, 1 - tail(Math.floor(x) + 1) / above);
}

/** Probability that the true value of `value` is above that of `other`; the open sides left out of account. */
export function probabilityAbove(value: TrueValue, other: TrueValue): number {
  const closed = { ...other, openAbove: false };
  return probabilityExceedsAll(value, [closed], null) ?? 0;
}
