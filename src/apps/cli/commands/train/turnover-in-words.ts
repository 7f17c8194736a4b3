import { likelihoodWord } from "../../../../findings/judgements/likelihood.ts";
import type { CarCount } from "../../../../sites/tracks/counted.ts";
import type { StringFate } from "../../../../sites/tracks/turnover/fates.ts";
import type { Turnover } from "../../../../sites/tracks/turnover/turnover.ts";

const titles = { stayed: "stayed", left: "left", came: "came", cannotTell: "cannot tell" } as const;

/** What changed between two looks, for people: totals, each string, and what to know of it. */
export function turnoverInWords({ before, after, totals, strings, remarks }: Turnover): string[] {
  return [
    `${before} to ${after}`,
    ...(["stayed", "left", "came", "cannotTell"] as const).map((fate) => {
      const { cars, metres } = totals[fate];
      return `  ${titles[fate].padEnd(12)} ${cars === null ? "cars not told apart" : `${interval(cars)} cars`}, ${interval(metres)} m of cars`;
    }),
    ...strings.map(
      (s) =>
        `  ${s.seen.padEnd(6)} track ${s.trackId} string ${s.number}, ${s.cars} ${s.cars === 1 ? "car" : "cars"} at ${Math.round(s.fromMetres)} to ${Math.round(s.toMetres)} m: ${fateInWords(s)}`,
    ),
    ...remarks.map((remark) => `  note: ${remark}`),
    "  Likelihoods rest on place and the order of cars alone; a string replaced by a like one at the same place would pass for the one that stood there.",
  ];
}

function fateInWords({ fate, probability, carsStayed, cars, seen }: StringFate): string {
  if (fate === "cannot tell") return "cannot tell";
  const word = likelihoodWord(probability);
  return fate === "partly stayed"
    ? `${word} that ${seen === "before" ? "a part of it stayed" : "a part of it stood there before"}, about ${Math.round(carsStayed)} of ${cars} cars`
    : seen === "after" && fate === "stayed"
      ? `${word} that it stood there before`
      : `${word} that it ${fate}`;
}

const interval = ({ low, best, high }: CarCount): string =>
  `${Math.round(best)} (${Math.floor(low)} to ${Math.ceil(high)})`;
