import { percentInWords as percent } from "../../base/probability/percent.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import { thresholds, verdictInWords } from "../../sites/history/thresholds.ts";
import { carPitch } from "../../sites/counting/car-pitch.ts";
import { likelihoodWord } from "../judgements/likelihood.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, dateInWords, figure } from "../report/figures.ts";
import { countStep } from "./count-step.ts";

/** What a step takes in: a number or words, and the look or count where it can be checked. */
export interface StepInput {
  readonly label: string;
  readonly value: string;
  readonly look: string | null;
  readonly count: string | null;
}

/** One number of an answer with how it came about. */
export interface Step {
  readonly name: string;
  /** The rule in words. */
  readonly formula: string;
  /** The same with the numbers in it; empty where it would say nothing new. */
  readonly worked: string;
  readonly inputs: readonly StepInput[];
  /** null where it cannot be known; `why` then has the reason. */
  readonly result: string | null;
  readonly why: string;
}

export interface ArithmeticInput {
  readonly kind: Kind;
  readonly target: TestableSample;
  readonly record: RecordAnswer;
  /** Figures by the ids of their counts: those of the target and of the largest before at least. */
  readonly figureOf: (countId: string) => ObservedFigure | undefined;
  readonly observerOf: (lookId: string) => string;
}

/** The arithmetic of an answer of the record test, in the order in which it is worked out. docs/method/history.md defines each. */
export function arithmeticOf(input: ArithmeticInput): Step[] {
  const { target, record, figureOf } = input;
  return [
    countStep(target, record, figureOf),
    likeStep(input),
    largestStep(input),
    ratioStep(input),
    exceedsStep(input),
    chanceStep(input),
    tailStep(input),
    ...contrarySteps(input),
    verdictStep(input),
  ];
}

const of = (
  label: string,
  value: string,
  look: string | null = null,
  count: string | null = null,
): StepInput => ({
  label,
  value,
  look,
  count,
});

function targetInput({ record, kind }: ArithmeticInput): StepInput {
  const { count, look, counts } = record;
  return of(
    `the look under test, ${dateInWords(record.takenAt)}`,
    `${figure(count.best)} (${boundsInWords(count)}) ${kindInWords(kind, count.best)}`,
    look,
    counts[0] ?? null,
  );
}

function largestInput({ record, observerOf }: ArithmeticInput): StepInput[] {
  const { largestBefore: before } = record;
  if (before === null) return [];
  const what = before.basis === "published-maximum" ? "a published maximum" : "the largest comparable look";
  return [
    of(
      `${what}, ${observerOf(before.look)}`,
      `${figure(before.best)} (${boundsInWords(before)})`,
      before.look,
      before.counts[0] ?? null,
    ),
  ];
}

function likeStep({ record }: ArithmeticInput): Step {
  const { tally, notComparable, beforeWindow } = record;
  const shown = record.comparable.slice(0, 12);
  return {
    name: "Comparable looks",
    formula:
      "Looks in the window before it that agree with it in kind, measure, ground, way of counting, sample distance and mix, and gave a figure.",
    worked: `Window ${dateInWords(record.window.from)} to ${dateInWords(record.window.to)}: ${record.comparableLooks} like with like, ${record.spacedLooks} of them at least ${thresholds.dwellDays} days apart; ${counted(notComparable.length, "entry", "entries")} set aside; ${tally["not-seen"]} not seen and ${tally.failed} failed; ${beforeWindow} before the window.`,
    inputs: [
      ...shown.map((look) => of("comparable look", look, look)),
      ...(record.comparable.length > shown.length
        ? [of("and", `${record.comparable.length - shown.length} more`)]
        : []),
    ],
    result: String(record.comparableLooks),
    why: "",
  };
}

function largestStep(input: ArithmeticInput): Step {
  const { largestBefore: before, unknown } = input.record;
  return {
    name: "Largest before",
    formula:
      "The largest figure among the comparable looks and the published maxima that speak of the same ground.",
    worked:
      before?.basis === "published-maximum"
        ? `A published maximum, ${before.looksBehindIt === null ? "with an unknown number of looks behind it" : `over ${counted(before.looksBehindIt, "look")}`}.`
        : "",
    inputs: largestInput(input),
    result: before === null ? null : `${figure(before.best)} (${boundsInWords(before)})`,
    why: unknown.largestBefore ?? "",
  };
}

function ratioStep(input: ArithmeticInput): Step {
  const { record } = input;
  const { ratio, count, largestBefore: before, unknown } = record;
  return {
    name: "Ratio",
    formula: "The best figure of the look under test, divided by the largest before.",
    worked:
      ratio === null || before === null
        ? ""
        : `${figure(count.best)} / ${figure(before.best)} = ${ratio.toFixed(2)}`,
    inputs: [targetInput(input), ...largestInput(input)],
    result: ratio === null ? null : ratio.toFixed(2),
    why: unknown.ratio ?? "",
  };
}

