import { spanInWords } from "../../base/time/words.ts";
import { ruleInWords } from "../../movements/voyages/counting-rule.ts";
import type { DaysSeen, ExplainedNumber, TripBounds } from "../../movements/voyages/trips.ts";
import { publishedFigure } from "../../movements/voyages/trips/published-figure.ts";
import { unseenInWords } from "../../movements/voyages/trips/stated-unseen.ts";
import { counted } from "../../base/counted.ts";
import { capital, figure } from "./figures.ts";
import { html, joined, linkOut, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { folded, scrollTable } from "./scroll-table.ts";
import { tripSightings } from "./trip-sightings.ts";

/** Least and most trips that the evidence on record allows, the days that nobody saw, and the published numbers beside it; null for none. */
export function tripsSection({ movements, records }: ReportInput): Html | null {
  const trips = movements?.trips ?? null;
  if (trips === null) return null;
  const names = new Map(trips.ports.map((p) => [p.id, p.name]));
  return html`<p>
      From ${spanInWords(trips.within)} the sightings on record need at least the trips below; what nobody saw
      leaves room for the most. The most is what could have been sailed between the sightings, no estimate of
      what was. ${counted(trips.hulls.least, "hull")} at least and ${trips.hulls.most} at most are behind what
      was
      seen.${movements?.visits === "counted" ? " Visits that position reports tell of are counted in." : ""}
    </p>
    ${scrollTable(
      {
        caption: "What the evidence on record allows",
        name: "trip-bounds",
        heads: ["Counted as", "Ships", "At least", "Room for"],
        figures: [2, 3],
      },
      // Of no ship there is nothing to bound: 0 would read as if none had sailed.
      trips.bounds.filter((b) => b.areaId === null && b.ships?.length !== 0).map(boundsRow),
    )}
    ${remarksOf(trips.bounds)} ${tripSightings(trips, records)}
    <h3>Days that nobody saw</h3>
    <ul class="caveats">
      ${trips.daysSeen.map((d) => daysItem(d, names))}
    </ul>
    ${
      trips.numbers.length === 0
        ? null
        : folded(
            trips.numbers.length === 1
              ? "Show the published number held against this"
              : `Show the ${trips.numbers.length} published numbers held against this`,
            true,
            scrollTable(
              {
                caption: "Published numbers of trips and visits",
                name: "trip-numbers",
                heads: ["Published", "By", "Over", "Counts", "Against the evidence", "Why"],
                figures: [0],
              },
              trips.numbers.map(numberRow),
            ),
          )
    }
    ${
      trips.wouldResolve.length === 0
        ? null
        : html`<p>Most would be told by: ${shortened(trips.wouldResolve[0] ?? "")}.</p>`
    }`;
}

/** Without a list of days in brackets. */
const shortened = (text: string): string => text.replace(/ \([^)]*\u2026\)/, "");

/** What the two ends rest on and what was left out, as the other places print it. */
function remarksOf(bounds: readonly TripBounds[]): Html | null {
  const remarks = [...new Set(bounds.flatMap((b) => b.remarks))];
  return remarks.length === 0
    ? null
    : html`<ul class="caveats">
        ${remarks.map((r) => html`<li>${capital(r)}.</li>`)}
      </ul>`;
}

const boundsRow = (b: TripBounds): Html =>
  html`<tr>
    <th scope="row">${capital(ruleInWords[b.rule])}</th>
    <td>
      ${b.ships === null ? "any ship" : b.ships.join(", ")}${b.exact || !b.possible ? null : html` <span class="faint">(outer bounds)</span>`}
    </td>
    <td class="figure">${b.possible ? b.least : html`<span class="faint">cannot tell</span>`}</td>
    <td class="figure">
      ${!b.possible ? html`<span class="faint">cannot tell</span>` : b.most === null ? html`<span class="faint">nothing bounds it</span>` : b.most}
    </td>
  </tr>`;

const daysItem = (d: DaysSeen, names: ReadonlyMap<string, string>): Html =>
  html`<li>
    <b>${names.get(d.portId) ?? d.portId}</b>: of ${counted(d.days, "day")} ${d.wholeDays.length} were looked
    at whole, ${d.partDays.length} in part, ${d.toldDays.length} are told of; of ${d.unseenDays.length}
    nothing is on record.${unseenInWords(d.stated).map((words) => html` ${words.replace(/[.\s]*$/, ".")}`)}
  </li>`;

const agrees = {
  consistent: "can be",
  "below-least": "below the least",
  "above-most": "above the most",
  "cannot-tell": "cannot be told",
} as const;

function numberRow({ published: p, under, consistency, why }: ExplainedNumber): Html {
  return html`<tr>
    <td class="figure">${publishedFigure(p, figure)}</td>
    <th scope="row">${linkOut(p.address, p.observer)}</th>
    <td>${spanInWords(p.within)}</td>
    <td>
      ${p.rule === null ? html`<span class="faint">rule not published</span>` : ruleInWords[p.rule]}${
        under.length < 2
          ? null
          : html`<br /><span class="faint"
                >${joined(
                  under.map(
                    ({ rule, bounds: { possible, least, most } }) =>
                      `${ruleInWords[rule]}: ${possible ? `${least} to ${most ?? "any"}` : "cannot tell"}`,
                  ),
                  "; ",
                )}</span
              >`
      }
    </td>
    <td>${capital(agrees[consistency])}</td>
    <td class="remark">${why[0] ?? ""}</td>
  </tr>`;
}
