import type { ChainEvidence, ChainLink, ChainPath } from "../../movements/chain/chain.ts";
import {
  boundsInWords,
  datesInWords,
  hoursInWords,
  mostHoursInWords,
  modeInWords,
  orderInWords,
  strengthInWords,
} from "../../movements/chain/words.ts";
import type { FindingRecords } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { chainDrawing } from "./chain-drawing.ts";
import { counted } from "../../base/counted.ts";
import { capital } from "./figures.ts";
import { html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { folded, scrollTable } from "./scroll-table.ts";

const mostDrawn = 4;

/** What went on to where: the ways as a drawing and a table, each with its weakest link; null where no leg has both ends. */
export function chainSection({ movements, records }: ReportInput): Html | null {
  if (movements === null || movements === undefined || movements.chain.paths.length === 0) return null;
  const { chain } = movements;
  // A way of one leg is in the table of legs; here are those that join legs, and one-leg ways only where there are no others.
  const long = chain.paths.filter((p) => p.links.length > 1);
  const shown = (long.length > 0 ? long : chain.paths).slice(0, mostDrawn);
  const names = new Map(chain.places.map((p) => [p.id, p.name]));
  const links = new Map(chain.links.map((l) => [l.id, l]));
  const { settings } = chain;
  return html`<p>
      ${counted(chain.links.length, "link")} between places can be made of the legs and ways on record;
      ${counted(chain.leftOut.length, "leg")} ${chain.leftOut.length === 1 ? "has" : "have"} an end that
      nobody saw and ${chain.leftOut.length === 1 ? "makes" : "make"} none. A way is as strong as its weakest
      link, and what is unknown of a load stays unknown further
      on.${
        movements.heardLinks === 0
          ? ""
          : ` Of the links, ${movements.heardLinks} ${movements.heardLinks === 1 ? "rests" : "rest"} on visits that position reports tell of; the sentences of the finding rest on the other records alone.`
      }
    </p>
    <figure class="single">
      <div class="drawing"><div class="broad">${chainDrawing(chain, shown)}</div></div>
      <figcaption>
        Full strokes: a named carrier seen at both ends. Thin: at one end. Dashed: inferred, no carrier was
        followed. Dotted: claimed of a period. Faint dots: the way is there and no record says that a load
        took it. Containers are those of the first link’s load that can have come so far.
      </figcaption>
    </figure>
    ${shown.map((path) => weakest(path, links, names))}
    ${folded(
      "Show every link of these ways, with times and evidence",
      true,
      scrollTable(
        {
          caption: "Links of the ways",
          name: "chain-links",
          heads: [
            "Link",
            "Dates",
            "Needs, had",
            "Before it",
            "Held",
            "Containers that came along",
            "Evidence",
          ],
        },
        shown.flatMap((path) => path.links.flatMap((id, i) => row(path, links.get(id), i, names, records))),
      ),
    )}
    <p class="fine">
      Ships are taken to make ${settings.shipKnots.least} to ${settings.shipKnots.most} kn, trains
      ${settings.railKilometresADay.least} to ${settings.railKilometresADay.most} km a day; where no length of
      a way is published it lies between the shortest line and ${settings.detour.ship} (sea) or
      ${settings.detour.rail} (rail) times it.
    </p>`;
}

function weakest(
  path: ChainPath,
  links: ReadonlyMap<string, ChainLink>,
  names: ReadonlyMap<string, string>,
): Html | null {
  const link = links.get(path.weakest.link);
  if (link === undefined) return null;
  const name = (id: string): string => names.get(id) ?? id;
  return html`<p>
    <b>${joined(path.places.map(name), " \u2192 ")}</b>:
    ${path.holds ? `held as ${strengthInWords[path.strength]}` : "it cannot have been so"}. Weakest is
    ${name(link.from)} to ${name(link.to)}: ${path.weakest.why[0] ?? ""}.
    ${path.weakest.wanted[0] === undefined ? null : html`What would strengthen it: ${path.weakest.wanted[0]}.`}
  </p>`;
}

function row(
  path: ChainPath,
  link: ChainLink | undefined,
  step: number,
  names: ReadonlyMap<string, string>,
  records: FindingRecords,
): Html[] {
  if (link === undefined) return [];
  const name = (id: string): string => names.get(id) ?? id;
  const joint = path.joints[step - 1];
  const carried = path.carried[step] ?? { low: null, high: null };
  return [
    html`<tr${link.strength === "possible" ? html` class="weak"` : null}>
      <th scope="row">
        ${name(link.from)} to ${name(link.to)}<br /><span class="faint"
          >${modeInWords[link.mode]}${link.carrier === "" ? "" : `, ${link.carrier}`}</span
        >
      </th>
      <td>${capital(datesInWords(link))}</td>
      <td>
        ${link.travelHours === null ? "not known" : hoursInWords(link.travelHours.low, link.travelHours.high)}${link.availableHours === null ? null : html`<br /><span class="faint">had ${mostHoursInWords(link.availableHours)}</span>`}
      </td>
      <td>
        ${joint === undefined ? html`<span class="faint">–</span>` : html`${capital(orderInWords[joint.order])}; ${joint.notes.join("; ")}`}
      </td>
      <td>${capital(strengthInWords[link.strength])}: ${link.reasons.join("; ")}</td>
      <td>
        ${boundsInWords(carried)}${link.containers.words === "" ? null : html`<br /><span class="faint">“${link.containers.words}”</span>`}
      </td>
      <td>${evidence(link.evidence, records)}</td>
    </tr>`,
  ];
}

const says = {
  leg: "leg",
  "at-origin": "there before",
  "at-destination": "there after",
  "falls-at-origin": "fell there",
  "rises-at-origin": "rose there",
  "rises-at-destination": "rose there",
  against: "against",
  event: "at that time",
  way: "way",
} as const;

function evidence(found: readonly ChainEvidence[], records: FindingRecords): Html {
  const counts = new Set(records.observations.map((o) => o.count.id));
  const shown = found.slice(0, 8);
  return html`${joined(
    shown.map((e) =>
      e.table === "counts" && counts.has(e.id)
        ? html`<a href="${hrefTo("count", e.id)}"><code>${e.id}</code></a>
            <span class="faint">${says[e.says]}</span>`
        : e.table === "voyages"
          ? html`<a href="${hrefTo("voyage", e.id)}"><code>${e.id}</code></a>
              <span class="faint">${says[e.says]}</span>`
          : e.table === "events"
            ? html`<a href="${hrefTo("event", e.id)}"><code>${e.id}</code></a>
                <span class="faint">${says[e.says]}</span>`
            : html`<code>${e.id}</code> <span class="faint">${says[e.says]}</span>`,
    ),
    html`<br />`,
  )}${found.length > shown.length ? html`<br /><span class="faint">and ${found.length - shown.length} more</span>` : null}`;
}
