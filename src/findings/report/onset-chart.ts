import { dayMs } from "../../base/time/calendar.ts";
import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import { figure } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ChartSize } from "./history-chart.ts";
import { at, shape, whisker } from "./marks.ts";
import type { Panel, SeriesPoint } from "./onset-series.ts";
import { linear, ticksUpTo, timeTicks, type Scale } from "./scale.ts";

const panelHeight = 128;
const headHeight = 58;
const gap = 40;

/** What the panels have in common: the event, and the bracket of the onset where there is one. */
export interface OnsetContext {
  readonly event: TimeSpan;
  readonly eventLabel: string;
  /** The looks between which the rise began; null where none was bracketed. */
  readonly bracket: { readonly lastQuiet: TimeSpan; readonly firstRaised: TimeSpan } | null;
  /** Civil time at the site, minutes east of Greenwich: days of the axis are its days. */
  readonly zoneMinutes: number;
  readonly bracketLabel: string;
}

/** Aligned panels over the weeks around an event, with the days between which a rise began shaded through all of them. */
export function onsetChart(
  panels: readonly Panel[],
  context: OnsetContext,
  size: Omit<ChartSize, "height">,
): Html {
  const { width, name } = size;
  const height = headHeight + panels.length * (panelHeight + gap) + 14;
  const left = 46;
  const spans = [...panels.flatMap((p) => p.points.map((q) => q.at)), context.event];
  const from = spans.reduce((least, s) => Math.min(least, s.fromMs), Infinity) - 3 * dayMs;
  const to = spans.reduce((most, s) => Math.max(most, s.toMs), -Infinity) + 3 * dayMs;
  const x = linear([from, to], [left, width - 14]);
  const zone = context.zoneMinutes * 60_000;
  // A day is marked at its noon, where a look of that day is drawn.
  const noon = (ms: number): number => x(ms - zone + dayMs / 2);
  const bottom = headHeight + panels.length * (panelHeight + gap) - gap;
  return html`<svg
    class="chart ${name}"
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label="The weeks around the event: each point links to its row in the table of looks"
  >
    <defs>
      <pattern id="onset-${name}" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch onset-hatch" d="M0 0L6 6" />
      </pattern>
    </defs>
    ${bracketArea(context, x, bottom, width, name)} ${eventMark(context, x, bottom, width)}
    ${panels.map((p, i) => panel(p, headHeight + i * (panelHeight + gap), x, left, width))}
    ${timeTicks(from + zone, to + zone - dayMs / 2, Math.floor((width - left) / 58)).map((t) => html`<path class="axis" d="M${at(noon(t.ms))} ${at(bottom)}v5" /><text class="tick" x="${at(noon(t.ms))}" y="${at(bottom + 36)}" text-anchor="middle">${t.label}</text>`)}
  </svg>`;
}

function bracketArea(
  { bracket, bracketLabel }: OnsetContext,
  x: Scale,
  bottom: number,
  width: number,
  name: string,
): Html | null {
  if (bracket === null) return null;
  const [from, to] = [x(middleMs(bracket.lastQuiet)), x(middleMs(bracket.firstRaised))];
  return html`<g class="bracket"
    ><rect
      x="${at(from)}"
      y="36"
      width="${at(Math.max(2, to - from))}"
      height="${at(bottom - 36)}"
      fill="url(#onset-${name})"
    /><path
      d="M${at(from)} ${at(bottom)}V36H${at(to)}V${at(bottom)}"
    />${besideText(bracketLabel, from, to, 30, width, "note strong")}</g
  >`;
}

function eventMark({ event, eventLabel }: OnsetContext, x: Scale, bottom: number, width: number): Html {
  const middle = x(middleMs(event));
  return html`<g class="event asked"
    ><path
      d="M${at(middle)} 16V${at(bottom)}"
    />${besideText(eventLabel, middle, middle, 12, width, "note")}</g
  >`;
}

/** A text over a place of the drawing, on the side where there is room for it. */
function besideText(text: string, from: number, to: number, y: number, width: number, name: string): Html {
  const length = text.length * 7.4;
  const end = from + length > width;
  const x = end ? Math.max(to, Math.min(length, width)) : from;
  return html`<text class="${name}" x="${at(x)}" y="${y}" text-anchor="${end ? "end" : "start"}"
    >${text}</text
  >`;
}

function panel(p: Panel, top: number, x: Scale, left: number, width: number): Html {
  const highest = p.points.reduce((m, q) => Math.max(m, q.value?.high ?? q.value?.best ?? 0), 1);
  const ticks = ticksUpTo(highest, 3);
  const plotTop = top + 24;
  const plotBottom = top + panelHeight;
  const y = linear([0, ticks.at(-1) ?? 1], [plotBottom, plotTop]);
  return html`<g class="panel"
    ><text class="panel-title" x="0" y="${at(top + 10)}">${p.title}</text>
    ${ticks.map((t) => html`<path class="${t === 0 ? "axis" : "grid"}" d="M${at(left)} ${at(y(t))}H${at(width - 14)}" /><text class="tick" x="${at(left - 8)}" y="${at(y(t) + 4)}" text-anchor="end">${t}</text>`)}
    ${p.points.map((q) => point(q, x, y, plotBottom, p.unit, width))}</g
  >`;
}

function point(p: SeriesPoint, x: Scale, y: Scale, base: number, unit: string, width: number): Html {
  const middle = x(middleMs(p.at));
  const [from, to] = [x(p.at.fromMs), x(p.at.toMs)];
  if (p.value === null)
    return html`<a class="point" href="${p.href}"
      ><title>${p.title}</title
      ><rect
        class="reach"
        x="${at(middle - 8)}"
        y="${at(base + 2)}"
        width="16"
        height="16"
      />${shape("no-figure", middle, base + 11, 4.5)}</a
    >`;
  const top = y(p.value.best);
  const label = `${p.partial ? "\u2265\u2009" : ""}${figure(p.value.best)}${unit}`;
  const nearEnd = middle + 10 + label.length * 6.6 > width - 14;
  return html`<a class="point" href="${p.href}"
    ><title>${p.title}</title
    ><rect class="reach" x="${at(middle - 8)}" y="${at(top - 8)}" width="16" height="16" /><path
      class="stem"
      d="M${at(middle)} ${at(base)}V${at(top)}"
    />${p.at.toMs - p.at.fromMs > 1.5 * dayMs && to - from > 10 ? html`<path class="stretch" d="M${at(from)} ${at(top)}H${at(to)}" />` : null}${p.partial ? null : whisker(middle, p.value.low === null ? null : y(p.value.low), p.value.high === null ? null : y(p.value.high), top, false)}${shape(p.target ? "target" : p.partial ? "partial" : "like", middle, top, p.partial ? 4 : 4.8)}<text
      class="label${p.target ? " of-target" : ""}"
      x="${at(middle + (nearEnd ? -9 : 9))}"
      y="${at(p.partial ? top - 6 : top - (p.value.best === 0 ? 6 : 0))}"
      text-anchor="${nearEnd ? "end" : "start"}"
      >${label}</text
    ></a
  >`;
}
