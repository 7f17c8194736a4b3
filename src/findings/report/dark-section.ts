import { leftOutWords } from "../../movements/matching/left-out.ts";
import { wordsOfVerdict, type Rival, type VerdictRecord } from "../../movements/matching/verdict.ts";
import { percentInWords } from "../../base/probability/percent.ts";
import { spanInWords } from "../../base/time/words.ts";
import { counted } from "../../base/counted.ts";
import type { FindingRecords } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { html, joined, linkOut, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import type { ReportedSighting, ReportMovements } from "./movements-input.ts";
import { folded, scrollTable } from "./scroll-table.ts";

const foldFrom = 20;
const mostRivals = 3;
/** More rows make no report readable: dark ships come first, and the case holds all. */
const mostRows = 200;

const words = { ...wordsOfVerdict, dark: "no report of it (dark)" } as const;

/** Sightings held against position reports, or why that could not be done; null where nothing is on record of ships. */
export function darkSection({ movements, records }: ReportInput): Html | null {
  if (movements === null || movements === undefined) return null;
  const off = records.voyages.filter((v) => v.mode === "ship" && v.transponder === "off");
  const { verdicts, sightings, positionDays } = movements;
  if (verdicts.length === 0 && off.length === 0) return null;
  const said = html`<p>
    ${counted(off.length, "leg")} ${off.length === 1 ? "is" : "are"} on record with the transponder off, by
    the word of those who published ${off.length === 1 ? "it" : "them"}.
    ${
      verdicts.length > 0 && positionDays > 0
        ? null
        : positionDays === 0
          ? "This case holds no position reports: whether any of these ships was silent, or only not heard, cannot be told here."
          : `The case holds position reports of ${counted(positionDays, "day")}; no verdict from them holds now.`
    }
  </p>`;
  if (verdicts.length === 0) return said;
  const seen = new Map(sightings.map((s) => [s.sighting.id, s]));
  const scenes = new Map(movements.scenes.map((s) => [s.id, s]));
  const tally = Object.entries(words).flatMap(([word, text]) => {
    const n = verdicts.filter((v) => v.word === word).length;
    return n === 0 ? [] : [`${n} ${text}`];
  });
  const shown = [
    ...verdicts.filter((v) => v.word === "dark"),
    ...verdicts.filter((v) => v.word !== "dark"),
  ].slice(0, mostRows);
  return html`${said}
    <p>
      ${counted(verdicts.length, "verdict")} on what was seen or told, weighed against what position reports
      the case had: ${tally.join(", ")}. A ship that no report fits is called dark only where a report would
      have been heard.
    </p>
    ${folded(
      shown.length < verdicts.length
        ? `Show ${shown.length} of ${verdicts.length}`
        : `Show all ${verdicts.length}`,
      verdicts.length >= foldFrom,
      scrollTable(
        {
          caption: "Verdicts, each with its rivals",
          name: "verdicts",
          heads: ["Seen", "Verdict", "That it is right", "Would be heard", "Rivals", "Why"],
          figures: [2, 3],
        },
        shown.map((v) =>
          row(
            v,
            v.sightingId === null
              ? notSeen(v, scenes.get(v.sceneId ?? ""))
              : seenThen(v.sightingId, seen.get(v.sightingId), records),
          ),
        ),
      ),
    )}`;
}

/** Which sighting a verdict is on: when, of which ship by its source, and where to look it up. */
function seenThen(id: string, seen: ReportedSighting | undefined, records: FindingRecords): Html {
  if (seen === undefined) return html`<code>${id}</code>`;
  const { sighting, origin, vessel } = seen;
  const row =
    origin?.record === "voyage" && records.voyages.some((v) => v.voyage === origin.id)
      ? hrefTo("voyage", origin.id)
      : origin?.record === "count" && records.observations.some((o) => o.count.id === origin.id)
        ? hrefTo("count", origin.id)
        : null;
  const name = html`<code>${id}</code>`;
  return html`${spanInWords(sighting.at)}${vessel === "" ? null : `, ${vessel}`}<br />
    ${row === null ? name : html`<a href="${row}">${name}</a>`}
    ${sighting.by === "" && sighting.source === "" ? null : html`<span class="faint">${linkOut(sighting.source, sighting.by === "" ? "page" : sighting.by)}</span>`}`;
}

/** In which picture a ship of the reports is missed. */
const notSeen = (v: VerdictRecord, scene: ReportMovements["scenes"][number] | undefined): Html => html`
  ${scene === undefined ? null : html`${spanInWords(scene.at)}<br />`}
  <code>${v.sceneId ?? ""}</code> <span class="faint">no sighting</span>
`;

function row(v: VerdictRecord, of: Html): Html {
  return html`<tr>
    <th scope="row">${of}</th>
    <td>${words[v.word]}</td>
    <td class="figure">
      ${v.word === "cannot-tell" ? html`<span class="faint">–</span>` : percentInWords(v.probability)}
    </td>
    <td class="figure">
      ${v.heard === null ? html`<span class="faint">not known</span>` : percentInWords(v.heard)}
    </td>
    <td>${joined(v.rivals.slice(0, mostRivals).map(rival), html`<br />`)}</td>
    <td class="remark">${v.reasons.join(" ")}</td>
  </tr>`;
}

function rival({ mmsi, name, fixedObjectId, probability, segment, leftOut }: Rival): string {
  const who =
    mmsi !== null
      ? `${name === "" || name === String(mmsi) ? "unnamed" : name} (${mmsi}${segment === undefined ? "" : `, segment ${segment.number}`})`
      : fixedObjectId !== null
        ? `fixed object ${name === "" ? fixedObjectId : name}`
        : "a ship without reports, or nothing";
  const out = (leftOut ?? []).map((left) => `; ${leftOutWords(left)} (UTC)`).join("");
  return `${who}: ${percentInWords(probability)}${out}`;
}
