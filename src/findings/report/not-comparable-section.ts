import { kindInWords } from "../../sites/counting/kind.ts";
import type { Count } from "../../sites/counting/look.ts";
import { qualifierMeaning } from "../../sites/counting/qualifier.ts";
import type { NotComparable } from "../../sites/history/record-answer.ts";
import type { FindingModel } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, dateInWords, qualified, unitAfter } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { folded, scrollTable } from "./scroll-table.ts";

const foldFrom = 60;

/** The earlier looks that did not enter the test, each with the reason and what its figure would be in cars. */
export function notComparableSection({ model }: ReportInput): Html {
  const { record } = model;
  const others = record.notComparable;
  const used = record.comparableLooks;
  const lead = html`<p>
    ${used === 0 ? "No earlier look on record is like with like." : `${counted(used, "earlier look")} ${used === 1 ? "is" : "are"} like with like and entered the test.`}
    ${others.length === 0 ? "None was set aside." : html`${counted(others.length, "entry", "entries")} before the look under test ${others.length === 1 ? "was" : "were"} set aside. None of them is lost: lengths of train are read as cars where that can be done, and a look that comes to more than a published maximum is held against it above.`}
  </p>`;
  if (others.length === 0) return lead;
  const table = scrollTable(
    {
      caption: "Earlier looks that are not like with like",
      name: "not-comparable",
      heads: [
        "Date",
        "Observer",
        "What",
        "Figure",
        "Why it is not comparable",
        "Read as cars (central 90 %)",
      ],
      figures: [3, 5],
    },
    others.map((o) => row(model, o)),
  );
  return html`${lead}${folded(`Show all ${others.length}`, others.length >= foldFrom, table)}`;
}

/** A partial look gives a lower bound, also where its source has no word for it. */
const floor = (counts: readonly Count[], qualifier: string): string =>
  counts.some((c) => c.outcome === "partial") && !qualifierMeaning(qualifier)?.lowerBound ? "at least " : "";

function row(model: FindingModel, other: NotComparable): Html {
  const counts = other.counts.flatMap((id) => (model.counts[id] === undefined ? [] : [model.counts[id]]));
  const [first] = counts;
  const best = counts.reduce<number | null>(
    (sum, c) => (c.interval === null ? sum : (sum ?? 0) + c.interval.best),
    null,
  );
  const said =
    best === null || first === undefined || first.measure === "presence"
      ? null
      : `${floor(counts, first.qualifier)}${qualified(best, first.qualifier)}${unitAfter(first.measure)}`;
  const kinds = counts.map((c) => kindInWords(c.kind, 2)).filter((k, i, all) => all.indexOf(k) === i);
  const presence =
    first?.measure === "presence"
      ? first.interval?.best === 0
        ? "seen to be absent"
        : first.interval === null
          ? "no figure"
          : "seen, no number"
      : "no figure";
  return html`<tr>
    <th scope="row">
      <a href="${hrefTo("count", [...other.counts].sort()[0] ?? "")}"
        >${other.takenAt === null ? "date not known" : dateInWords(other.takenAt)}</a
      >
    </th>
    <td>${model.looks[other.look]?.observer}</td>
    <td>${kinds.join(", ")}</td>
    <td class="figure">${said ?? html`<span class="faint">${presence}</span>`}</td>
    <td class="remark">${other.reason}</td>
    <td class="figure">
      ${other.converted === null ? html`<span class="faint">–</span>` : html`${Math.round(other.converted.best)} (${boundsInWords(other.converted)})${other.converted.firm ? null : html`<br /><span class="faint">cargo lines: need not be cars</span>`}`}
    </td>
  </tr>`;
}
