import type { Kind } from "../../sites/counting/kind.ts";
import type { Count } from "../../sites/counting/look.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Seen } from "../../sites/counting/marks/combined-count.ts";
import { wholeCount } from "../../sites/counting/marks/combined-count.ts";
import { stillCounting, type CombinedLook } from "../../sites/counting/marks/combined-look.ts";
import { isReview } from "../../sites/counting/marks/counter.ts";
import { marksOfKind } from "../../sites/counting/marks/count-marks.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import { matchMarks } from "../../sites/counting/marks/match-marks.ts";
import type { CarCount } from "../../sites/tracks/counted.ts";
import type { Step } from "./arithmetic.ts";
import { combinedArithmetic } from "./combined-arithmetic.ts";

/** One counter of a look as it is set beside the others. */
export interface ShownCounter {
  readonly name: string;
  readonly by: string;
  readonly pass: string;
  readonly machine: boolean;
  readonly review: boolean;
  readonly open: boolean;
  readonly count: CarCount;
  /** Things marked; those that were rejected are not among them. */
  readonly marked: number;
  /** Share of the pool; null where it does not enter. */
  readonly weight: number | null;
  readonly leftOut: string;
}

/** Two counters side by side. Marks are named; a string of n stands n times. */
export interface ShownPair {
  readonly a: string;
  readonly b: string;
  readonly agreed: readonly (readonly [a: string, b: string])[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Shares of what the other one has that each has too; null where the other has nothing. */
  readonly foundByA: number | null;
  readonly foundByB: number | null;
}

export interface CombinedScreen {
  readonly look: string;
  readonly kind: Kind;
  readonly simulated: boolean;
  /** True while a blind pass of whoever asks is under way: nobody else's count is told. */
  readonly hidden: boolean;
  readonly counters: readonly ShownCounter[];
  readonly pairs: readonly ShownPair[];
  /** Marks that the pairs name, of counters that may be shown. */
  readonly marks: readonly Mark[];
  readonly together: CarCount | null;
  /** Rounded outwards to whole things, as it would go on record. */
  readonly whole: CarCount | null;
  readonly seen: Seen;
  readonly reasons: readonly string[];
  readonly steps: readonly Step[];
  /** What stands on record, or would: the site's first. */
  readonly counts: readonly Pick<
    Count,
    "id" | "areaId" | "low" | "best" | "high" | "outcome" | "reason" | "corrects"
  >[];
  /** True where the very same is on record already. */
  readonly onRecord: boolean;
}

export interface CombinedInput {
  readonly look: string;
  readonly kind: Kind;
  readonly simulated: boolean;
  readonly hidden: boolean;
  readonly combined: CombinedLook;
  readonly seen: Seen;
  /** All marks of the look that may be shown. */
  readonly marks: readonly Mark[];
  readonly counts: readonly Count[];
  readonly onRecord: boolean;
}

/** All counts of a look side by side, who found what, the one count that follows, and how. */
export function combinedScreen(input: CombinedInput): CombinedScreen {
  const { look, kind, simulated, hidden, combined, seen, marks, counts, onRecord } = input;
  const { counters, agreement } = combined;
  // What is not finished is no count yet, and agrees with nobody.
  const ended = counters.filter((c) => c.leftOut !== stillCounting);
  const pairs = ended.flatMap((a, i) =>
    ended.slice(i + 1).map((b): ShownPair => {
      const { agreed, onlyA, onlyB } = matchMarks(a.marks, b.marks);
      const found = agreement.find((p) => p.a === a.name && p.b === b.name);
      return {
        a: a.name,
        b: b.name,
        agreed: agreed.map((pair) => [pair.a, pair.b]),
        onlyA,
        onlyB,
        foundByA: found?.foundByA ?? null,
        foundByB: found?.foundByB ?? null,
      };
    }),
  );
  const standing = counters.map((counter) => ({
    counter,
    standing: marksOfKind(currentMarks(marks, counter.counter), kind),
  }));
  const named = new Set(counters.flatMap((c) => c.marks.map((m) => m.id)));
  const together = combined.combined?.count ?? null;
  return {
    look,
    kind,
    simulated,
    hidden,
    counters: counters.map((c) => ({
      name: c.name,
      by: c.counter.marker.name,
      pass: c.counter.pass,
      machine: c.counter.marker.type === "machine",
      review: isReview(c.counter),
      open: c.leftOut === stillCounting,
      count: c.count,
      marked: c.marks.reduce((sum, m) => sum + m.number, 0),
      weight:
        c.leftOut === "" ? (combined.combined?.weights.find((w) => w.name === c.name)?.weight ?? null) : null,
      leftOut: c.leftOut,
    })),
    pairs,
    marks: marks.filter((m) => named.has(m.id)),
    together,
    whole: together === null ? null : wholeCount(together),
    seen,
    reasons: combined.combined?.reasons ?? [],
    steps: combinedArithmetic(combined, standing, kind, seen.unseen),
    counts: counts.map(({ id, areaId, low, best, high, outcome, reason, corrects }) => ({
      id,
      areaId,
      low,
      best,
      high,
      outcome,
      reason,
      corrects,
    })),
    onRecord,
  };
}
