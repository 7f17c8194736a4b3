import { percentInWords as percent } from "../../base/probability/percent.ts";
import type { Tally } from "../counting/outcome.ts";
import type { Knowable, LargestBefore } from "./record-answer.ts";
import type { TestableMaximum } from "./sort-out.ts";
import { thresholds, type Verdict } from "./thresholds.ts";

/** What a verdict follows from. */
export interface Evidence {
  readonly looks: number;
  readonly spaced: number;
  readonly exceeds: number | null;
  readonly tail: number | null;
  readonly lowTail: number | null;
  readonly maximum: TestableMaximum | null;
  readonly tally: Tally;
}

/** The verdict, and why it is that, by the stated thresholds. */
export function decide(e: Evidence): { readonly verdict: Verdict; readonly why: string } {
  const blind = e.tally["not-seen"] + e.tally.failed;
  const unseen =
    blind === 0
      ? ""
      : `; ${blind} more ${blind === 1 ? "look" : "looks"} could not see the area and say nothing of it`;
  if (e.looks < thresholds.fewestLooks) {
    if (e.looks === 0 && e.maximum !== null)
      return {
        verdict: "cannot-tell",
        why: `only a published maximum stands before it, ${e.maximum.look.looksSummed === null ? "with an unknown number of looks behind it" : "without its looks"}${unseen}`,
      };
    return {
      verdict: "cannot-tell",
      why: `${e.looks} comparable ${e.looks === 1 ? "look" : "looks"} before it, and the test needs ${thresholds.fewestLooks}${unseen}`,
    };
  }
  if (e.exceeds === null || e.tail === null)
    return {
      verdict: "cannot-tell",
      why: "an earlier look gives a lower bound only and may have been larger",
    };
  if (e.exceeds >= thresholds.exceeds) {
    const base = `above all ${e.looks} comparable looks with probability ${percent(e.exceeds)}; tail ${percent(e.tail)}`;
    if (e.tail > thresholds.tailForUnprecedented)
      return { verdict: "record", why: `${base}, which is not small enough for more${unseen}` };
    if (e.looks < thresholds.looksForUnprecedented || e.spaced < thresholds.looksForUnprecedented)
      return {
        verdict: "record",
        why: `${base}; ${thresholds.looksForUnprecedented} looks at least ${thresholds.dwellDays} days apart are needed for more, there are ${e.spaced}${unseen}`,
      };
    return { verdict: "unprecedented", why: `${base}${unseen}` };
  }
  if (e.tail <= thresholds.tailForHigh)
    return {
      verdict: "high",
      why: `tail ${percent(e.tail)}, but above all earlier looks only with probability ${percent(e.exceeds)}${unseen}`,
    };
  if (e.lowTail !== null && e.lowTail <= thresholds.tailForHigh)
    return {
      verdict: "unusually-low",
      why: `lower tail ${percent(e.lowTail)} of ${e.looks} comparable looks${unseen}`,
    };
  return { verdict: "within-range", why: `tail ${percent(e.tail)} of ${e.looks} comparable looks${unseen}` };
}

/** Why each value that is null cannot be known. */
export function reasons(k: {
  readonly biggest: LargestBefore | null;
  readonly ratio: number | null;
  readonly exceeds: number | null;
  readonly chance: number | null;
  readonly tail: number | null;
  readonly unnumbered: boolean;
  readonly looks: number;
}): Partial<Record<Knowable, string>> {
  const unknown: Partial<Record<Knowable, string>> = {};
  const nothing = "no comparable look and no published maximum before it";
  if (k.biggest === null) unknown.largestBefore = nothing;
  if (k.ratio === null) unknown.ratio = k.biggest === null ? nothing : "the largest before is zero";
  if (k.exceeds === null)
    unknown.probabilityExceeds =
      k.biggest === null
        ? nothing
        : "an earlier look gives a lower bound only, and there are too few others to say what it may have been";
  if (k.chance === null)
    unknown.chanceOfRecord = k.unnumbered
      ? "the number of looks behind the published maximum is not known"
      : "no comparable look before it: the chance that the newest tops the others has no meaning";
  if (k.tail === null)
    unknown.tailProbability = `a distribution needs ${thresholds.fewestLooks} comparable looks; there ${k.looks === 1 ? "is 1" : `are ${k.looks}`}`;
  return unknown;
}
