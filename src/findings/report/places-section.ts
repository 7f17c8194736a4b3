import type { Area } from "../../sites/counting/site.ts";
import { counted } from "../../base/counted.ts";
import { dateInWords, figure } from "./figures.ts";
import { html, linkOut, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";
import { sketchMap } from "./sketch-map.ts";

/** The site, the outlines of its areas, and how well each is known. */
export function placesSection({ records }: ReportInput): Html {
  const { site, areas } = records;
  const map = sketchMap(site, areas);
  const approximate = areas.filter((a) => a.approximate).length;
  return html`<p>
      <b>${site.name}</b>${site.names.length === 0 ? null : ` (also ${site.names.join(", ")})`},
      ${position(site.position)}. ${site.note} ${source(site.source)}
    </p>
    ${areas.length === 0 ? html`<p>No area of this site is on record: every look is of the site as its observer drew it.</p>` : null}
    ${
      map === null
        ? null
        : html`<figure class="map">
            <div>${map}</div>
            <figcaption>
              Outlines to scale, north up, without a base map.
              ${approximate === 0 ? null : html`<b>${approximate === areas.length ? "All of them are approximate" : `${approximate} of ${areas.length} are approximate`}</b> (dashed): placed from words and distances, and off by up to the uncertainty in the table. `}The
              cross is the position of the site on record; numbers are those of the table.
            </figcaption>
          </figure>`
    }
    ${areas.length === 0 ? null : scrollTable({ caption: `${counted(areas.length, "outline")} of the site`, name: "areas", heads: ["No.", "Area", "Role", "Holds", "How well known", "How it was placed", "Source"], figures: [0] }, areas.map(row))}`;
}

const position = ([longitude, latitude]: readonly [number, number]): string =>
  `${Math.abs(latitude).toFixed(4)}\u00b0 ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude).toFixed(4)}\u00b0 ${longitude < 0 ? "W" : "E"}`;

const source = (text: string): Html | null =>
  text === "" ? null : html`<span class="fine">Source: ${linkOut(text, text)}</span>`;

function row(a: Area, index: number): Html {
  const holds =
    a.validFrom === null && a.validTo === null
      ? "throughout"
      : [
          a.validFrom === null ? null : `from ${dateInWords(a.validFrom)}`,
          a.validTo === null ? null : `until ${dateInWords(a.validTo)}, that day not included`,
        ]
          .filter((t) => t !== null)
          .join(" ");
  return html`<tr>
    <td class="figure">${index + 1}</td>
    <th scope="row">${a.name}<br /><code>${a.id}</code></th>
    <td>${a.role}</td>
    <td>${holds}</td>
    <td>
      ${a.approximate ? html`<b>approximate</b>` : "drawn"}${a.uncertaintyMetres === null ? ", uncertainty not stated" : `, off by up to ${figure(a.uncertaintyMetres)} m`}
    </td>
    <td class="remark">${a.basis}</td>
    <td class="address">${a.source === "" ? null : linkOut(a.source, a.source)}</td>
  </tr>`;
}
