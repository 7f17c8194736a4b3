import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { breaksOf, type Break } from "../../sites/history/breaks.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import type { FindingModel, FindingRecords } from "../judgements/model.ts";
import { counted } from "../../base/counted.ts";
import { dateInWords } from "./figures.ts";
import { html, type Html } from "./html.ts";

/** A break of the series with its number in the chart. */
export interface ChartBreak {
  readonly number: number;
  readonly span: TimeSpan;
  readonly at: Break;
}

/** More lines than this would hide the looks: the newest are drawn and listed. */
const mostBreaks = 24;

/** The breaks of the series that the look under test belongs to, over all of its time. */
export function breaksFor(model: FindingModel, records: FindingRecords): ChartBreak[] {
  return breaksOf(model.target, model.samples, outlineVersions(records.areas))
    .slice(-mostBreaks)
    .flatMap((at) => {
      const parsed = parseSpan(at.at, records.site.zoneMinutes, true);
      return parsed.ok ? [{ span: parsed.span, at }] : [];
    })
    .map((found, i) => ({ ...found, number: i + 1 }));
}

/** What changed at each break, under the chart. */
export function breakKey(breaks: readonly ChartBreak[]): Html | null {
  if (breaks.length === 0) return null;
  return html`<div class="breaks">
    <p class="fine">
      <b>${counted(breaks.length, "break")} in the series</b>: between two looks that follow each other, the
      way of counting changed. Figures on the two sides of a break are not set beside each other.
    </p>
    <ol class="event-key" aria-label="Breaks in the series">
      ${breaks.map(({ number, at }) => html`<li><b class="badge">${number}</b> ${dateInWords(at.at)}: ${at.changed.map((c) => c.words).join("; ")} (the look before: ${dateInWords(at.beforeAt)})</li>`)}
    </ol>
  </div>`;
}
