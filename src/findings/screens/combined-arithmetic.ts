import { z90 } from "../../base/probability/normal.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { Mark, MarkState } from "../../sites/counting/mark.ts";
import { combineRule, pooling, type Pooling } from "../../sites/counting/marks/combine.ts";
import { wholeCount } from "../../sites/counting/marks/combined-count.ts";
import type { CombinedLook, CounterOfLook } from "../../sites/counting/marks/combined-look.ts";
import { countRule } from "../../sites/counting/marks/count-marks.ts";
import { isReview } from "../../sites/counting/marks/counter.ts";
import type { CarCount } from "../../sites/tracks/counted.ts";
import type { Step, StepInput } from "./arithmetic.ts";

/** One decimal, and none where there is none to tell. */
const figure = (value: number): string => (Math.round(value * 10) / 10).toLocaleString("en");
const range = ({ low, best, high }: CarCount): string =>
  `${figure(best)} (${figure(low)} to ${figure(high)})`;
const given = (label: string, value: string): StepInput => ({ label, value, look: null, count: null });

/** What stands of a counter, rejected and hidden marks too. */
export interface StandingOf {
  readonly counter: CounterOfLook;
  readonly standing: readonly Mark[];
}

/**
 * How the one count of a look came about, number by number. docs/method/people-and-machine.md defines each step.
 * @param unseen how many more may stand where nobody could see, as the record adds it: null where nobody can say
 */
export function combinedArithmetic(
  { counters, agreement, combined }: CombinedLook,
  standing: readonly StandingOf[],
  kind: Kind,
  unseen: number | null,
): Step[] {
  const used = counters.filter((c) => c.leftOut === "");
  if (combined === null || used.length === 0) return [];
  const apart = new Set(
    used.filter((c) => c.counter.marker.type === "person" && !isReview(c.counter)).map((c) => c.name),
  );
  const parts = pooling(
    used.map(({ name, counter, count }) => ({ name, machine: counter.marker.type === "machine", count })),
    agreement.filter((p) => apart.has(p.a) && apart.has(p.b)),
  );
  return [
    ...standing.filter((s) => s.counter.leftOut === "").map(countStep),
    ...(used.length > 1 ? [weightStep(used, parts)] : []),
    poolStep(used, parts),
    ...parts.doubles.map(doubleStep),
    endStep(combined.count, parts),
    recordStep(combined.count, kind, unseen),
  ];
}

const stateWords: readonly (readonly [MarkState, string])[] = [
  ["accepted", "accepted: counted in low, best and high"],
  ["unsure", "unsure: not in low, at most half of each in best, all in high"],
  ["hidden", "hidden: in high alone"],
  ["proposed", "by the machine, which nobody has looked at: the machine's interval for its share of them"],
  ["rejected", "rejected: not counted"],
];

function countStep({ counter, standing }: StandingOf): Step {
  const isMachine = counter.counter.marker.type === "machine";
  const sum = (state: MarkState): number =>
    standing.reduce((n, m) => n + (m.state === state ? m.number : 0), 0);
  return {
    name: `The count of ${counter.name}`,
    formula: isMachine
      ? "As the model gives it: each way of parting the tracks into cars, weighed by how well it fits, and the model's own measured error."
      : `By rule ${countRule}: what stands of the marks, by what was said of each.`,
    worked: "",
    inputs: isMachine
      ? [given("cars marked", figure(standing.reduce((n, m) => n + m.number, 0)))]
      : stateWords
          .filter(([state]) => sum(state) > 0)
          .map(([state, words]) => given(words, figure(sum(state)))),
    result: range(counter.count),
    why:
      standing.length === 0 && !isMachine
        ? "The pass is finished without a mark: nothing of the kind was seen. That is a count of zero."
        : "",
  };
}

