import { counted } from "../../base/counted.ts";
import { capital, dateInWords, figure } from "./figures.ts";
import { weekdaySlip, type Publication } from "../claims/publications-table.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";
import type { Sources } from "./sources.ts";

/** All pages that publish the observation under test, as each words it; null for none. */
export function publicationsSection({ model, records }: ReportInput, sources: Sources): Html | null {
  const pages = records.publications.filter((p) => model.target.countIds.includes(p.observation));
  if (pages.length === 0) return null;
  const ordered = [...pages].sort(
    (a, b) =>
      Number(b.first) - Number(a.first) ||
      (a.publishedAt < b.publishedAt
        ? -1
        : a.publishedAt > b.publishedAt
          ? 1
          : a.publication < b.publication
            ? -1
            : 1),
  );
  return html`<p>
      ${pages.length === 1 ? "One page is on record for this observation." : html`${pages.length} pages are on record. They repeat one observation and are no ${pages.length} confirmations of it; what they change on the way is in the table.`}
    </p>
    ${scrollTable(
      {
        caption: `${counted(pages.length, "publication")} of the observation under test`,
        name: "publications",
        heads: [
          "Published",
          "Page",
          "Kind of page",
          "Qualifier",
          "Figure",
          "Unit said",
          "Date said of the picture",
          "What it drops, adds or changes",
        ],
        figures: [4],
      },
      ordered.map((p) => row(p, sources)),
    )}`;
}

function row(p: Publication, sources: Sources): Html {
  return html`<tr${p.first ? html` class="first"` : null}><td>${p.publishedAt === "" ? html`<span class="faint">not known</span>` : dateInWords(p.publishedAt)}</td><th scope="row">${sources.cite(p)}</th><td>${p.page}${p.first ? html`<br /><b>the figure is from here</b>` : null}</td><td>${p.qualifier === "" ? html`<span class="faint">none</span>` : p.qualifier}</td><td class="figure">${publishedFigure(p)}</td><td>${p.unitSaid}</td><td>${dateSaid(p)}</td><td class="remark">${p.note}</td></tr>`;
}

function publishedFigure({ low, best, high }: Publication): Html {
  const bounds = [
    low === null || low === best ? null : `from ${figure(low)}`,
    high === null || high === best ? null : `up to ${figure(high)}`,
  ].filter((b) => b !== null);
  if (best === null)
    return bounds.length === 0 ? html`<span class="faint">none</span>` : html`${bounds.join(" ")}`;
  return html`${figure(best)}${bounds.length === 0 ? null : html`<br /><span class="faint">${bounds.join(", ")}</span>`}`;
}

function dateSaid(p: Publication): Html | null {
  const date = dateInWords(p.takenAtSaid);
  const actual = weekdaySlip(p);
  if (p.weekdaySaid === null) return html`${date}`;
  if (actual === null)
    return html`${date === "" ? capital(p.weekdaySaid) : `${capital(p.weekdaySaid)}, ${date}`}`;
  return html`${capital(p.weekdaySaid)}, ${date}<br /><span class="slip"
      ><b>Slip:</b> ${date} was a ${capital(actual)}</span
    >`;
}
