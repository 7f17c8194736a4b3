import type { Kind } from "../../sites/counting/kind.ts";
import type { Measure } from "../../sites/counting/measure.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";

/** Who counted: somebody who published it, people in this program (alone or with the machine), or the machine alone. */
export const counters = ["published", "people", "machine"] as const;
export type CountedBy = (typeof counters)[number];

/** What a look is to the one under test. `untested` where none is. */
export const standings = [
  "under-test",
  "comparable",
  "not-comparable",
  "before-window",
  "later",
  "untested",
] as const;
export type Standing = (typeof standings)[number];

/** Whether the figure is the look's own, or cars read out of metres of train or of cargo lines. */
export const readings = ["itself", "train-length", "cargo-length"] as const;
export type ReadAs = (typeof readings)[number];

/** A look as the chart of a history shows it. Times are milliseconds, half-open; figures are null where the look gave none. */
export interface HistoryPoint {
  readonly look: string;
  /** The count behind the figure; several where the look counted parts or lengths that are summed. */
  readonly counts: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly date: string;
  readonly observer: string;
  readonly area: string | null;
  readonly outcome: Outcome;
  /** Why the outcome is not `counted`. */
  readonly reason: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly readAs: ReadAs;
  /** Metres behind a converted figure. */
  readonly metres: number | null;
  readonly by: CountedBy;
  /** Who exactly: the observer, or the machine's model. */
  readonly byWhom: string;
  readonly standing: Standing;
  /** Why it is not set beside the look under test; empty where it is. */
  readonly why: string;
  /** What a sum is made of, "68 % ore cars, 26 % tank cars"; empty where it is none. */
  readonly mix: string;
  /** How many single looks it sums up. */
  readonly looks: number;
  /** Of a simulated picture. */
  readonly simulated: boolean;
}

/** A published maximum over a stretch of time: at no look behind it was there more. */
export interface HistoryBand {
  readonly look: string;
  readonly count: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly date: string;
  readonly observer: string;
  readonly area: string | null;
  readonly best: number;
  /** "at most about 20, number of looks not published". */
  readonly words: string;
  /** Whether it speaks of the same ground as the look under test. */
  readonly alike: boolean;
}

/** What the chart is of. */
export interface Plotted {
  readonly kind: Kind;
  readonly measure: Measure;
  /** "railcars", "trains, m". */
  readonly unit: string;
}
