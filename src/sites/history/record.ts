import { dayMs } from "../../base/time/calendar.ts";
import { percentInWords as percent } from "../../base/probability/percent.ts";
import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";
import { carPitch } from "../counting/car-pitch.ts";
import { intervalOf, valueAtScore, type Interval, type TrueValue } from "../counting/error-model.ts";
import type { Measure } from "../counting/measure.ts";
import { emptyTally, type Tally } from "../counting/outcome.ts";
import { normalMidpoints } from "../../base/probability/quadrature.ts";
import { difference, type OutlineOf } from "./comparable.ts";
import { contraryTo, convertedToCars, type Contrary, type Converted } from "./contrary.ts";
import { probabilityExceedsAll } from "./exceedance.ts";
import { predict, type Predictive } from "./predictive.ts";
import type { Sample } from "./sample.ts";
import { thresholds, type Verdict } from "./thresholds.ts";

export interface RecordOptions {
  /** Years before the look under test; `thresholds.windowYears` when left out. */
  readonly windowYears?: number;
  readonly outlineOf: OutlineOf;
  /** Civil time of the site, minutes east of Greenwich: days of the window are days of this clock. */
  readonly zoneMinutes: number;
}

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
type Knowable = "largestBefore" | "ratio" | "probabilityExceeds" | "chanceOfRecord" | "tailProbability";

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
  readonly comparable: readonly string[];
}

/** A sample under test: it has a date and a figure. */
export interface TestableSample extends Sample {
  readonly value: TrueValue;
  readonly look: Sample["look"] & { readonly takenAt: TimeSpan };
}

export const isTestable = (sample: Sample): sample is TestableSample =>
  sample.value !== null && sample.look.takenAt !== null && sample.statistic === "at-look";

const yearMs = 365.25 * dayMs;

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
  const found = sortOut(target, samples, options);
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
      from: dayText(found.fromMs, options.zoneMinutes),
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
    comparable: usable.map((s) => s.look.id).sort(),
  };
}

interface SortedOut {
  readonly fromMs: number;
  readonly comparable: Sample[];
  readonly maxima: TestableMaximum[];
  readonly others: { readonly sample: Sample; readonly reason: string }[];
  readonly tally: Tally;
  readonly beforeWindow: number;
}

interface TestableMaximum extends Sample {
  readonly value: TrueValue;
}

/** Parts the samples into those that enter the test and those that are listed beside it; later looks are neither. */
function sortOut(target: TestableSample, samples: readonly Sample[], options: RecordOptions): SortedOut {
  const at = target.look.takenAt;
  const fromMs = at.fromMs - (options.windowYears ?? thresholds.windowYears) * yearMs;
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
    const unlike = difference(target, sample, options.outlineOf);
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
  return { fromMs, comparable, maxima, others, tally, beforeWindow };
}

function maximumReason(sample: Sample): string {
  const looks = sample.look.looksSummed;
  return looks === null
    ? "a published maximum with an unknown number of looks behind it: used for the ratio, not for a chance"
    : `a published maximum over ${looks} looks that were not published one by one: used for the ratio, not for a chance`;
}

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

/** Figures of any measure in steps that a count distribution can carry: things, car lengths, points of percent. */
function steps(measure: Measure, figure: number): number {
  return Math.max(0, Math.round(measure === "length" ? figure / carPitch.medianMetres : figure));
}

function predictFrom(target: TestableSample, usable: readonly TestableSample[]): Predictive {
  const now = middleMs(target.look.takenAt);
  const closed = usable.map((s) => ({
    years: (middleMs(s.look.takenAt) - now) / yearMs,
    count: steps(s.measure, s.value.best),
    open: s.value.openAbove,
  }));
  // Sorted, so that sums do not depend on the order of import.
  closed.sort((a, b) => a.years - b.years || a.count - b.count);
  const complete = closed.filter((p) => !p.open);
  if (complete.length === closed.length || complete.length === 0) return predict(closed);
  // A lower bound stands for what the complete looks let one expect above it.
  const first = predict(complete);
  const filled = new Map<number, number>();
  return predict(
    closed.map((p) => {
      if (!p.open) return p;
      const known = filled.get(p.count) ?? expectedAbove(p.count, first);
      filled.set(p.count, known);
      return { ...p, count: known };
    }),
  );
}

/** E(Y | Y >= bound), rounded up. */
function expectedAbove(bound: number, predictive: Predictive): number {
  const base = predictive.atLeast(bound);
  if (base < 1e-6) return bound;
  let sum = bound;
  for (let k = bound + 1; k < bound + 500; k++) {
    const share = predictive.atLeast(k) / base;
    sum += share;
    if (share < 1e-4) break;
  }
  return Math.ceil(sum);
}

const scores = normalMidpoints(32);

/** P(next >= the count), averaged over what the count may truly be. */
function tailProbability(target: TestableSample, predictive: Predictive): number {
  return overSteps(target, (k) => predictive.atLeast(k));
}

/** P(next <= the count), averaged likewise. */
function lowerTail(target: TestableSample, predictive: Predictive): number {
  return overSteps(target, (k) => 1 - predictive.atLeast(k + 1));
}

function overSteps(target: TestableSample, of: (k: number) => number): number {
  const known = new Map<number, number>();
  let sum = 0;
  for (const z of scores) {
    const k = steps(target.measure, valueAtScore(target.value, z));
    const p = known.get(k) ?? of(k);
    known.set(k, p);
    sum += p;
  }
  return sum / scores.length;
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

interface Evidence {
  readonly looks: number;
  readonly spaced: number;
  readonly exceeds: number | null;
  readonly tail: number | null;
  readonly lowTail: number | null;
  readonly maximum: TestableMaximum | null;
  readonly tally: Tally;
}

function decide(e: Evidence): { readonly verdict: Verdict; readonly why: string } {
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

function reasons(k: {
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