function exceedsStep(input: ArithmeticInput): Step {
  const { probabilityExceeds: p, unknown, largestBefore: before, comparableLooks } = input.record;
  return {
    name: "Probability that it is above all before",
    formula:
      "The mean, over 128 equal shares of what the count may truly be, of the product of the chances that each earlier value lies below; errors independent between looks.",
    worked:
      p === null
        ? ""
        : `${counted(comparableLooks, "comparable look")}${before?.basis === "published-maximum" ? " and the published maximum" : ""}: ${percent(p)}, ${likelihoodWord(p)}.`,
    inputs: [targetInput(input), ...largestInput(input)],
    result: p === null ? null : percent(p),
    why: unknown.probabilityExceeds ?? "",
  };
}

function chanceStep({ record }: ArithmeticInput): Step {
  const { chanceOfRecord: p, comparableLooks: n, unknown } = record;
  return {
    name: "Chance of a record by accident",
    formula: "1 / (N + 1): of N + 1 looks in no particular order the newest is the largest so often.",
    worked: p === null ? "" : `1 / (${n} + 1) = ${percent(p)}`,
    inputs: [of("N, the comparable looks", String(n))],
    result: p === null ? null : percent(p),
    why: unknown.chanceOfRecord ?? "",
  };
}

function tailStep({ record }: ArithmeticInput): Step {
  const { tailProbability: p, expected, unknown } = record;
  return {
    name: "Tail under the history",
    formula:
      "The probability that the next look shows so many or more, under overdispersed counts with a trend that are fitted to the comparable looks; averaged over what the count may truly be.",
    worked:
      expected === null
        ? ""
        : `The history lets one expect ${figure(expected.mean)}; by year it moves by a factor of ${expected.yearlyFactor.best.toFixed(2)} (${expected.yearlyFactor.low.toFixed(2)} to ${expected.yearlyFactor.high.toFixed(2)}).`,
    inputs: [
      of("comparable looks", `${record.comparableLooks}; at least ${thresholds.fewestLooks} are needed`),
    ],
    result: p === null ? null : percent(p),
    why: unknown.tailProbability ?? "",
  };
}

/** Looks that come to more than a published maximum, each with its conversion. */
function contrarySteps({ record }: ArithmeticInput): Step[] {
  return record.contrary.map((c) => ({
    name: `Against it: ${dateInWords(c.takenAt)}, ${c.observer}`,
    formula:
      c.metres === null
        ? "Cars counted in a part of the site: a part cannot hold more than the whole."
        : `Metres of ${c.firm ? "train" : "cargo lines, as if all stood on cars"}, divided by the mean pitch of cars: ${carPitch.medianMetres} m, with a spread of ${Math.round(carPitch.logSpread * 100)} %.`,
    worked: `${c.metres === null ? "" : `${figure(c.metres)} m / ${carPitch.medianMetres} m = ${figure(c.cars.best)} (${boundsInWords(c.cars)}). `}Above the maximum: ${percent(c.probabilityAboveMaximum)}, ${likelihoodWord(c.probabilityAboveMaximum)}. The look under test is ${c.ratio.toFixed(1)} times that, and above it: ${percent(c.probabilityBelowTarget)}, ${likelihoodWord(c.probabilityBelowTarget)}.`,
    inputs: [
      of(
        c.metres === null ? "cars counted" : c.firm ? "length of train" : "length of cargo lines",
        c.metres === null ? figure(c.cars.best) : `${figure(c.metres)} m`,
        c.look,
        c.counts[0] ?? null,
      ),
    ],
    result: `${figure(c.cars.best)} (${boundsInWords(c.cars)})`,
    why: "",
  }));
}

function verdictStep({ record }: ArithmeticInput): Step {
  const shown = (p: number | null): string => (p === null ? "not known" : percent(p));
  return {
    name: "Verdict",
    formula: `By stated thresholds (${thresholds.name}). Cannot tell: fewer than ${thresholds.fewestLooks} comparable looks, only a published maximum, or a lower bound in the way. A record: above all before with ${percent(thresholds.exceeds)} or more. Unprecedented: a record, the tail at most ${percent(thresholds.tailForUnprecedented)}, and ${thresholds.looksForUnprecedented} comparable looks at least ${thresholds.dwellDays} days apart. High: the tail at most ${percent(thresholds.tailForHigh)}. Unusually low: the lower tail at most ${percent(thresholds.tailForHigh)}.`,
    worked: `${record.why}.`,
    inputs: [
      of("comparable looks", String(record.comparableLooks)),
      of(`at least ${thresholds.dwellDays} days apart`, String(record.spacedLooks)),
      of("above all before", shown(record.probabilityExceeds)),
      of("tail", shown(record.tailProbability)),
    ],
    result: verdictInWords[record.verdict],
    why: "",
  };
}
