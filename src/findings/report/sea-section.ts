import type { VesselFact } from "../../movements/vessels/vessel-fact.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { counted } from "../../base/counted.ts";
import { dateInWords } from "./figures.ts";
import { html, joined, linkOut, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";

/** The ships on record, each with what is known of it; null where no leg of a ship is. */
export function seaSection({ records, movements }: ReportInput): Html | null {
  const legs = records.voyages.filter((v) => v.mode === "ship");
  if (legs.length === 0 || movements === null || movements === undefined) return null;
  const named = [
    ...Map.groupBy(
      legs.filter((v) => v.vessel !== ""),
      (v) => v.vessel,
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const unnamed = legs.filter((v) => v.vessel === "").length;
  const off = legs.filter((v) => v.transponder === "off").length;
  return html`<p>
      ${counted(legs.length, "leg")} or ${legs.length === 1 ? "call" : "calls"} of ships on record, ${off}
      with the transponder off by their sources. ${counted(named.length, "ship")}
      ${named.length === 1 ? "is" : "are"} named; of ${counted(unnamed, "leg")} the ship is not, and each may
      be one of these or another.
    </p>
    ${scrollTable(
      {
        caption: "Ships named on record",
        name: "ships",
        heads: ["Ship", "Number", "On record", "Flag", "Length, m", "On a list", "What to mind"],
        figures: [4],
      },
      named.map(([name, of]) => row(name, of, movements.vesselFacts)),
    )}`;
}

function row(name: string, legs: readonly VoyageRow[], facts: readonly VesselFact[]): Html {
  const imo = legs.find((v) => v.imo !== "")?.imo ?? "";
  const published = legs.some((v) => v.imoSource === "published");
  const of = facts.filter((f) => f.vessel === `imo:${imo}`);
  const dates = legs
    .flatMap((v) => [v.fromAt, v.toAt])
    .filter((t) => t !== "")
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const groups = legs.filter((v) => v.fromAt === v.toAt && v.fromAt.includes("/")).length;
  return html`<tr>
    <th scope="row">${name}</th>
    <td>
      ${imo === "" ? html`<span class="faint">not known</span>` : html`IMO ${imo}<br /><span class="faint">${published ? "on a page" : "unverified"}</span>`}
    </td>
    <td>
      ${counted(legs.length - groups, "leg or call", "legs or calls")}${groups === 0 ? null : `, ${counted(groups, "sum of trips", "sums of trips")}`}<br /><span
        class="faint"
        >${dates.length === 0 ? "no date" : `${dateInWords(dates[0] ?? "").replace(/ to .*/, "")} to ${dateInWords(dates.at(-1) ?? "").replace(/^.* to /, "")}`}</span
      >
    </td>
    <td>${values(of, "flag")}</td>
    <td class="figure">${values(of, "length")}</td>
    <td>${values(of, "listed")}</td>
    <td class="remark">${remarks(of)}</td>
  </tr>`;
}

/** All that is said of one field; what contradicts itself stands side by side. */
function values(facts: readonly VesselFact[], field: VesselFact["field"]): Html {
  const found = facts.filter((f) => f.field === field);
  if (found.length === 0) return html`<span class="faint">–</span>`;
  return joined(
    found.map(
      (f) =>
        html`${f.address === "" ? f.value : linkOut(f.address, f.value)}${f.basis === "published" ? null : html` <span class="faint">${f.basis}</span>`}${field === "listed" && f.from !== "" ? html` <span class="faint">${dateInWords(f.from)}</span>` : null}`,
    ),
    html`<br />`,
  );
}

function remarks(facts: readonly VesselFact[]): string {
  const clashes = (["flag", "length", "owner"] as const).filter(
    (field) => new Set(facts.filter((f) => f.field === field).map((f) => f.value)).size > 1,
  );
  const listings = new Set(facts.filter((f) => f.field === "listed").map((f) => f.from));
  return [
    ...(clashes.length === 0 ? [] : [`Sources differ on its ${clashes.join(" and ")}.`]),
    ...(listings.size > 1 ? ["Sources differ on when it was listed."] : []),
  ].join(" ");
}
