import type { Mark } from "../../../sites/counting/mark.ts";
import { isReview, type Counter } from "../../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../../sites/counting/marks/current-marks.ts";

/** The note of a mark that its maker added and took back: it stands as rejected, and a screen shows it no more. */
export const takenBack = "taken back";

/**
 * What a screen shows of a count: the marks that stand, without those that the counter added and took back. What a review rejects of the machine's stays in sight, as
 * rejected.
 */
export function seenMarks(marks: readonly Mark[], counter: Counter): Mark[] {
  const review = isReview(counter);
  return currentMarks(marks, counter).filter(
    (m) => m.state !== "rejected" || (review && m.note !== takenBack),
  );
}
