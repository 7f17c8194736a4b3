import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import type { Publication } from "../claims/publications-table.ts";

export type ConfidenceLevel = "high" | "moderate" | "low";

/** How good the sources and the reasoning are; it says nothing of how likely a thing is. */
export interface Confidence {
  readonly level: ConfidenceLevel;
  readonly why: string;
}

/**
 * Confidence by stated rules (docs/method/judgements.md). In the count: low when nobody's own page is on record or the figure is a bound;
 * otherwise moderate, since one observer counted one picture, which this case holds only where the count is its own. High needs a second, independent count,
 * which no published look has yet. In the comparison: low while it rests on a published maximum or on fewer looks than the test needs.
 */
export function confidenceIn(
  target: TestableSample,
  record: RecordAnswer,
  pages: readonly Publication[],
): { count: Confidence; record: Confidence } {
  const own = pages.some((p) => p.page === "primary" || p.page === "official");
  const bounded = target.value.openAbove || target.value.openBelow;
  const count: Confidence = !own
    ? { level: "low", why: "only pages that quote the observer are on record" }
    : bounded
      ? { level: "low", why: "the source gives a bound and no figure" }
      : {
          level: "moderate",
          why: pages.every((p) => p.publisher.startsWith("Yardwatch, "))
            ? "it was made here, of one picture that this case holds"
            : "one observer, whose own page is on record, counted one picture that this case does not hold",
        };
  const comparison: Confidence =
    record.verdict === "cannot-tell"
      ? { level: "low", why: record.why }
      : record.verdict === "unprecedented" || record.verdict === "record"
        ? { level: "moderate", why: "the looks are like with like, but all by one way of counting" }
        : { level: "moderate", why: "the looks are like with like" };
  return { count, record: comparison };
}
