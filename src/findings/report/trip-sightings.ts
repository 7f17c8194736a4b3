import { counted } from "../../base/counted.ts";
import { spanInWords } from "../../base/time/words.ts";
import type { ShipSighting, TripExplanation } from "../../movements/voyages/trips.ts";
import type { FindingRecords } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { html, linkOut, type Html } from "./html.ts";
import { folded, scrollTable } from "./scroll-table.ts";

/** More rows make no report readable; the case holds all. */
const mostRows = 200;

/** What the least and the most of trips rest on, sighting by sighting, with what was left out and why; null for nothing. */
export function tripSightings(
  { used, leftOut, ports }: TripExplanation,
  records: FindingRecords,
): Html | null {
  const all = [
    ...used.map((sighting) => ({ sighting, reason: null })),
    ...leftOut.map((left): { readonly sighting: ShipSighting; readonly reason: string | null } => left),
  ];
  if (all.length === 0) return null;
  const names = new Map(ports.map((p) => [p.id, p.name]));
  const shown = all.slice(0, mostRows);
  return folded(
    `Show ${shown.length < all.length ? `${shown.length} of ` : ""}${counted(used.length, "sighting")} that this rests on, and ${leftOut.length} left out`,
    true,
    scrollTable(
      {
        caption: "Sightings that the numbers of trips rest on",
        name: "trip-sightings",
        heads: ["Where", "When", "Ship", "On record as", "Left out"],
      },
      shown.map(
        ({ sighting: s, reason }) =>
          html`<tr>
            <th scope="row">
              ${names.get(s.placeId) ?? s.placeId}${s.areaId === null ? null : `, ${s.areaId}`}
            </th>
            <td>${spanInWords(s.at)}</td>
            <td>${s.ship ?? html`<span class="faint">not named</span>`}</td>
            <td>${recordOf(s, records)}</td>
            <td class="remark">${reason ?? ""}</td>
          </tr>`,
      ),
    ),
  );
}

/** The record that a sighting was read from, linked to its row here where it has one, and to its page. */
function recordOf({ id, source, address }: ShipSighting, records: FindingRecords): Html {
  const [, table, of] = /^(voyages|counts)\/(.*?)(?:\/(?:from|to|\d+))?$/.exec(id) ?? [];
  const href =
    of === undefined
      ? null
      : table === "voyages" && records.voyages.some((v) => v.voyage === of)
        ? hrefTo("voyage", of)
        : table === "counts" && records.observations.some((o) => o.count.id === of)
          ? hrefTo("count", of)
          : null;
  const name = html`<code>${id}</code>`;
  return html`${href === null ? name : html`<a href="${href}">${name}</a>`}
  ${source === "" ? null : html`<span class="faint">${linkOut(address, source)}</span>`}`;
}
