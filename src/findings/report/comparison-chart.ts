import { spanInWords } from "../../base/time/words.ts";
import { unitAfter, boundsInWords, figure, qualified } from "./figures.ts";
import { hrefTo } from "./anchors.ts";
import { html, type Html } from "./html.ts";
import type { FindingModel } from "../judgements/model.ts";
import { at, shape, whisker, type Mark } from "./marks.ts";
import { linear, ticksUpTo } from "./scale.ts";

interface Line {
  readonly mark: Extract<Mark, "target" | "like" | "converted" | "cargo" | "maximum">;
  readonly words: string;
  readonly low: number | null;
  readonly best: number;
  readonly high: number | null;
  readonly said: string;
  readonly href: string;
}

const rowHeight = 46;
const width = 340;

/** The figure under test beside the largest before it and what speaks against that, one line each; null when there is nothing beside it. */
export function comparisonChart(model: FindingModel): Html | null {
  const lines = linesOf(model);
  if (lines.length < 2) return null;
  const ticks = ticksUpTo(
    lines.reduce((m, l) => Math.max(m, l.high ?? l.best), 1),
    5,
  );
  const x = linear([0, ticks.at(-1) ?? 1], [8, width - 12]);
  const bottom = lines.length * rowHeight + 6;
  return html`<svg
    class="comparison"
    viewBox="0 0 ${width} ${bottom + 24}"
    role="group"
    aria-label="The figure under test beside those before it"
  >
    <defs>
      <pattern id="hatch-compared" width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M0 7L7 0" />
      </pattern>
    </defs>
    ${ticks.map((t) => html`<path class="${t === 0 ? "axis" : "grid"}" d="M${at(x(t))} 4V${bottom}" /><text class="tick" x="${at(x(t))}" y="${bottom + 16}" text-anchor="middle">${t}</text>`)}
    ${lines.map((l, i) => line(l, i * rowHeight, x))}
  </svg>`;
}

function line(l: Line, top: number, x: (v: number) => number): Html {
  const y = top + 33;
  const bar =
    l.mark === "maximum"
      ? html`<rect
            x="${at(x(0))}"
            y="${at(y - 7)}"
            width="${at(x(l.best) - x(0))}"
            height="14"
            fill="url(#hatch-compared)"
          /><path class="band-edge" d="M${at(x(l.best))} ${at(y - 9)}v18" />`
      : html`<g transform="rotate(90 ${at(x(l.best))} ${at(y)})"
            >${whisker(x(l.best), l.low === null ? null : y + (x(l.best) - x(l.low)), l.high === null ? null : y - (x(l.high) - x(l.best)), y, l.mark === "cargo")}</g
          >${shape(l.mark, x(l.best), y, 5.5)}`;
  return html`<a class="point" href="${l.href}"
    ><title>${l.words}: ${l.said}</title
    ><text class="row-words" x="8" y="${at(top + 18)}"
      ><tspan class="row-figure">${l.said}</tspan> ${l.words}</text
    >${bar}</a
  >`;
}

function row(counts: readonly string[], look: string): string {
  const first = [...counts].sort()[0];
  return first === undefined ? hrefTo("look", look) : hrefTo("count", first);
}

function linesOf(model: FindingModel): Line[] {
  const { record, target } = model;
  const unit = unitAfter(target.measure);
  const lines: Line[] = [
    {
      mark: "target",
      words: spanInWords(target.look.takenAt),
      ...record.count,
      said: `${figure(record.count.best)}${unit}`,
      href: row(target.countIds, target.look.id),
    },
  ];
  const before = record.largestBefore;
  if (before !== null) {
    const maximum = before.basis === "published-maximum";
    const qualifier = model.counts[before.counts[0] ?? ""]?.qualifier ?? "";
    lines.push({
      mark: maximum ? "maximum" : "like",
      words: maximum
        ? "published maximum before"
        : `largest before, ${spanInWords(model.looks[before.look]?.takenAt ?? null)}`,
      low: before.low,
      best: before.best,
      high: before.high,
      said: `${maximum ? qualified(before.best, qualifier) : figure(before.best)}${unit}`,
      href: row(before.counts, before.look),
    });
  }
  for (const firm of [true, false]) {
    const contrary = record.contrary.find((c) => c.firm === firm);
    if (contrary === undefined) continue;
    lines.push({
      mark: firm ? (contrary.metres === null ? "like" : "converted") : "cargo",
      words: `${spanInWords(model.looks[contrary.look]?.takenAt ?? null)}, ${contrary.metres === null ? `in a part (${boundsInWords(contrary.cars)})` : `${figure(contrary.metres)} m of ${firm ? "train" : "cargo lines"}`}`,
      ...contrary.cars,
      said: String(Math.round(contrary.cars.best)),
      href: row(contrary.counts, contrary.look),
    });
  }
  return lines;
}
