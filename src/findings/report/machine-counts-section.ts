import { percentInWords } from "../../base/probability/percent.ts";
import { spanInWords } from "../../base/time/words.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import { verdictInWords } from "../../sites/history/thresholds.ts";
import type { CarCount, CountedPicture, CountedTrack } from "../../sites/tracks/counted.ts";
import { anchor } from "./anchors.ts";
import { counted, nounFor } from "../../base/counted.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { icon, type Mark } from "./marks.ts";
import { folded, scrollTable } from "./scroll-table.ts";

/** A picture with the outline of every car that was counted, in their order. */
export interface ProofPicture {
  /** As a data address. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  /** Corners in pixels. */
  readonly marks: readonly (readonly (readonly [number, number])[])[];
}

/** A count by the machine, as a report shows it. */
export interface ReportCount {
  readonly lookId: string;
  readonly siteName: string;
  readonly takenAt: TimeSpan | null;
  /** Drawn by a program, of no place. */
  readonly simulated: boolean;
  readonly sampleDistanceMetres: number;
  readonly counted: CountedPicture;
  /** Name and version of the model, and the rule of counting with its words. */
  readonly model: string;
  readonly rule: { readonly name: string; readonly text: string };
  readonly canary: { readonly expected: number; readonly found: number } | null;
  /** Hash of the reading among the evidence. */
  readonly evidence: string;
  /** null when the pixels of the picture may not leave the case. */
  readonly proof: ProofPicture | null;
  /**
   * For a simulated picture: what the record test would say if the observer of the finding had counted this. The history is the published one; the
   * count is of no place.
   */
  readonly asIf: RecordAnswer | null;
}

/** Rows of tracks from which a table is folded. */
const manyTracks = 24;

/** Every count by the machine with its marks; null when the case holds none. */
export function machineCountsSection({ machineCounts }: ReportInput): Html | null {
  if (machineCounts.length === 0) return null;
  const simulated = machineCounts.filter((c) => c.simulated).length;
  const [rule] = machineCounts.map((c) => c.rule);
  return html`<p>
      ${counted(machineCounts.length, "picture")} ${machineCounts.length === 1 ? "was" : "were"} counted by
      this
      program${simulated === 0 ? null : html`, ${simulated === machineCounts.length ? (simulated === 1 ? "and it is simulated" : "all of them simulated") : html`${simulated} of them simulated`}`}.
      ${simulated === 0 ? null : html`A simulated picture is drawn by the program and shows no place: its count says how the counting works, and is no part of the finding.`}
    </p>
    <p class="fine">${rule === undefined ? null : html`Rule ${rule.name}: ${rule.text}`}</p>
    ${machineCounts.map(oneCount)}`;
}

const interval = (count: CarCount | null): string =>
  count === null ? "not counted" : `${count.best} (${count.low} to ${count.high})`;

const outcomeMarks: Readonly<Record<CountedPicture["outcome"], Mark>> = {
  counted: "like",
  partial: "partial",
  "not-seen": "not-seen",
  failed: "failed",
};

