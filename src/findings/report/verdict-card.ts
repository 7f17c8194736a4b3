import { spanInWords } from "../../base/time/words.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import { thresholds } from "../../sites/history/thresholds.ts";
import { written } from "../judgements/binding.ts";
import { likelihoodWord } from "../judgements/likelihood.ts";
import type { FindingModel } from "../judgements/model.ts";
import { comparisonChart } from "./comparison-chart.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, capital, figure, qualified, unitAfter } from "./figures.ts";
import { html, type Content, type Html } from "./html.ts";

/** The answer of the record test at a glance. What cannot be known is said to be so, with the reason; nothing is left blank. */
export function verdictCard(model: FindingModel): Html {
  const { record, target } = model;
  return html`<aside class="verdict" aria-label="Answer of the record test">
    <p class="kicker">Record test: unprecedented?</p>
    <p class="verdict-words">${capital(record.verdictInWords)}</p>
    <p class="verdict-why">${capital(record.why)}.</p>
    <p class="verdict-count">
      <span class="number">${figure(record.count.best)}</span
      ><span class="beside"
        >${unitAfter(target.measure)} ${kindInWords(model.kind, record.count.best)}<br />${boundsInWords(record.count)}
        (central 90 %)<br />${spanInWords(target.look.takenAt)}</span
      >
    </p>
    ${comparisonChart(model)}
    <dl>
      ${rows(model).map(
        ([term, said]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${said}</dd>
          </div>`,
      )}
    </dl>
  </aside>`;
}

const notKnown = (reason: string | undefined): Html =>
  html`<span class="not-known">not known: ${reason ?? "no reason on record"}</span>`;

const chance = (p: number | null, reason: string | undefined): Content =>
  p === null ? notKnown(reason) : written(p, "%");

function rows(model: FindingModel): (readonly [string, Content])[] {
  const { record } = model;
  const { unknown, tally } = record;
  return [
    ["Largest before", largest(model) ?? notKnown(unknown.largestBefore)],
    ["Ratio to it", record.ratio === null ? notKnown(unknown.ratio) : `${record.ratio.toFixed(2)} times`],
    [
      "Probability of more than ever before on record",
      record.probabilityExceeds === null
        ? notKnown(unknown.probabilityExceeds)
        : [
            chance(record.probabilityExceeds, undefined),
            ` (${likelihoodWord(record.probabilityExceeds)})`,
            record.largestBefore?.basis === "published-maximum"
              ? ", if that maximum holds for the same ground"
              : null,
          ],
    ],
    ["Chance of topping all before by accident", chance(record.chanceOfRecord, unknown.chanceOfRecord)],
    ["Tail probability under the history", chance(record.tailProbability, unknown.tailProbability)],
    [
      "Comparable looks in the window",
      `${record.comparableLooks}; the test needs ${thresholds.fewestLooks}, and ${thresholds.looksForUnprecedented} for \u201cunprecedented\u201d`,
    ],
    [
      "Looks in the window without sight",
      `${tally["not-seen"]} on record as not seen, ${tally.failed} as failed`,
    ],
  ];
}

function largest(model: FindingModel): string | null {
  const before = model.record.largestBefore;
  if (before === null) return null;
  const look = model.looks[before.look];
  const qualifier = model.counts[before.counts[0] ?? ""]?.qualifier ?? "";
  const where = `${look?.observer ?? ""}, ${spanInWords(look?.takenAt ?? null)}`;
  if (before.basis === "comparable-look")
    return `${figure(before.best)} (${boundsInWords(before)}), ${where}`;
  const looks =
    before.looksBehindIt === null
      ? "number of looks not published"
      : `over ${counted(before.looksBehindIt, "look")}`;
  return `${qualified(before.best, qualifier)}: a published maximum, ${looks} (${where})`;
}
