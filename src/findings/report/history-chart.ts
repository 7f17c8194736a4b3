import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import { dayMs } from "../../base/time/calendar.ts";
import { spanInWords } from "../../base/time/words.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import type { ChartBreak } from "./breaks.ts";
import type { ChartEvent } from "./chart-events.ts";
import { lanes } from "./chart-events.ts";
import { boundsInWords, figure } from "./figures.ts";
import { html, type Html } from "./html.ts";
import { placeLabels, type Box, type Label } from "./label-places.ts";
import { at, shape, whisker } from "./marks.ts";
import type { Band, Blind, HistoryPlan, Plotted } from "./plotted.ts";
import { linear, ticksUpTo, timeTicks, type Scale } from "./scale.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Tells the drawings of one page apart: names of patterns must differ. */
  readonly name: string;
}

/** The stretch of time that a history covers, with a little air at both ends. */
export function extentOf(plan: HistoryPlan, also: readonly TimeSpan[]): readonly [number, number] {
  const spans = [...plan.points, ...plan.bands, ...plan.blind].map((p) => p.at).concat(also);
  const from = spans.reduce((least, s) => Math.min(least, s.fromMs), Infinity);
  const to = spans.reduce((most, s) => Math.max(most, s.toMs), -Infinity);
  const air = Math.max(3 * dayMs, (to - from) * 0.04);
  return [from - air, to + 1.5 * air];
}

/** Whether a history has so many looks that those which are nothing special are drawn without their whiskers. */
export const isCrowded = (plan: HistoryPlan): boolean => plan.points.length > 400;

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: Box;
  readonly radius: number;
  /** More points than whiskers could be told apart for. */
  readonly crowded: boolean;
  readonly size: ChartSize;
}

const blindLanes = ["no-figure", "not-seen", "failed"] as const;
const laneWords = { "no-figure": "no figure", "not-seen": "not seen", failed: "failed" } as const;
const laneHeight = 20;

/**
 * All looks of a history over time. What was not seen stands in a strip of its own under the axis, where it cannot be taken for a
 * zero; every point links to its row in the table of looks.
 * @param labelled looks whose figures are written beside them, the most important first
 */
export function historyChart(
  plan: HistoryPlan,
  events: readonly ChartEvent[],
  breaks: readonly ChartBreak[],
  extent: readonly [number, number],
  labelled: readonly string[],
  size: ChartSize,
): Html {
  const shownLanes = blindLanes.filter(
    (lane) => lane !== "no-figure" || plan.blind.some((b) => b.mark === lane),
  );
  const left = 64;
  const eventXs = events.map((e) => linear(extent, [left, size.width - 14])(middleMs(e.span)));
  const eventLanes = lanes(eventXs, 19);
  const top = 26 + 19 * (Math.max(-1, ...eventLanes) + 1);
  const strip = shownLanes.length * laneHeight + 6;
  const plot = { left, right: size.width - 14, top, bottom: size.height - 26 - strip };
  const highest = [
    ...plan.points.map((p) => p.high ?? p.best * 1.1),
    ...plan.bands.map((b) => b.value),
  ].reduce((m, v) => Math.max(m, v), 1);
  const ticks = ticksUpTo(highest, 6).filter((t) => t <= highest * 1.03);
  const frame: Frame = {
    x: linear(extent, [plot.left, plot.right]),
    y: linear([0, highest * 1.03], [plot.bottom, plot.top]),
    plot,
    radius: plan.points.length > 600 ? 2.2 : plan.points.length > 150 ? 3.2 : 4.8,
    crowded: isCrowded(plan),
    size,
  };
  // The look under test is drawn last, on top of its neighbours.
  const ordered = [...plan.points].sort((a, b) => Number(a.mark === "target") - Number(b.mark === "target"));
  return html`<svg
    class="chart ${size.name}"
    viewBox="0 0 ${size.width} ${size.height}"
    role="group"
    aria-label="All looks over the years: each point links to its row in the table of looks"
  >
    <defs>
      <pattern id="hatch-${size.name}" width="7" height="7" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M0 7L7 0" />
      </pattern>
    </defs>
    ${ticks.map((t) => html`<path class="${t === 0 ? "axis" : "grid"}" d="M${at(plot.left)} ${at(frame.y(t))}H${at(plot.right)}" /><text class="tick" x="${at(plot.left - 8)}" y="${at(frame.y(t) + 4)}" text-anchor="end">${t}</text>`)}
    <text class="axis-title" x="0" y="13">${plan.unit}</text>
    ${timeAxis(frame, extent)} ${plan.bands.map((b) => band(b, frame))}
    ${events.map((e, i) => eventLine(e, eventXs[i] ?? 0, eventLanes[i] ?? 0, frame))}
    ${breaks.map((b) => breakLine(b, frame))}
    ${shownLanes.map((lane, i) => blindLane(lane, plan.blind, plot.bottom + 30 + i * laneHeight, frame))}
    ${ordered.map((p) => point(p, frame))} ${labels(plan, labelled, eventXs, frame)}
  </svg>`;
}