function oneCount(count: ReportCount): Html {
  const { counted: found, proof, siteName, takenAt, simulated, model, canary, evidence, asIf } = count;
  const { outcome, total, reasons, remarks, tracks, way } = found;
  const kinds = tally(tracks, (c) => c.kind ?? "no kind that could be told");
  const covers = tally(tracks, (c) => coverWords[c.cover]);
  return html`<section class="machine-count" id="${anchor("machine-count", count.lookId)}">
    <h3>
      ${siteName},
      ${spanInWords(takenAt)}${simulated ? html` <b class="simulated">Simulated picture</b>` : null}
    </h3>
    <p>
      ${icon(outcomeMarks[outcome], true)} ${outcome === "not-seen" ? "not seen" : outcome}:
      ${total === null ? "cars could not be counted" : html`<b>${total.best}</b> ${nounFor(total.best, "railcar")}, ${total.low} to ${total.high} with 90 % probability`}${way === "length" ? ", from occupied length over the pitch of cars" : null},
      on ${counted(tracks.length, "track")} at ${Number(count.sampleDistanceMetres.toPrecision(2))} m a pixel.
      ${reasons.join(" ")}
    </p>
    ${remarks.length === 0 ? null : html`<p class="fine">${remarks.join(" ")}</p>`}
    ${proof === null ? null : proofFigure(proof, `Each car that was counted, outlined and numbered: ${siteName}, ${spanInWords(takenAt)}`)}
    ${asIf === null ? null : asIfPublished(asIf)}
    ${folded(
      `The ${tracks.length} tracks`,
      tracks.length > manyTracks,
      scrollTable(
        {
          caption: `Railcars by track, ${siteName}`,
          name: "machine-tracks",
          heads: ["Track", "Railcars", "90 %", "Occupied", "Length", "By length over pitch"],
          figures: [1, 2, 3, 4, 5],
        },
        tracks.map(trackRow),
      ),
    )}
    <p class="fine">
      ${kinds === "" ? null : html`Kinds: ${kinds}. `}${covers === "" ? null : html`Covers: ${covers}. What lies under a tarp or a roof, the picture does not show. `}
      Counted by
      ${model}${canary === null ? null : html`; before it the picture with a known answer gave ${canary.found} of ${canary.expected} cars`}.
      The reading is evidence <code>${evidence.slice(0, 16)}</code>: the count can be made again from it.
    </p>
  </section>`;
}

const coverWords = {
  "open-empty": "open and empty",
  "open-loaded": "open and loaded",
  tarp: "under a tarp or sheet",
  closed: "closed roof",
  "cannot-tell": "cannot be told",
} as const;

/** "40 open, 3 box", the most first. */
function tally(tracks: readonly CountedTrack[], word: (car: CountedTrack["cars"][number]) => string): string {
  const numbers = new Map<string, number>();
  for (const { cars } of tracks)
    for (const car of cars) numbers.set(word(car), (numbers.get(word(car)) ?? 0) + 1);
  return [...numbers]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([name, n]) => `${n} ${name}`)
    .join(", ");
}

const metres = (length: number): string => `${Math.round(length)} m`;

const trackRow = (track: CountedTrack): Html =>
  html`<tr>
    <th scope="row">${track.trackId}</th>
    <td class="figure">${track.count === null ? "–" : track.count.best}</td>
    <td class="figure">${track.count === null ? "–" : html`${track.count.low} to ${track.count.high}`}</td>
    <td class="figure">${metres(track.occupiedMetres)}</td>
    <td class="figure">${metres(track.lengthMetres)}</td>
    <td class="figure">${interval(track.byLength)}</td>
  </tr>`;

/** What the published history would make of the number. */
const asIfPublished = (answer: RecordAnswer): Html =>
  html`<p>
    Held against the published history, as if its observer had counted ${answer.count.best}:
    <b>${verdictInWords[answer.verdict]}</b>,
    ${answer.why}.${
      answer.largestBefore === null
        ? null
        : html` The largest before:
          ${answer.largestBefore.best}${answer.ratio === null ? null : html`, a ratio of ${answer.ratio.toFixed(2)}`}.`
    }${answer.probabilityExceeds === null ? null : html` It exceeds all before with ${percentInWords(answer.probabilityExceeds)}.`}
    This says how the count enters the test; it says nothing of the site.
  </p>`;

/** Numbers are set in the middle of their cars, turned level; a dark edge keeps them legible on any ground. */
const proofFigure = ({ picture, width, height, marks }: ProofPicture, words: string): Html =>
  html`<figure class="proof">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words}">
      <image href="${picture}" width="${width}" height="${height}" />
      ${marks.map((corners, i) => {
        const middle = (axis: 0 | 1): string =>
          (corners.reduce((sum, c) => sum + c[axis], 0) / Math.max(1, corners.length)).toFixed(1);
        return html`<polygon
            points="${corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}"
          /><text x="${middle(0)}" y="${middle(1)}">${i + 1}</text>`;
      })}
    </svg>
    <figcaption>${words}. Outlines are 3.2 m wide by rule; their ends are what was found.</figcaption>
  </figure>`;
