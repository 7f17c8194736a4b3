import { spanInWords } from "../../base/time/words.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import type { LookUsability } from "../../sites/pictures/look-usability.ts";
import type { ClarityRecord, PictureLook } from "../../sites/pictures/picture-look.ts";
import { anchor } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { icon, type Mark } from "./marks.ts";
import { folded, scrollTable } from "./scroll-table.ts";

/** A look that rests on a picture, as a report shows it. */
export interface ReportPicture {
  readonly look: PictureLook;
  /** The look of the same exposure that counts in its place; null when it counts itself. */
  readonly countedBy: string | null;
  /** Why the dates under which its exposure is on record cannot all be right; null when they can. */
  readonly contradiction: string | null;
  /** For the kind that the finding is about. */
  readonly usability: LookUsability;
  /** A small picture as a data address; null when its pixels may not leave the case, or there are none, or others show the site better. */
  readonly thumbnail: string | null;
}

/** Rows from which the table is folded. */
const manyRows = 40;

/** Every picture over the site with what it is good for; null when the case holds none. */
export function picturesSection({
  pictures,
  records,
  model,
  machineCounts,
  combinedCounts,
}: ReportInput): Html | null {
  if (pictures.length === 0) return null;
  const things = kindInWords(model.target.kind, 2);
  const counts = pictures.filter((p) => p.countedBy === null);
  const many = (test: (p: ReportPicture) => boolean): number => counts.filter(test).length;
  const failed = many((p) => p.usability.failed);
  const repeats = pictures.length - counts.length;
  const shown = pictures.filter((p) => p.thumbnail !== null);
  return html`<p>
      ${counted(pictures.length, "picture")} over ${records.site.name} ${pictures.length === 1 ? "is" : "are"}
      on record. For ${things}: ${many((p) => p.usability.usability === "usable")} usable,
      ${many((p) => p.usability.usability === "partial")} in part,
      ${many((p) => p.usability.usability === "not-seen" && !p.usability.failed)} not
      seen${failed > 0 ? html`, ${failed} that could not be had` : null}.
      ${repeats === 0 ? null : html`${counted(repeats, "picture")} ${repeats === 1 ? "repeats" : "repeat"} another and ${repeats === 1 ? "is" : "are"} not counted again.`}
      ${[...machineCounts, ...combinedCounts].some((c) => pictures.some((p) => p.look.look.id === c.lookId)) ? null : "No count above was made by this program in these pictures."}
    </p>
    <p class="fine">${licences(pictures)}</p>
    ${
      shown.length === 0
        ? null
        : html`<div class="thumbnails">
            ${shown.map(
              ({ look, thumbnail }) =>
                html`<figure>
                  <img
                    src="${thumbnail ?? ""}"
                    alt="${records.site.name} from above, ${spanInWords(look.look.takenAt)}"
                  />
                  <figcaption>
                    ${spanInWords(look.look.takenAt)}${look.picture?.simulated === true ? html`<br /><b>Simulated</b>` : null}<br /><span
                      class="faint"
                      >${creditOf(look)}</span
                    >
                  </figcaption>
                </figure>`,
            )}
          </div>`
    }
    ${folded(
      `All ${pictures.length} pictures`,
      pictures.length > manyRows,
      scrollTable(
        {
          caption: "Pictures over the site, by the date on which they were taken",
          name: "pictures",
          heads: [
            "Taken",
            "Picture",
            "Detail",
            "Areas, worst first",
            `For ${things}`,
            "Why not better",
            "Licence",
          ],
          figures: [2],
        },
        pictures.map(row),
      ),
    )}`;
}

/** Who made a picture and under what terms it is shown, as the terms ask. */
function creditOf({ look, supply }: PictureLook): string {
  const year = look.takenAt?.text.slice(0, 4) ?? "";
  if (/copernicus/i.test(supply.licence)) return `Contains modified Copernicus Sentinel data ${year}`.trim();
  return [look.provider === "" ? supply.item : look.provider, supply.licence]
    .filter((t) => t !== "")
    .join(", ");
}

