import { emptyTally, type Tally } from "../counting/outcome.ts";
import type { TrueValue } from "../counting/error-model.ts";
import { difference, type OutlineOf } from "./comparable.ts";
import type { Sample } from "./sample.ts";
import type { TestableSample } from "./testable.ts";

/** The samples before a look under test, parted by what they are to it. */
export interface SortedOut {
  readonly comparable: Sample[];
  readonly maxima: TestableMaximum[];
  readonly others: { readonly sample: Sample; readonly reason: string }[];
  readonly tally: Tally;
  readonly beforeWindow: number;
}

/** A published maximum that is like with like. */
export interface TestableMaximum extends Sample {
  readonly value: TrueValue;
}

/** Parts the samples into those that enter the test and those that are listed beside it; later looks are neither. */
export function sortOut(
  target: TestableSample,
  samples: readonly Sample[],
  fromMs: number,
  outlineOf: OutlineOf,
): SortedOut {
  const at = target.look.takenAt;
  const comparable: Sample[] = [];
  const maxima: TestableMaximum[] = [];
  const others: { readonly sample: Sample; readonly reason: string }[] = [];
  const tally = emptyTally();
  let beforeWindow = 0;
  const own = new Set(target.countIds);
  for (const sample of samples) {
    if (sample.countIds.some((id) => own.has(id))) continue;
    const taken = sample.look.takenAt;
    if (taken !== null && taken.fromMs >= at.toMs) continue;
    if (taken !== null && taken.toMs <= fromMs) {
      beforeWindow++;
      continue;
    }
    const unlike = difference(target, sample, outlineOf);
    const timing =
      taken === null
        ? "date not known"
        : taken.toMs > at.fromMs
          ? "its dates overlap the look under test"
          : null;
    if (timing === null && unlike === null) tally[sample.outcome] += sample.look.looksSummed ?? 1;
    const blind = sample.outcome === "not-seen" || sample.outcome === "failed";
    const reason = blind
      ? `${sample.outcome === "failed" ? "failed" : "not seen"}: ${sample.reason}`
      : (timing ?? unlike);
    if (reason !== null) others.push({ sample, reason });
    else if (sample.value === null) others.push({ sample, reason: "no figure" });
    else if (sample.statistic === "maximum") {
      maxima.push({ ...sample, value: sample.value });
      others.push({ sample, reason: maximumReason(sample) });
    } else comparable.push(sample);
  }
  return { comparable, maxima, others, tally, beforeWindow };
}

function maximumReason(sample: Sample): string {
  const looks = sample.look.looksSummed;
  return looks === null
    ? "a published maximum with an unknown number of looks behind it: used for the ratio, not for a chance"
    : `a published maximum over ${looks} looks that were not published one by one: used for the ratio, not for a chance`;
}
