import { dayMs } from "../../base/time/calendar.ts";
import { dayText } from "../../base/time/words.ts";
import { intervalOf } from "../counting/error-model.ts";
import { breaksOf } from "./breaks.ts";
import type { OutlineOf } from "./comparable.ts";
import { contraryTo, convertedToCars } from "./contrary.ts";
import { probabilityExceedsAll } from "./exceedance.ts";
import type { LargestBefore, NotComparable, RecordAnswer } from "./record-answer.ts";
import type { Sample } from "./sample.ts";
import { sortOut, type TestableMaximum } from "./sort-out.ts";
import { lowerTail, predictFrom, tailProbability } from "./tail.ts";
import { yearMs, type TestableSample } from "./testable.ts";
import { thresholds } from "./thresholds.ts";
import { decide, reasons } from "./verdict.ts";

export interface RecordOptions {
  /** Years before the look under test; `thresholds.windowYears` when left out. */
  readonly windowYears?: number;
  readonly outlineOf: OutlineOf;
  /** Civil time of the site, minutes east of Greenwich: days of the window are days of this clock. */
  readonly zoneMinutes: number;
}

/**
 * The record test. `docs/method/history.md` defines it and gives its sources.
 * @param target the look under test
 * @param samples all samples of the site that bear on its kind, in any order; the answer does not depend on it
 */
export function testRecord(
  target: TestableSample,
  samples: readonly Sample[],
  options: RecordOptions,
): RecordAnswer {
  const fromMs = target.look.takenAt.fromMs - (options.windowYears ?? thresholds.windowYears) * yearMs;
  const found = sortOut(target, samples, fromMs, options.outlineOf);
  const usable = found.comparable.filter((s): s is TestableSample => s.value !== null);
  const past = usable.map((s) => s.value);
  const predictive = usable.length >= thresholds.fewestLooks ? predictFrom(target, usable) : null;
  const maximum = largest(found.maxima);
  const values = maximum === null ? past : [...past, maximum.value];
  const exceeds = values.length === 0 ? null : probabilityExceedsAll(target.value, values, predictive);
  const tail = predictive === null ? null : tailProbability(target, predictive);
  const lowTail = predictive === null || target.value.openAbove ? null : lowerTail(target, predictive);
  const unnumbered = maximum !== null && maximum.look.looksSummed === null;
  const chance = usable.length === 0 || unnumbered ? null : 1 / (usable.length + 1);
  const biggest = largestBefore(usable, maximum);
  const ratio = biggest === null || biggest.best === 0 ? null : target.value.best / biggest.best;
  const spaced = spacedApart(usable);
  const { verdict, why } = decide({
    looks: usable.length,
    spaced,
    exceeds,
    tail,
    lowTail,
    maximum,
    tally: found.tally,
  });
  return {
    look: target.look.id,
    counts: target.countIds,
    takenAt: target.look.takenAt.text,
    area: target.areaId,
    verdict,
    why,
    count: intervalOf(target.value),
    window: {
      from: dayText(fromMs, options.zoneMinutes),
      to: dayText(target.look.takenAt.fromMs, options.zoneMinutes),
    },
    comparableLooks: usable.length,
    beforeWindow: found.beforeWindow,
    spacedLooks: spaced,
    tally: found.tally,
    largestBefore: biggest,
    ratio,
    probabilityExceeds: exceeds,
    chanceOfRecord: chance,
    tailProbability: tail,
    expected: predictive === null ? null : { mean: predictive.mean, yearlyFactor: predictive.yearlyFactor },
    unknown: reasons({ biggest, ratio, exceeds, chance, tail, unnumbered, looks: usable.length }),
    contrary:
      maximum === null
        ? []
        : contraryTo(
            maximum,
            found.others.map((o) => o.sample),
            target,
          ),
    notComparable: found.others.map(({ sample, reason }) => listed(sample, reason)).sort(byTimeThenName),
    breaks: breaksOf(target, samples.filter(inWindow(target, fromMs)), options.outlineOf),
    comparable: usable.map((s) => s.look.id).sort(),
  };
}

const inWindow =
  (target: TestableSample, fromMs: number) =>
  ({ look: { takenAt } }: Sample): boolean =>
    takenAt !== null && takenAt.toMs > fromMs && takenAt.fromMs < target.look.takenAt.toMs;

function largest(maxima: readonly TestableMaximum[]): TestableMaximum | null {
  let found: TestableMaximum | null = null;
  for (const m of maxima)
    if (
      found === null ||
      m.value.best > found.value.best ||
      (m.value.best === found.value.best && m.look.id < found.look.id)
    )
      found = m;
  return found;
}

function largestBefore(
  usable: readonly TestableSample[],
  maximum: TestableMaximum | null,
): LargestBefore | null {
  let top: TestableSample | null = null;
  for (const s of usable)
    if (
      top === null ||
      s.value.best > top.value.best ||
      (s.value.best === top.value.best && s.look.id < top.look.id)
    )
      top = s;
  const describe = (
    sample: TestableSample | TestableMaximum,
    basis: LargestBefore["basis"],
  ): LargestBefore => ({
    ...intervalOf(sample.value),
    look: sample.look.id,
    counts: sample.countIds,
    basis,
    looksBehindIt: basis === "published-maximum" ? sample.look.looksSummed : 1,
  });
  if (maximum !== null && (top === null || maximum.value.best >= top.value.best))
    return describe(maximum, "published-maximum");
  return top === null ? null : describe(top, "comparable-look");
}

/** How many looks remain when those within the dwell time of the last kept one are passed over. */
function spacedApart(usable: readonly TestableSample[]): number {
  const times = Float64Array.from(usable, (s) => s.look.takenAt.fromMs).sort();
  let kept = 0;
  let last = -Infinity;
  for (const time of times) {
    if (time - last < thresholds.dwellDays * dayMs) continue;
    kept++;
    last = time;
  }
  return kept;
}

function listed(sample: Sample, reason: string): NotComparable {
  return {
    look: sample.look.id,
    counts: sample.countIds,
    takenAt: sample.look.takenAt?.text ?? null,
    reason,
    converted: convertedToCars(sample),
  };
}

function byTimeThenName(a: NotComparable, b: NotComparable): number {
  const byTime = compare(a.takenAt ?? "9", b.takenAt ?? "9");
  return byTime !== 0 ? byTime : compare(a.look, b.look) || compare(a.counts[0] ?? "", b.counts[0] ?? "");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