function timeAxis({ x, plot, size }: Frame, extent: readonly [number, number]): Html {
  const ticks = timeTicks(extent[0], extent[1], Math.floor((plot.right - plot.left) / 76));
  return html`${ticks.map((t) => html`<path class="axis" d="M${at(x(t.ms))} ${at(plot.bottom)}v5" /><text class="tick" x="${at(Math.min(x(t.ms), size.width - 18))}" y="${at(plot.bottom + 18)}" text-anchor="middle">${t.label}</text>`)}`;
}

function band(b: Band, { x, y, plot, size }: Frame): Html {
  const [from, to] = [x(b.at.fromMs), Math.max(x(b.at.toMs), x(b.at.fromMs) + 3)];
  const top = y(b.value);
  return html`<a class="point band" href="${b.href}"
    ><title>${b.title}</title
    ><rect
      class="${b.like ? "band-like" : "band-part"}"
      x="${at(from)}"
      y="${at(top)}"
      width="${at(to - from)}"
      height="${at(plot.bottom - top)}"
      fill="url(#hatch-${size.name})" /><path
      class="band-edge${b.like ? "" : " part"}"
      d="M${at(from)} ${at(top)}H${at(to)}"
  /></a>`;
}

function eventLine(e: ChartEvent, x: number, lane: number, { plot }: Frame): Html {
  const y = 28 + lane * 19;
  return html`<g class="event${e.asked ? " asked" : ""}"
    ><title>${e.letter}: ${e.event.what} (${spanInWords(e.span)})</title
    ><path d="M${at(x)} ${at(y)}V${at(plot.bottom)}" /><circle cx="${at(x)}" cy="${at(y)}" r="8" /><text
      x="${at(x)}"
      y="${at(y + 3.8)}"
      text-anchor="middle"
      >${e.letter}</text
    ></g
  >`;
}

/** Stands at the first look of the new way of counting. */
function breakLine({ number, span, at: found }: ChartBreak, { x, plot }: Frame): Html {
  const middle = x(middleMs(span));
  return html`<g class="break"
    ><title>Break ${number}: ${found.changed.map((c) => c.words).join("; ")} (${spanInWords(span)})</title
    ><path d="M${at(middle - 4)} ${at(plot.top - 8)}V${at(plot.bottom)}" /><text
      x="${at(middle - 7)}"
      y="${at(plot.bottom - 4)}"
      text-anchor="end"
      >${number}</text
    ></g
  >`;
}

function blindLane(lane: Blind["mark"], all: readonly Blind[], y: number, { x, plot }: Frame): Html {
  const own = all.filter((b) => b.mark === lane);
  return html`<text class="lane" x="${at(plot.left - 8)}" y="${at(y + 4)}" text-anchor="end"
      >${laneWords[lane]}</text
    ><path class="lane-line" d="M${at(plot.left)} ${at(y)}H${at(plot.right)}" />
    ${own.length === 0 ? html`<text class="lane-none" x="${at(plot.left + 6)}" y="${at(y + 4)}">no look on record as ${laneWords[lane]}</text>` : own.map((b) => blindMark(b, x, y, own.length > 100 ? 2 : 4))}`;
}

function blindMark(b: Blind, x: Scale, y: number, radius: number): Html {
  const [from, to] = [x(b.at.fromMs), x(b.at.toMs)];
  return html`<a class="point" href="${b.href}"
    ><title>${b.title}</title
    >${to - from > 10 ? html`<path class="stretch" d="M${at(from)} ${at(y)}H${at(to)}" />` : null}${shape(b.mark, (from + to) / 2, y, radius)}</a
  >`;
}

function point(p: Plotted, { x, y, plot, radius, crowded }: Frame): Html {
  const middle = x(middleMs(p.at));
  const [from, to] = [x(p.at.fromMs), x(p.at.toMs)];
  const top = y(p.best);
  const r = p.mark === "target" ? Math.max(radius, 4.8) : radius;
  const bare = p.mark === "part" || p.mark === "partial" || (crowded && p.mark === "like");
  const mark = p.mark === "mix" ? stack(p, middle, y) : shape(p.mark, middle, top, r);
  return html`<a class="point ${p.mark}" href="${p.href}"
    ><title>${p.title}</title
    ><rect
      class="reach"
      x="${at(middle - 8)}"
      y="${at(Math.min(top, plot.bottom) - 8)}"
      width="16"
      height="16"
    />${to - from > 4 * r ? html`<path class="stretch" d="M${at(from)} ${at(top)}H${at(to)}" />` : null}${bare ? null : whisker(middle, p.low === null ? null : y(p.low), p.high === null ? null : y(p.high), top, p.mark === "cargo")}${mark}</a
  >`;
}

