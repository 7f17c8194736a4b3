import type { EventRow } from "../../sites/history/event.ts";
import { anchor } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { dateInWords } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";
import type { Sources } from "./sources.ts";

/** Dated events and how reports of them differ; null for none. */
export function eventsSection({ records, model }: ReportInput, sources: Sources): Html | null {
  const { events } = records;
  if (events.length === 0) return null;
  const conflicts = events.filter((e) => e.conflict !== "").length;
  return html`<p>
      ${counted(events.length, "event")} of the case; reports differ on
      ${conflicts === 0 ? "none" : conflicts}.
    </p>
    ${scrollTable(
      {
        caption: "Events",
        name: "events",
        heads: ["Date", "Place", "What happened", "Why it matters", "How reports differ", "Page"],
      },
      events.map((e) => row(e, e.event === model.question.eventId, sources)),
    )}`;
}

const row = (e: EventRow, asked: boolean, sources: Sources): Html =>
  html`<tr id="${anchor("event", e.event)}" ${asked ? html` class="under-test"` : null}>
    <th scope="row">${dateInWords(e.at)}${asked ? html`<br /><b>the question's</b>` : null}</th>
    <td>${e.place}</td>
    <td>${e.what}</td>
    <td>${e.matters}</td>
    <td class="remark">${e.conflict === "" ? html`<span class="faint">–</span>` : e.conflict}</td>
    <td>${sources.cite(e)}</td>
  </tr>`;