function weightStep(used: readonly CounterOfLook[], { believed, between, weights }: Pooling): Step {
  return {
    name: "How much each counter weighs",
    formula:
      "1 / (spread² + variance between the best figures), made to sum to 1. A spread is (best − low) or (high − best), divided by 1.645, the mean of both sides, at least half a thing. Where the counters disagree, the variance between them takes over, and all weigh alike.",
    worked: used
      .map((c, i) => {
        const one = believed[i];
        const spread = one === undefined ? 0 : (one.below + one.above) / 2;
        return `${c.name}: 1 / (${spread.toFixed(2)}² + ${between.toFixed(2)})`;
      })
      .join("; "),
    inputs: used.map((c) => given(c.name, range(c.count))),
    result: used.map((c, i) => `${c.name} ${(weights[i] ?? 0).toFixed(2)}`).join(", "),
    why: "",
  };
}

function poolStep(used: readonly CounterOfLook[], { pooled }: Pooling): Step {
  return {
    name: used.length > 1 ? "The counts as one distribution" : "The count as a distribution",
    formula:
      "Each counter is believed as a normal curve about the best figure with a spread of its own to each side; the curves are mixed by their weights. Low, best and high are the 5th, 50th and 95th percentile of the mixture. Agreement does not make it narrower: all look at the same pixels.",
    worked: "",
    inputs: [],
    result: range(pooled),
    why: "",
  };
}

function doubleStep({ pair, estimate, sd }: Pooling["doubles"][number]): Step {
  const { agreed, onlyA, onlyB } = pair;
  return {
    name: `What ${pair.a} and ${pair.b} may both have missed`,
    formula:
      "Chapman's double count: (agreed + only first + 1) × (agreed + only second + 1) / (agreed + 1) − 1, with Seber's standard deviation. It only ever widens the count upwards; what is hard to see is hard for both, so it is too low rather than too high.",
    worked: `(${agreed} + ${onlyA} + 1) × (${agreed} + ${onlyB} + 1) / (${agreed} + 1) − 1 = ${estimate.toFixed(1)}; ${estimate.toFixed(1)} + 1.645 × ${sd.toFixed(2)} = ${(estimate + z90 * sd).toFixed(1)}`,
    inputs: [
      given("both marked", String(agreed)),
      given(`only ${pair.a}`, String(onlyA)),
      given(`only ${pair.b}`, String(onlyB)),
    ],
    result: figure(estimate),
    why: "",
  };
}

function endStep(count: CarCount, { pooled, doubles }: Pooling): Step {
  const agreed = doubles.map((d) => d.pair.agreed);
  const tops = doubles.map((d) => d.estimate + z90 * d.sd);
  return {
    name: "Low and high",
    formula:
      "Low: of the distribution, or what two people who counted apart agree on, where that is less. High: of the distribution, or the upper end of their double count, where that is more.",
    worked:
      doubles.length === 0
        ? ""
        : `low = the least of ${[pooled.low, ...agreed].map(figure).join(", ")}; high = the most of ${[pooled.high, ...tops].map(figure).join(", ")}`,
    inputs: [],
    result: range(count),
    why: doubles.length === 0 ? "Nobody counted apart from another person: nothing widens it." : "",
  };
}

function recordStep(count: CarCount, kind: Kind, unseen: number | null): Step {
  const whole = wholeCount(count);
  const high = unseen === null ? null : Math.max(whole.high, Math.ceil(whole.best + unseen));
  return {
    name: "As it goes on record",
    formula: `Whole things, low rounded down and high rounded up, so that keeping it never makes it narrower; high is at least best plus what may stand unseen. Rule ${combineRule}.`,
    worked: unseen === null || unseen === 0 ? "" : `${whole.best} + ${figure(unseen)} unseen`,
    inputs: [],
    result:
      high === null
        ? `${whole.best}, at least ${whole.low} ${kindInWords(kind, whole.best)}`
        : `${whole.best} (${whole.low} to ${high}) ${kindInWords(kind, whole.best)}`,
    why: unseen === null ? "Nobody can say how much could not be seen: the upper end is open." : "",
  };
}
