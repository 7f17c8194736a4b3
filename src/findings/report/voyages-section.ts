import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { anchor } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { capital, dateInWords, figure } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { folded, scrollTable } from "./scroll-table.ts";
import type { Sources } from "./sources.ts";

const foldFrom = 20;

/** Legs of ships and trains as published; null where none is on record. */
export function voyagesSection({ records, model }: ReportInput, sources: Sources): Html | null {
  const { voyages } = records;
  if (voyages.length === 0) return null;
  const weak = voyages.filter(isWeak).length;
  return html`<p>
      ${counted(voyages.length, "leg")} ${voyages.length === 1 ? "is" : "are"} on record as published;
      ${model.voyages.off} with the transponder off by their sources. Nothing of this rests on position
      reports. Groups of trips overlap single ones: the figures cannot be added up.
      ${weak === 0 ? null : html`${weak} ${weak === 1 ? "is" : "are"} weak and set in a lighter hand, with the reason.`}
    </p>
    ${folded(
      `Show all ${voyages.length}`,
      voyages.length >= foldFrom,
      scrollTable(
        {
          caption: "Sea and rail legs as published",
          name: "voyages",
          heads: [
            "From",
            "To",
            "Carrier",
            "Transponder",
            "Containers",
            "Weak in",
            "Caveats",
            "Observer, page",
          ],
          figures: [4],
        },
        voyages.map((v) => row(v, sources)),
      ),
    )}`;
}

/** A leg whose ship nobody named, or one end of which nobody saw. */
const isWeak = (v: VoyageRow): boolean =>
  v.identifiedBy !== "named" || v.fromPlace === "" || v.toPlace === "";

/** What a leg lacks. */
function weakness(v: VoyageRow): string[] {
  return [
    ...(v.identifiedBy === "named"
      ? []
      : [
          {
            likened: "ship told by likeness alone",
            inferred: "inferred, no ship in a picture",
            "not-identified": "ship not identified",
          }[v.identifiedBy],
        ]),
    ...(v.fromPlace === "" ? ["origin not seen"] : []),
    ...(v.toPlace === "" ? ["arrival not seen"] : []),
    ...(v.imo !== "" && v.imoSource !== "published" ? ["ship number unverified"] : []),
  ];
}

const side = (place: string, time: string): Html =>
  html`${place === "" ? html`<span class="faint">not seen</span>` : place}${time === "" ? null : html`<br /><span class="faint">${dateInWords(time)}</span>`}`;

function row(v: VoyageRow, sources: Sources): Html {
  const weak = weakness(v);
  return html`<tr id="${anchor("voyage", v.voyage)}" ${isWeak(v) ? html` class="weak"` : null}>
    <td>${side(v.fromPlace, v.fromAt)}</td>
    <td>${side(v.toPlace, v.toAt)}</td>
    <th scope="row">
      ${v.vessel === "" ? html`<span class="faint">not named</span>` : v.vessel}
      <span class="faint">${v.mode}${v.imo === "" ? "" : `, IMO ${v.imo}`}</span>
    </th>
    <td>${v.transponder === "not-stated" ? html`<span class="faint">not stated</span>` : v.transponder}</td>
    <td class="figure">${containers(v)}</td>
    <td>${weak.length === 0 ? html`<span class="faint">–</span>` : capital(weak.join("; "))}</td>
    <td class="remark">${v.caveats}</td>
    <td>${v.observer}<br />${sources.cite(v)}</td>
  </tr>`;
}

function containers({
  containersLow: low,
  containersBest: best,
  containersHigh: high,
  containersWords: words,
}: VoyageRow): Html {
  const bounds =
    low !== null || high !== null
      ? ` (${low === null ? "?" : figure(low)}\u2013${high === null ? "?" : figure(high)})`
      : "";
  const number = best === null ? (bounds === "" ? null : bounds.trim()) : `${figure(best)}${bounds}`;
  return html`${number}${number !== null && words !== "" ? html`<br />` : null}${words === "" ? null : html`<span class="faint">${words}</span>`}`;
}
