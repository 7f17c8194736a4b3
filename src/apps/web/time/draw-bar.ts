import type { HistoryPoint } from "../../../findings/screens/history-point.ts";
import type { Schedule } from "../../../movements/voyages/schedule.ts";
import { staysAt, type TripStrip } from "../../../findings/screens/movements-trips.ts";
import { coloursOf, type Colours } from "../chart/colours.ts";
import { fillOf, shapeOf } from "../chart/look-class.ts";
import { drawShape } from "../chart/shapes.ts";
import { drawVerdict, verdictShapes, type ShownWord } from "../map/verdict-shapes.ts";
import { barLeft, barRight, type BarLane } from "./bar-layout.ts";
import { hatched } from "./hatched.ts";
import type { Stretch } from "./stretch.ts";
import { ticksOf } from "./ticks.ts";

export interface BarSighting {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly word: ShownWord;
}

export interface BarPicture {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: "radar" | "optical" | "look";
  /** Of a look: whether the case holds its pixels. */
  readonly held?: boolean;
}

/** An event of the ship that is chosen. */
export interface BarEvent {
  readonly kind: "silence" | "gap" | "visit" | "waiting" | "meeting" | "loitering";
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reports in a stretch of time: bars of the histogram. */
export interface BarReports extends Stretch {
  readonly reports: number;
}

export interface BarContents {
  readonly reports: readonly BarReports[];
  readonly events: readonly BarEvent[];
  readonly sightings: readonly BarSighting[];
  readonly pictures: readonly BarPicture[];
  readonly trips: TripStrip | null;
  /** A schedule that could have been; empty for none. */
  readonly schedules: readonly Schedule[];
  readonly counts: readonly HistoryPoint[];
  readonly selectedSighting: string | null;
}

export const barX = (ms: number, axis: Stretch, width: number): number =>
  barLeft + ((ms - axis.fromMs) / (axis.toMs - axis.fromMs)) * (width - barLeft - barRight);

export const barTime = (x: number, axis: Stretch, width: number): number =>
  axis.fromMs + ((x - barLeft) / (width - barLeft - barRight)) * (axis.toMs - axis.fromMs);

/** Draws the lanes of a time bar for a stretch of time. */
export function drawBar(
  canvas: HTMLCanvasElement,
  contents: BarContents,
  lanes: readonly BarLane[],
  axis: Stretch,
  size: { readonly width: number; readonly height: number },
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const colours = coloursOf(canvas);
  const style = getComputedStyle(canvas);
  const x = (ms: number): number => barX(ms, axis, size.width);
  drawAxis(context, lanes, axis, size, colours);
  context.save();
  context.beginPath();
  context.rect(barLeft, 0, size.width - barLeft - barRight, size.height);
  context.clip();
  for (const lane of lanes)
    switch (lane.kind) {
      case "reports":
        drawReports(context, contents.reports, lane, x, axis, colours);
        break;
      case "ship":
        drawEvents(context, contents.events, lane, x, axis, colours);
        break;
      case "sightings":
        drawSightings(context, contents, lane, x, axis, colours, style);
        break;
      case "pictures":
        drawPictures(context, contents.pictures, lane, x, axis, colours);
        break;
      case "port":
        drawPort(context, contents, lane, x, axis, colours);
        break;
      case "counts":
        drawCounts(context, contents.counts, lane, x, axis, colours);
        break;
      case "axis":
        break;
    }
  context.restore();
}

type ToX = (ms: number) => number;

function drawAxis(
  context: CanvasRenderingContext2D,
  lanes: readonly BarLane[],
  axis: Stretch,
  size: { readonly width: number; readonly height: number },
  colours: Colours,
): void {
  context.font = `11.5px ${colours.font}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const { ms, words, major } of ticksOf(axis, size.width - barLeft - barRight)) {
    const x = Math.round(barX(ms, axis, size.width)) + 0.5;
    context.beginPath();
    context.moveTo(x, 6);
    context.lineTo(x, size.height);
    context.strokeStyle = major ? colours.strong : colours.rule;
    context.lineWidth = 1;
    context.stroke();
    if (x + context.measureText(words).width > size.width - 2) continue;
    context.fillStyle = colours.soft;
    context.fillText(words, x + 4, 11);
  }
  context.strokeStyle = colours.rule;
  for (const { top } of lanes) {
    context.beginPath();
    context.moveTo(0, top + 0.5);
    context.lineTo(size.width, top + 0.5);
    context.stroke();
  }
}

const meets = (a: Stretch, b: Stretch): boolean => a.fromMs < b.toMs && a.toMs > b.fromMs;

function drawReports(
  context: CanvasRenderingContext2D,
  bars: readonly BarReports[],
  { top, height }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
): void {
  const shown = bars.filter((b) => meets(b, axis));
  const rate = (b: BarReports): number => b.reports / (b.toMs - b.fromMs);
  const most = Math.max(...shown.map(rate), 1e-12);
  context.fillStyle = colours.like;
  context.globalAlpha = 0.62;
  for (const bar of shown) {
    const [left, right] = [x(bar.fromMs), x(bar.toMs)];
    const high = Math.max(bar.reports > 0 ? 1 : 0, (rate(bar) / most) * (height - 6));
    context.fillRect(
      left,
      top + height - high - 1,
      Math.max(1, right - left - (right - left > 3 ? 1 : 0)),
      high,
    );
  }
  context.globalAlpha = 1;
}

/** Visits stand on the line, meetings are rings; over a gap there is no line but dashes, and nothing is known. */
function drawEvents(
  context: CanvasRenderingContext2D,
  events: readonly BarEvent[],
  { top, height }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
): void {
  const middle = top + height / 2;
  for (const event of events) {
    if (!meets(event, axis)) continue;
    const [left, right] = [x(event.fromMs), x(event.toMs)];
    const wide = Math.max(2, right - left);
    if (event.kind === "gap" || event.kind === "silence")
      hatched(context, left, top + 3, wide, height - 6, colours.soft);
    else if (event.kind === "visit") {
      context.fillStyle = colours.like;
      context.fillRect(left, top + 5, wide, height - 9);
    } else if (event.kind === "meeting") {
      context.fillStyle = colours.ink;
      context.fillRect(left, middle - 1, wide, 2);
      context.beginPath();
      context.arc((left + right) / 2, middle, 5, 0, 2 * Math.PI);
      context.fillStyle = colours.paper;
      context.fill();
      context.lineWidth = 1.8;
      context.strokeStyle = colours.ink;
      context.stroke();
    } else {
      context.strokeStyle = colours.soft;
      context.lineWidth = 1.4;
      context.setLineDash(event.kind === "waiting" ? [] : [2, 2]);
      context.strokeRect(left, top + 6, wide, height - 12);
      context.setLineDash([]);
    }
  }
}

function drawSightings(
  context: CanvasRenderingContext2D,
  { sightings, selectedSighting }: BarContents,
  { top, height }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
  style: CSSStyleDeclaration,
): void {
  const middle = top + height / 2;
  for (const pass of ["others", "chosen"] as const)
    for (const s of sightings) {
      if ((s.id === selectedSighting) !== (pass === "chosen")) continue;
      if (!meets({ fromMs: s.fromMs, toMs: Math.max(s.toMs, s.fromMs + 1) }, axis)) continue;
      const [left, right] = [x(s.fromMs), x(s.toMs)];
      const colour = style.getPropertyValue(verdictShapes[s.word].colour).trim();
      // A sighting whose time is known to a day is as wide as a day.
      if (right - left > 6) {
        context.fillStyle = colour;
        context.fillRect(left, middle - 0.75, right - left, 1.5);
      }
      const at = [(left + right) / 2, middle] as const;
      drawVerdict(context, s.word, at, {
        colour,
        ground: colours.paper,
        scale: pass === "chosen" ? 1.1 : 0.8,
      });
      if (pass === "chosen") {
        context.beginPath();
        context.arc(...at, 9, 0, 2 * Math.PI);
        context.strokeStyle = colours.ink;
        context.lineWidth = 1.5;
        context.stroke();
      }
    }
}

function drawPictures(
  context: CanvasRenderingContext2D,
  pictures: readonly BarPicture[],
  { top, height }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
): void {
  const middle = top + height / 2;
  let last = -99;
  for (const p of pictures) {
    if (!meets({ fromMs: p.fromMs, toMs: Math.max(p.toMs, p.fromMs + 1) }, axis)) continue;
    const [left, right] = [x(p.fromMs), x(p.toMs)];
    const at = (left + right) / 2;
    if (right - left > 6) {
      context.fillStyle = colours.strong;
      context.fillRect(left, middle - 0.5, right - left, 1);
    }
    if (p.kind === "look" && p.held !== true && Math.abs(at - last) < 1.5) continue;
    last = at;
    context.beginPath();
    if (p.kind === "look")
      context.rect(at - (p.held === true ? 2.5 : 1), middle - 4, p.held === true ? 5 : 2, 8);
    else if (p.kind === "optical") context.rect(at - 4, middle - 4, 8, 8);
    else {
      context.moveTo(at, middle - 5);
      context.lineTo(at + 5, middle + 4);
      context.lineTo(at - 5, middle + 4);
      context.closePath();
    }
    if (p.kind === "look") {
      context.fillStyle = p.held === true ? colours.ink : colours.soft;
      context.fill();
    } else {
      context.fillStyle = colours.paper;
      context.fill();
      context.strokeStyle = colours.ink;
      context.lineWidth = 1.4;
      context.stroke();
    }
  }
}

function drawPort(
  context: CanvasRenderingContext2D,
  { trips, schedules }: BarContents,
  { top, height, portId }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
): void {
  const lane = trips?.lanes.find((l) => l.portId === portId);
  if (lane === undefined) return;
  for (const run of lane.days) {
    if (!meets(run, axis)) continue;
    const [left, wide] = [x(run.fromMs), Math.max(1, x(run.toMs) - x(run.fromMs))];
    if (run.is === "unseen") hatched(context, left, top + 2, wide, height - 3, colours.soft);
    else {
      context.fillStyle = run.is === "whole" ? colours.like : colours.strong;
      context.globalAlpha = run.is === "whole" ? 0.4 : 0.3;
      const inset = run.is === "whole" ? 2 : run.is === "part" ? 7 : 11;
      context.fillRect(left, top + inset, wide, height - inset - 1);
      context.globalAlpha = 1;
    }
  }
  for (const stay of staysAt(schedules, lane.portId)) {
    if (!meets(stay, axis)) continue;
    context.strokeStyle = colours.accent;
    context.lineWidth = 1.5;
    context.strokeRect(x(stay.fromMs), top + 3, Math.max(2, x(stay.toMs) - x(stay.fromMs)), height - 5);
  }
  const middle = top + height / 2;
  for (const witness of lane.witnesses) {
    if (!meets({ fromMs: witness.fromMs, toMs: Math.max(witness.toMs, witness.fromMs + 1) }, axis)) continue;
    const [left, right] = [x(witness.fromMs), x(witness.toMs)];
    if (right - left > 8) {
      context.fillStyle = colours.ink;
      context.fillRect(left, middle - 1, right - left, 2);
    }
    drawWitness(context, (left + right) / 2, middle, witness.basis, colours);
  }
}

/** Seen: filled; heard by its reports: a ring; stated or inferred: open and smaller. */
function drawWitness(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  basis: "seen" | "heard" | "stated" | "inferred",
  colours: Colours,
): void {
  context.beginPath();
  if (basis === "inferred" || basis === "stated") {
    context.moveTo(x, y - 4.5);
    context.lineTo(x + 4.5, y);
    context.lineTo(x, y + 4.5);
    context.lineTo(x - 4.5, y);
    context.closePath();
  } else context.arc(x, y, 4.2, 0, 2 * Math.PI);
  context.fillStyle = basis === "seen" ? colours.ink : colours.paper;
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.5;
  context.setLineDash(basis === "inferred" ? [2, 1.5] : []);
  context.fill();
  context.stroke();
  context.setLineDash([]);
}

function drawCounts(
  context: CanvasRenderingContext2D,
  points: readonly HistoryPoint[],
  { top, height }: BarLane,
  x: ToX,
  axis: Stretch,
  colours: Colours,
): void {
  const shown = points.filter((p) => meets({ fromMs: p.fromMs, toMs: Math.max(p.toMs, p.fromMs + 1) }, axis));
  const most = countsTop(shown);
  const [high, low] = [top + 8, top + height - 8];
  const y = (value: number): number => low - (value / most) * (low - high);
  context.strokeStyle = colours.rule;
  context.beginPath();
  context.moveTo(barLeft, y(0) + 0.5);
  context.lineTo(4000, y(0) + 0.5);
  context.stroke();
  for (const p of shown) {
    const at = (x(p.fromMs) + x(p.toMs)) / 2;
    if (p.low !== null || p.high !== null) {
      context.strokeStyle = colours.soft;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(at, y(p.low ?? p.best ?? 0));
      context.lineTo(at, Math.max(top + 1, p.high === null ? top + 1 : y(p.high)));
      context.stroke();
    }
    // What was not seen is no nought: it stands on a line of its own at the top.
    drawShape(context, shapeOf(p), fillOf(p), [at, p.best === null ? top + 7 : y(p.best)], 3.6, colours);
  }
}

/** The count at the top of the lane: a round number that no best figure exceeds. */
export function countsTop(points: readonly HistoryPoint[]): number {
  const most = Math.max(1, ...points.map((p) => p.best ?? 0));
  const unit = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((n) => n * unit >= most) ?? 10) * unit;
}
