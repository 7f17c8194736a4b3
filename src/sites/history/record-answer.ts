import type { Interval } from "../counting/error-model.ts";
import type { Tally } from "../counting/outcome.ts";
import type { Break } from "./breaks.ts";
import type { Contrary, Converted } from "./contrary.ts";
import type { Predictive } from "./predictive.ts";
import type { Verdict } from "./thresholds.ts";

/** A look that could not enter the test, with the reason, and what its figure would be in cars where that can be worked out. */
export interface NotComparable {
  readonly look: string;
  readonly counts: readonly string[];
  readonly takenAt: string | null;
  readonly reason: string;
  readonly converted: Converted | null;
}

export interface LargestBefore extends Interval {
  readonly look: string;
  readonly counts: readonly string[];
  /** A single comparable look, or a maximum that somebody published over looks of their own. */
  readonly basis: "comparable-look" | "published-maximum";
  /** Looks behind a published maximum; null when not published. */
  readonly looksBehindIt: number | null;
}

/** Fields that are null when they cannot be known; `unknown` then gives the reason. */
export type Knowable =
  | "largestBefore"
  | "ratio"
  | "probabilityExceeds"
  | "chanceOfRecord"
  | "tailProbability";

export interface RecordAnswer {
  readonly look: string;
  readonly counts: readonly string[];
  readonly takenAt: string;
  readonly area: string | null;
  readonly verdict: Verdict;
  /** Why the verdict is what it is, in one sentence. */
  readonly why: string;
  /** Bounds of the central 90 %; null where a side is open. */
  readonly count: Interval;
  /** Days, the second not included. */
  readonly window: { readonly from: string; readonly to: string };
  readonly comparableLooks: number;
  /** Observations of the site before the window; they are not listed. */
  readonly beforeWindow: number;
  /** Comparable looks that lie at least `thresholds.dwellDays` apart. */
  readonly spacedLooks: number;
  /** How all looks in the window ended that are like with like but for their outcome; a published sum of looks counts as many. */
  readonly tally: Tally;
  readonly largestBefore: LargestBefore | null;
  readonly ratio: number | null;
  readonly probabilityExceeds: number | null;
  readonly chanceOfRecord: number | null;
  readonly tailProbability: number | null;
  readonly expected: { readonly mean: number; readonly yearlyFactor: Predictive["yearlyFactor"] } | null;
  readonly unknown: Readonly<Partial<Record<Knowable, string>>>;
  /** Looks that speak against the published maximum, the strongest first. */
  readonly contrary: readonly Contrary[];
  readonly notComparable: readonly NotComparable[];
  /** Changes of how the series was measured inside the window, up to the look under test, in order of time. */
  readonly breaks: readonly Break[];
  readonly comparable: readonly string[];
}
