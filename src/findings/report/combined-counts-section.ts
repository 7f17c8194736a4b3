import { spanInWords } from "../../base/time/words.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { Interval } from "../../sites/counting/error-model.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { CombinedLook } from "../../sites/counting/marks/combined-look.ts";
import { anchor, hrefTo } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, capital, figure } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";

/** A count that people and the machine made together, as a report shows it. */
export interface ReportCombined {
  readonly lookId: string;
  readonly takenAt: TimeSpan | null;
  readonly kind: Kind;
  /** null: the whole site. */
  readonly areaId: string | null;
  readonly simulated: boolean;
  /** The count on record. */
  readonly count: Interval & { readonly id: string };
  /** Why it is partial; empty when it is not. */
  readonly reason: string;
  /** How it came about, worked out anew from the marks that went in. */
  readonly look: CombinedLook;
}

/** Every count that rests on people's marks; null when the case holds none. */
export function combinedCountsSection({ combinedCounts }: ReportInput): Html | null {
  if (combinedCounts.length === 0) return null;
  return html`<p>
      ${counted(combinedCounts.length, "count")} ${combinedCounts.length === 1 ? "rests" : "rest"} on marks
      that people made in the picture, held against each other and against the machine's. Each stands in place
      of the machine's own count, which stays on record. The interval keeps their spread: agreement does not
      narrow it, disagreement widens it.
    </p>
    ${combinedCounts.map(oneCount)}`;
}

function oneCount({ lookId, takenAt, kind, areaId, simulated, count, reason, look }: ReportCombined): Html {
  const where = areaId === null ? "the whole site" : areaId;
  const { counters, agreement, combined } = look;
  return html`<section class="combined-count" id="${anchor("combined-count", count.id)}">
    <h3>
      ${spanInWords(takenAt)}, ${where}${simulated ? html` <b class="simulated">Simulated picture</b>` : null}
    </h3>
    <p>
      <a href="${hrefTo("count", count.id)}"><b>${figure(count.best)}</b> ${kindInWords(kind, count.best)}</a
      >, ${boundsInWords(count)} with 90 % probability, by rule ${combined?.rule ?? "none"}.
      ${reason === "" ? null : html`In part: ${reason}`}
    </p>
    ${scrollTable(
      {
        caption: `Who counted, ${lookId}, ${where}`,
        name: "counters",
        heads: ["Counted by", "Figure", "Interval", "Weight"],
        figures: [1, 2, 3],
      },
      counters.map((c) => {
        const weight =
          c.leftOut === "" ? combined?.weights.find((w) => w.name === c.name)?.weight : undefined;
        return html`<tr>
          <th scope="row">${c.name}</th>
          <td class="figure">${figure(c.count.best)}</td>
          <td class="figure">${boundsInWords(c.count)}</td>
          <td class="figure">
            ${weight === undefined ? html`<span class="faint">${c.leftOut}</span>` : weight.toFixed(2)}
          </td>
        </tr>`;
      }),
    )}
    ${
      agreement.length === 0
        ? null
        : html`<ul>
            ${agreement.map(
              (p) =>
                html`<li>
                  ${p.a} and ${p.b}: ${p.agreed} agreed mark by mark, ${p.onlyA} only the first has,
                  ${p.onlyB} only the second.
                </li>`,
            )}
          </ul>`
    }
    ${(combined?.reasons ?? []).map((reason) => html`<p class="fine">${capital(reason)}.</p>`)}
  </section>`;
}