/** A sum as a thin bar from zero, parted by what it is made of. */
function stack(p: Plotted, x: number, y: Scale): Html {
  let sum = 0;
  return html`${p.parts.map((part, i) => {
    const bottom = y(sum);
    sum += part.best;
    return html`<rect
      class="mix-part mix-${i % 4}"
      x="${at(x - 5)}"
      y="${at(y(sum))}"
      width="10"
      height="${at(bottom - y(sum))}"
    />`;
  })}`;
}

function labels(
  plan: HistoryPlan,
  labelled: readonly string[],
  lines: readonly number[],
  frame: Frame,
): Html {
  const { x, y, plot } = frame;
  const taken: Box[] = plan.points.map((p) => {
    const middle = x(middleMs(p.at));
    const foot = p.mark === "mix" ? plot.bottom : y(p.low ?? p.best);
    return {
      left: middle - 7,
      right: middle + 7,
      top: Math.min(y(p.high ?? p.best), y(p.best) - 7),
      bottom: Math.max(foot, y(p.best) + 7),
    };
  });
  const narrow = frame.size.width < 600;
  const wanted: (Label & { readonly target: boolean })[] = labelled.flatMap((look) => {
    const p = plan.points.find(
      (q) =>
        q.look === look &&
        (q.mark === "target" || q.mark === "like" || q.mark === "mix" || q.mark === "converted"),
    );
    return p === undefined || (narrow && p.mark === "converted")
      ? []
      : [
          {
            x: x(middleMs(p.at)),
            y: y(p.best),
            top: y(p.high ?? p.best),
            lines: linesOf(p, narrow),
            target: p.mark === "target",
          },
        ];
  });
  const like = plan.bands
    .filter((b) => b.like)
    .map((b) => ({ b, left: x(b.at.fromMs) + 4, top: y(b.value) }));
  const bandLines = (b: Band): string[] => (narrow ? b.label.split(", ") : [b.label]);
  for (const { b, left, top } of like)
    taken.push({
      left,
      right: left + Math.max(...bandLines(b).map((l) => l.length)) * 6.6,
      top: top - 14 * bandLines(b).length,
      bottom: top,
    });
  for (const b of plan.bands.filter((b) => b.like))
    taken.push({ left: x(b.at.fromMs), right: x(b.at.toMs), top: y(b.value) - 2, bottom: plot.bottom });
  for (const line of lines)
    taken.push({ left: line - 2, right: line + 2, top: plot.top, bottom: plot.bottom });
  const placed = placeLabels(wanted, taken, { ...plot, top: plot.top - 8 });
  return html`${like.map(({ b, left, top }) => {
    const lines = bandLines(b);
    return html`<text class="note" x="${at(left)}" y="${at(top - 6 - 13 * (lines.length - 1))}"
      >${lines.map((l, i) => html`<tspan x="${at(left)}" dy="${i === 0 ? 0 : 13}">${l}</tspan>`)}</text
    >`;
  })}${placed.map((l, i) => html`<text class="label${wanted[i]?.target ? " of-target" : ""}" x="${at(l.x)}" y="${at(l.y)}" text-anchor="${l.anchor}">${l.lines.map((line, j) => html`<tspan class="${j === 0 ? "first" : "more"}" x="${at(l.x)}" dy="${j === 0 ? 0 : 13}">${line}</tspan>`)}</text>`)}`;
}

function linesOf(p: Plotted, narrow: boolean): string[] {
  const date = spanInWords(p.at);
  if (p.mark === "mix") {
    const parts = p.parts.map(
      (part) => `${figure(part.best)} ${kindInWords(part.kind, part.best).replace(/ cars?$/, "")}`,
    );
    const made = narrow ? [parts.slice(0, 2).join(", "), parts.slice(2).join(", ")] : [parts.join(", ")];
    return [`${figure(p.best)}: another mix`, ...made.filter((l) => l !== ""), date];
  }
  // There is no room for more beside a point of the narrow drawing.
  if (narrow && p.mark !== "target") return [figure(p.best)];
  const cars = p.mark === "converted" ? " by length" : "";
  return [
    `${p.mark === "converted" ? Math.round(p.best) : figure(p.best)} (${boundsInWords(p).replace(" to ", "\u2013")})${cars}`,
    date,
  ];
}
