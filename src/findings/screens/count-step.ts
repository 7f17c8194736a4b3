import { z90 } from "../../base/probability/normal.ts";
import { assumedSpread, figureOf as figureOfCount } from "../../sites/counting/error-model.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";
import type { Measure } from "../../sites/counting/measure.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import { boundsInWords, figure, qualified, unitAfter } from "../report/figures.ts";
import type { Step, StepInput } from "./arithmetic.ts";

const spreadRule: Readonly<Record<Measure, string>> = {
  count: "√(0.5² + (10 % of the figure)²), the spread of hand counts",
  monthly: "√(0.5² + (10 % of the figure)²), the spread of hand counts",
  length: "√((5 m)² + (5 % of the length)²)",
  share: "10 points of percent",
  presence: "nothing: seen or seen to be absent",
};

/** How the interval of the look under test came about: from its source's own bounds, from the spread of hand counts, or from a sum of parts. */
export function countStep(
  target: TestableSample,
  record: RecordAnswer,
  figureOf: (countId: string) => ObservedFigure | undefined,
): Step {
  const found = target.countIds.flatMap((id) => figureOf(id) ?? []);
  const unit = unitAfter(target.measure);
  const inputs = found.map(({ count }): StepInput => ({
    label: count.areaId === null ? "the figure of the look" : `the figure for ${count.areaId}`,
    value: said(count, unit),
    look: count.lookId,
    count: count.id,
  }));
  const result = `${figure(record.count.best)}${unit} (${boundsInWords(record.count)})`;
  const [only, second] = found;
  if (only === undefined || second !== undefined)
    return {
      name: "The count as an interval",
      formula:
        "The sum of the parts that the look counted. Their errors go together: the spreads add, and an open side of one opens the sum.",
      worked: "",
      inputs,
      result,
      why: "",
    };
  const { count } = only;
  const own = count.low !== null && count.high !== null;
  const best = figureOfCount(count) ?? record.count.best;
  const spread = assumedSpread(count.measure, best);
  return {
    name: "The count as an interval",
    formula: own
      ? target.byMachine === null
        ? "Low and high as its source gives them: the value lies between them with 90 %."
        : `Low and high as model ${target.byMachine.model} counted them by rule ${target.byMachine.rule}: the value lies between them with 90 %.`
      : `The figure, and on either side 1.645 times ${spreadRule[count.measure]}; a side that its source leaves open stays open.`,
    worked: own
      ? ""
      : `Spread ${spread.toFixed(2)}; ${figure(best)} − ${(z90 * spread).toFixed(1)} to ${figure(best)} + ${(z90 * spread).toFixed(1)}.`,
    inputs,
    result,
    why: "",
  };
}

function said(count: ObservedFigure["count"], unit: string): string {
  const best = figureOfCount(count);
  if (best === null) return "no figure";
  const bounds =
    count.low !== null && count.high !== null ? `, ${figure(count.low)} to ${figure(count.high)}` : "";
  return `${qualified(best, count.qualifier)}${unit}${bounds}`;
}
