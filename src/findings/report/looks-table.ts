import { spanInWords } from "../../base/time/words.ts";
import { intervalOf, trueValue } from "../../sites/counting/error-model.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import type { Count, Observation } from "../../sites/counting/look.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import type { Publication } from "../claims/publications-table.ts";
import { anchor } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, figure, unitAfter } from "./figures.ts";
import { html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { icon, type Mark } from "./marks.ts";
import { scrollTable } from "./scroll-table.ts";
import type { Sources } from "./sources.ts";

const marks: Readonly<Record<Outcome, Mark>> = {
  counted: "like",
  partial: "partial",
  "not-seen": "not-seen",
  failed: "failed",
};
const words: Readonly<Record<Outcome, string>> = {
  counted: "counted",
  partial: "partial",
  "not-seen": "not seen",
  failed: "failed",
};

/** Every observation of the site, in order of time, with all pages that publish it. */
export function looksSection(input: ReportInput, sources: Sources): Html {
  const { records, model } = input;
  const pages = Map.groupBy(records.publications, (p) => p.observation);
  const ordered = [...records.observations].sort(
    (a, b) =>
      (a.look.takenAt?.fromMs ?? Infinity) - (b.look.takenAt?.fromMs ?? Infinity) ||
      (a.look.id < b.look.id ? -1 : a.look.id > b.look.id ? 1 : a.count.id < b.count.id ? -1 : 1),
  );
  const corrected = new Map(
    ordered.flatMap(({ count }) => (count.corrects === null ? [] : [[count.corrects, count.id] as const])),
  );
  const target = new Set(model.target.countIds);
  const seen = new Set<string>();
  const rows = ordered.map((o) => {
    const first = !seen.has(o.look.id);
    seen.add(o.look.id);
    return row(o, {
      first,
      target: target.has(o.count.id),
      correctedBy: corrected.get(o.count.id) ?? null,
      pages: pages.get(o.count.id) ?? [],
      sources,
    });
  });
  return html`<p>
      ${counted(ordered.length, "observation")} of ${counted(seen.size, "look")}
      ${seen.size === 1 ? "is" : "are"} on record for ${records.site.name}. A zero is a count; a look without
      sight says nothing of what was there.
    </p>
    <p class="fine">
      No picture behind these looks is reproduced: none of them is held in this case or licensed for
      publication. ${providers(ordered)}
    </p>
    <div id="looks-filter" class="filter"></div>
    ${scrollTable({ caption: "All looks, by the date of the picture", name: "looks", heads: ["Date", "Observer", "What, where", "Figure", "Central 90 %", "Outcome", "Remarks", "Published by"], figures: [3, 4] }, rows)}`;
}

interface RowContext {
  readonly first: boolean;
  readonly target: boolean;
  readonly correctedBy: string | null;
  readonly pages: readonly Publication[];
  readonly sources: Sources;
}

function row({ look, count }: Observation, { first, target, correctedBy, pages, sources }: RowContext): Html {
  return html`<tr
    id="${anchor("count", count.id)}"
    data-outcome="${count.outcome}"
    data-kind="${kindInWords(count.kind, 2)}"
    ${target ? html` class="under-test"` : null}
  >
    <th scope="row">
      ${first ? html`<span id="${anchor("look", look.id)}"></span>` : null}${spanInWords(look.takenAt)}${target ? html`<br /><b>under test</b>` : null}
    </th>
    <td>
      ${look.observer}${look.provider === "" ? null : html`<br /><span class="faint">${look.provider}</span>`}
    </td>
    <td>
      ${kindInWords(count.kind, 2)}<br /><span class="faint">${how(count)}</span
      ><br />${count.areaId ?? html`<span class="faint">whole site, outline not published</span>`}
    </td>
    <td class="figure">${published(count)}</td>
    <td class="figure">${interval(count)}</td>
    <td class="outcome">${icon(marks[count.outcome], true)} ${words[count.outcome]}</td>
    <td class="remark">${remarks({ look, count }, correctedBy)}</td>
    <td>
      ${joined(
        pages.map((p) => sources.cite(p)),
        html`<br />`,
      )}
    </td>
  </tr>`;
}

const measured = {
  count: "counted",
  length: "length, m",
  share: "share of the area, %",
  monthly: "number in the month",
  presence: "presence",
} as const;
const over = {
  "at-look": "",
  maximum: ", the most over the period",
  total: ", total of the period",
} as const;

const how = (count: Count): string => `${measured[count.measure]}${over[count.statistic]}`;

function published(count: Count): Html {
  const { low, best, high, measure, qualifier } = count;
  if (count.outcome === "not-seen" || count.outcome === "failed")
    return html`<span class="faint">none</span>`;
  const unit = unitAfter(measure);
  if (measure === "presence" && best !== null)
    return html`${best === 0 ? "absent" : "present"}${quote(qualifier)}`;
  const range =
    low !== null || high !== null
      ? `${low === null ? "?" : figure(low)} / ${best === null ? "?" : figure(best)} / ${high === null ? "?" : figure(high)}${unit}`
      : best === null
        ? null
        : `${figure(best)}${unit}`;
  return html`${range ?? html`<span class="faint">none</span>`}${quote(qualifier)}`;
}

const quote = (qualifier: string): Html | null =>
  qualifier === "" ? null : html`<br /><span class="faint">“${qualifier}”</span>`;

function interval(count: Count): Html {
  const value = count.measure === "presence" ? null : trueValue(count);
  if (value === null) return html`<span class="faint">–</span>`;
  const stated = count.low !== null && count.high !== null && count.low !== count.high;
  return html`${boundsInWords(intervalOf(value))}<br /><span class="faint"
      >${stated ? "bounds of the source" : "assumed"}</span
    >`;
}

const coverWords = {
  open: "Loads open.",
  covered: "Loads covered.",
  "cannot-tell": "Cover cannot be told.",
  "not-stated": "",
} as const;

function remarks({ look, count }: Observation, correctedBy: string | null): Html {
  const said = [
    correctedBy === null ? "" : `Replaced by ${correctedBy}; enters no answer.`,
    count.corrects === null ? "" : `Replaces ${count.corrects}.`,
    count.reason === "" ? "" : `Reason: ${count.reason}${/[.!?]$/.test(count.reason) ? "" : "."}`,
    coverWords[count.cover],
    look.looksSummed === null
      ? "Looks behind it: number not published."
      : look.looksSummed > 1
        ? `${look.looksSummed} looks.`
        : "",
    look.sampleDistanceMetres === null ? "" : `${look.sampleDistanceMetres} m per pixel.`,
    count.caveats,
  ];
  return html`${said.filter((s) => s !== "").join(" ")}`;
}

function providers(observations: readonly Observation[]): string {
  const looks = new Map(observations.map(({ look }) => [look.id, look.provider]));
  const tally = new Map<string, number>();
  for (const provider of looks.values()) tally.set(provider, (tally.get(provider) ?? 0) + 1);
  const named = [...tally].filter(([p]) => p !== "").sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const silent = tally.get("") ?? 0;
  const list = named.map(([p, n]) => `${p} (${counted(n, "look")})`).join(", ");
  return `Pictures by: ${list === "" ? "no provider is named" : list}${silent > 0 && list !== "" ? `; not named for ${counted(silent, "look")}` : ""}. Rights in the pictures stay with them.`;
}