/** What the report says of rights: which pixels it shows, and which were left out and why. */
function licences(pictures: readonly ReportPicture[]): Html {
  const withPixels = pictures.filter((p) => p.look.picture !== null);
  const kept = withPixels.filter((p) => !p.look.supply.mayLeave);
  const unknown = kept.filter((p) => p.look.supply.licence === "");
  return html`${
    kept.length === 0
      ? "The licences of all pictures allow their pixels to be shown."
      : html`The pixels of ${counted(kept.length, "picture")} were left out of this report: ${unknown.length}
        without a known licence, ${kept.length - unknown.length} with one that does not allow it. Their looks
        are counted all the same.`
  }
  ${pictures.some((p) => p.thumbnail !== null) ? "Those shown were changed: cut to the site, stretched, reduced, and drawn over with the outlines of the areas." : null}`;
}

const marks: Readonly<Record<string, Mark>> = {
  usable: "like",
  partial: "partial",
  "not-seen": "not-seen",
};

function row({ look, usability, countedBy, contradiction }: ReportPicture): Html {
  const { supply, picture, lineUp } = look;
  const word = usability.failed
    ? supply.outcome
    : usability.usability === "not-seen"
      ? "not seen"
      : usability.usability;
  const why =
    countedBy !== null
      ? [`Shows the same exposure as ${countedBy}, which is counted.`]
      : usability.override === null
        ? usability.reasons
        : [
            `By ${usability.override.by}: ${usability.override.reason}`,
            ...usability.reasons.map((r) => `The rule says: ${r}`),
          ];
  return html`<tr id="${anchor("look", look.look.id)}">
    <th scope="row">
      ${spanInWords(look.look.takenAt)}<br /><span class="faint">${supply.takenSource}</span>
    </th>
    <td>
      ${look.look.provider === "" ? "provider not stated" : look.look.provider}<br /><span class="faint"
        >${[supply.catalogue, supply.item].filter((t) => t !== "").join(", ")}</span
      >${picture?.simulated === true ? html`<br /><b>simulated</b>` : null}${
        lineUp?.outcome === "matched" || lineUp?.outcome === "reference" || lineUp === null
          ? null
          : html`<br /><span class="faint">not lined up: ${lineUp.reason}</span>`
      }
    </td>
    <td class="figure">${detail(look)}</td>
    <td>${areas(look.clarities)}</td>
    <td class="outcome">
      ${icon(countedBy !== null ? "no-figure" : usability.failed ? "failed" : (marks[usability.usability] ?? "no-figure"), true)}
      ${countedBy === null ? word : "repeat"}
    </td>
    <td class="remark">
      ${[contradiction === null ? "" : `Dates contradict: ${contradiction}.`, ...why].filter((t) => t !== "").join(" ")}
    </td>
    <td>
      ${supply.licence === "" ? "not known" : supply.licence}${supply.mayLeave || picture === null ? null : html`<br /><span class="faint">pixels left out</span>`}
    </td>
  </tr>`;
}

function detail({ picture }: PictureLook): Html {
  if (picture === null) return html`<span class="faint">–</span>`;
  const metres = (value: number | null): string =>
    value === null ? "?" : `${Number(value.toPrecision(2))} m`;
  const { sampleDistanceMetres: grid, effectiveSampleDistanceMetres: carried } = picture;
  return carried !== null && grid !== null && Math.abs(carried / grid - 1) < 0.05
    ? html`${metres(grid)}`
    : html`${metres(grid)}<br /><span class="faint">carries ${metres(carried)}</span>`;
}

/** Areas named in a row. */
const mostAreas = 4;

function areas(clarities: readonly ClarityRecord[]): Html {
  if (clarities.length === 0) return html`<span class="faint">not judged</span>`;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const worst = clarities.toSorted((a, b) => a.clear - b.clear || (a.area < b.area ? -1 : 1));
  const lines = worst.slice(0, mostAreas).map((c) => {
    const lost = [
      ["not covered", 1 - c.covered],
      ["cloud", c.cloud],
      ["cloud shadow", c.shadow],
      ["haze", c.haze],
      ["snow", c.snow],
      ["dark", c.dark],
      ["saturated", c.saturated],
      ["cannot tell", c.unknown],
    ] as const;
    const named = lost
      .filter(([, share]) => share >= 0.005)
      .map(([name, share]) => `${percent(share)} ${name}`);
    return html`${c.area}: ${percent(c.clear)}
      clear${named.length === 0 ? null : html`<span class="faint">, ${named.join(", ")}</span>`}<br />`;
  });
  return html`${lines}${worst.length > mostAreas ? html`<span class="faint">and ${counted(worst.length - mostAreas, "more area")}</span>` : null}`;
}
