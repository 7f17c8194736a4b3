import type { ChainLink, ChainModel, ChainPath } from "../../movements/chain/chain.ts";
import { containersInWords, datesInWords, strengthInWords } from "../../movements/chain/words.ts";
import { html, type Html } from "./html.ts";
import { at } from "./marks.ts";

const width = 900;
const laneHeight = 122;
const boxWidth = 132;
const boxHeight = 42;
const margin = 8;

/** The ways of a chain as lanes: places in boxes, links as strokes whose pattern tells how well they are held. Words stand beside every stroke. */
export function chainDrawing(model: ChainModel, paths: readonly ChainPath[]): Html {
  const height = paths.length * laneHeight + 8;
  return html`<svg
    class="chain"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Ways by which loads went on; the table below has the same in words"
  >
    <defs>
      <marker
        id="chain-arrow"
        viewBox="0 0 10 10"
        refX="9"
        refY="5"
        markerUnits="userSpaceOnUse"
        markerWidth="10"
        markerHeight="10"
        orient="auto"
      >
        <path class="arrow-head" d="M0 0L10 5L0 10Z" />
      </marker>
    </defs>
    ${paths.map((path, i) => lane(model, path, i * laneHeight + 8))}
  </svg>`;
}

function lane(model: ChainModel, path: ChainPath, top: number): Html {
  const names = new Map(model.places.map((p) => [p.id, p.name]));
  const links = new Map(model.links.map((l) => [l.id, l]));
  const steps = path.links.flatMap((id) => links.get(id) ?? []);
  const gap = (width - 2 * margin - boxWidth) / Math.max(1, path.places.length - 1);
  const left = (place: number): number => margin + place * gap;
  const middle = top + 52;
  return html`<g>
    ${steps.map((link, i) => stroke(path, link, i, left(i) + boxWidth, left(i + 1), middle))}
    ${path.places.map((id, i) => box(names.get(id) ?? id, left(i), middle))}
  </g>`;
}

function stroke(
  path: ChainPath,
  link: ChainLink,
  step: number,
  from: number,
  to: number,
  middle: number,
): Html {
  const centre = (from + to) / 2;
  const carried = path.carried[step];
  const broken = link.feasible === "no" || path.joints[step - 1]?.order === "cannot";
  const isWeakest = step === path.weakest.step;
  const room = to - from - 16;
  const above = [
    `${link.mode === "ship" ? "sea" : "rail"}${link.carrier === "" ? "" : `, ${link.carrier}`}`,
    ...(link.departsText === "" && link.arrivesText === "" ? [] : linesOf(datesInWords(link), room)),
  ];
  const held = broken ? "cannot have been so" : strengthInWords[link.strength];
  const below = [
    ...(isWeakest ? ["weakest link"] : []),
    ...held.split(", "),
    ...(carried === undefined || (carried.low === null && carried.high === null)
      ? ["load not known"]
      : [containersInWords(carried)]),
  ];
  const text = (lines: readonly string[], top: number, first: string): Html =>
    html`<text x="${at(centre)}" y="${at(top)}" text-anchor="middle"
      >${lines.map((t, i) => html`<tspan class="${i === 0 ? first : "more"}" x="${at(centre)}" dy="${i === 0 ? 0 : 13}">${t}</tspan>`)}</text
    >`;
  return html`<path
      class="link ${broken ? "broken" : link.strength}"
      marker-end="url(#chain-arrow)"
      d="M${at(from + 3)} ${at(middle)}H${at(to - 3)}"
    />${text(above, middle - 8 - 13 * (above.length - 1), "first")}${text(below, middle + 18, isWeakest ? "weakest" : "more")}`;
}

/** Two lines at an arrow where one would not fit. */
function linesOf(text: string, room: number): string[] {
  const parts = text.split(" \u2192 ");
  return text.length * 6.3 <= room || parts.length < 2
    ? [text]
    : [`${parts[0] ?? ""} \u2192`, parts[1] ?? ""];
}

function box(name: string, x: number, middle: number): Html {
  const words = name.split(" ");
  const half = Math.ceil(words.length / 2);
  const lines = name.length <= 18 ? [name] : [words.slice(0, half).join(" "), words.slice(half).join(" ")];
  return html`<rect
      class="place"
      x="${at(x)}"
      y="${at(middle - boxHeight / 2)}"
      width="${boxWidth}"
      height="${boxHeight}"
      rx="3"
    /><text
      class="place-name"
      x="${at(x + boxWidth / 2)}"
      y="${at(middle + (lines.length === 1 ? 4 : -3))}"
      text-anchor="middle"
      >${lines.map((t, i) => html`<tspan x="${at(x + boxWidth / 2)}" dy="${i === 0 ? 0 : 14}">${t}</tspan>`)}</text
    >`;
}
