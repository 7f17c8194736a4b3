import { z90 } from "../../../base/probability/normal.ts";
import type { CarCount } from "../../tracks/counted.ts";
import { isKind, isPartOf, type Kind } from "../kind.ts";
import type { Mark } from "../mark.ts";

/** Name and version of the rule that makes marks a count. A change of what it gives is a new version. */
export const countRule = "marks/1";

/** Marks of a kind, or of a part of it: box cars are railcars. */
export const marksOfKind = (marks: readonly Mark[], kind: Kind): Mark[] =>
  marks.filter((m) => m.kind === kind || (isKind(m.kind) && isPartOf(m.kind, kind)));

export interface CountMarksOptions {
  /**
   * The machine's own count of the look and how many things its marks stood for: what nobody has looked at of them keeps its part of that
   * interval. Without it, the probabilities of the marks give one.
   */
  readonly machine?: { readonly total: CarCount; readonly marked: number };
}

/**
 * The count that a set of marks gives: what was accepted counts; what was rejected does not; unsure marks are left out of `low` and are all
 * in `high`; hidden ones are in `high` alone; what the machine proposes and nobody has looked at counts as the machine counts it.
 * @param standing as `currentMarks` gives them
 */
export function countMarks(standing: readonly Mark[], { machine }: CountMarksOptions = {}): CarCount {
  let [low, best, high] = [0, 0, 0];
  const proposed: Mark[] = [];
  for (const mark of standing)
    switch (mark.state) {
      case "accepted":
        low += mark.number;
        best += mark.number;
        high += mark.number;
        break;
      case "unsure":
        best += mark.number * Math.min(mark.probability, 0.5);
        high += mark.number;
        break;
      case "hidden":
        high += mark.number;
        break;
      case "proposed":
        proposed.push(mark);
        break;
      case "rejected":
        break;
    }
  const unseen = machine === undefined ? byProbability(proposed) : partOf(machine, proposed);
  return { low: low + unseen.low, best: best + unseen.best, high: high + unseen.high };
}

/** The marks as independent guesses; the mean is taken downwards only, since what a machine misses leaves no mark. */
function byProbability(proposed: readonly Mark[]): CarCount {
  let [all, mean, variance] = [0, 0, 0];
  for (const { number, probability } of proposed) {
    all += number;
    mean += number * probability;
    variance += number * number * probability * (1 - probability);
  }
  const spread = z90 * Math.sqrt(variance);
  return { low: Math.max(0, Math.min(mean, all) - spread), best: all, high: all + spread };
}

/** A part of the machine's count. Its half-widths shrink with the root of the share, as independent errors do: the wider reading. */
function partOf(
  { total, marked }: NonNullable<CountMarksOptions["machine"]>,
  proposed: readonly Mark[],
): CarCount {
  const number = proposed.reduce((sum, m) => sum + m.number, 0);
  if (number === 0 || marked <= 0)
    // With every mark looked at, the machine's doubt about what it did mark is settled.
    return { low: 0, best: 0, high: 0 };
  const share = Math.min(1, number / marked);
  const best = total.best * share;
  return {
    low: Math.max(0, best - (total.best - total.low) * Math.sqrt(share)),
    best,
    high: best + (total.high - total.best) * Math.sqrt(share),
  };
}
