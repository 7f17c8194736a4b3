import type { TimeSpan } from "../../../base/time/span.ts";

/** How many containers went, and why that is thought. */
export interface LoadInterval {
  /** null where nothing is known of that end. */
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  /** `published` for the leg; `stack` from looks at a quay before and after. */
  readonly basis: "published" | "stack";
  readonly words: string;
  /** Records that it rests on. */
  readonly evidence: readonly string[];
}

/** A load per trip that follows from two published totals by division. It is no observation of any trip. */
export interface DerivedLoad {
  readonly containersId: string;
  readonly tripsId: string;
  readonly observer: string;
  readonly containers: number;
  readonly trips: number;
  readonly perTrip: number;
  /** What the division bounds: a floor over a count gives at least, a count over a floor at most. */
  readonly says: "about" | "at-least" | "at-most" | "cannot-tell";
  readonly within: TimeSpan;
  readonly why: readonly string[];
}
