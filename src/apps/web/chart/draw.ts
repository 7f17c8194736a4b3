import { timeTicks } from "../../../findings/report/scale.ts";
import type { Colours } from "./colours.ts";
import type { Layout } from "./layout.ts";
import type { LegendKey } from "./legend.ts";
import { laneWords } from "./look-class.ts";
import { rowsIn, xOf, yOf, type ChartData, type FigureAxis, type PreparedPoints } from "./plan.ts";
import type { PixelLayer } from "./pixel-layer.ts";
import { radius, reach, strokeOf, type Stamps } from "./shapes.ts";
import { boundsOf, type Stop } from "./spoken.ts";
import type { TimeView } from "./time-view.ts";
import type { Placed } from "./walk.ts";

/** All that one frame is drawn from. */
export interface Frame {
  readonly data: ChartData;
  readonly prepared: PreparedPoints;
  readonly view: TimeView;
  readonly layout: Layout;
  readonly axis: FigureAxis;
  readonly hidden: ReadonlySet<LegendKey>;
  readonly focus: Stop | null;
  readonly colours: Colours;
  readonly stamps: Stamps;
  readonly layer: PixelLayer;
  readonly scale: number;
}

/** Draws a frame. @returns where each drawn point is, for the pointer */
export function drawFrame(c: CanvasRenderingContext2D, frame: Frame): Placed[] {
  const { layout, colours, scale } = frame;
  c.setTransform(scale, 0, 0, scale, 0, 0);
  c.clearRect(0, 0, layout.width, layout.height);
  c.font = `11px ${colours.font}`;
  c.textBaseline = "middle";
  drawAxes(c, frame);
  c.save();
  c.beginPath();
  c.rect(layout.left - reach / 2, 0, layout.right - layout.left + reach, layout.height);
  c.clip();
  if (!frame.hidden.has("maxima")) drawBands(c, frame);
  if (!frame.hidden.has("events")) drawEvents(c, frame);
  if (!frame.hidden.has("breaks")) drawBreaks(c, frame);
  const places = drawPoints(c, frame);
  drawTarget(c, frame);
  drawFocus(c, frame);
  c.restore();
  return places;
}

function drawAxes(c: CanvasRenderingContext2D, { layout, colours, axis, view, data, prepared }: Frame): void {
  const { left, right, top, bottom } = layout;
  const x = xOf(view, layout);
  const y = yOf(axis.highest, layout);
  if (data.window !== null) {
    // What the test does not look at lies on a wash.
    c.fillStyle = colours.wash;
    const [from, to] = [Math.max(left, x(data.window.fromMs)), Math.min(right, x(data.window.toMs))];
    if (from > left) c.fillRect(left, top, Math.min(from, right) - left, bottom - top);
    if (to < right) c.fillRect(Math.max(to, left), top, right - Math.max(to, left), bottom - top);
  }
  c.textAlign = "right";
  for (const tick of axis.ticks) {
    const at = Math.round(y(tick)) + 0.5;
    c.strokeStyle = tick === 0 ? colours.ink : colours.rule;
    c.lineWidth = 1;
    line(c, left, at, right, at);
    c.fillStyle = colours.soft;
    c.fillText(String(tick), left - 8, at);
  }
  c.textAlign = "left";
  c.fillStyle = colours.soft;
  c.fillText(data.unit, 4, 10);
  c.textAlign = "center";
  for (const { ms, label } of timeTicks(view.fromMs, view.toMs, Math.floor((right - left) / 84))) {
    const at = Math.round(x(ms)) + 0.5;
    c.strokeStyle = colours.strong;
    line(c, at, bottom, at, bottom + 4);
    c.fillText(label, Math.min(Math.max(at, left + 14), right - 14), bottom + 14);
  }
  for (const [lane, at] of layout.lanes) {
    c.textAlign = "right";
    c.fillStyle = colours.soft;
    c.fillText(laneWords[lane], left - 8, at);
    c.strokeStyle = colours.rule;
    c.setLineDash([1, 3]);
    line(c, left, at, right, at);
    c.setLineDash([]);
    if (data.points.length === 0 || prepared.lanes.includes(lane)) continue;
    // Its emptiness says something too.
    c.textAlign = "left";
    c.fillStyle = colours.faint;
    const words = "no look on record as not seen";
    c.clearRect(left + 4, at - 6, c.measureText(words).width + 6, 12);
    c.fillText(words, left + 7, at);
  }
}

function line(c: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  c.beginPath();
  c.moveTo(x, y);
  c.lineTo(toX, toY);
  c.stroke();
}

/** A published maximum as a bar over its window: its upper edge is the figure, below it is hatched. */
function drawBands(c: CanvasRenderingContext2D, { data, view, layout, axis, colours }: Frame): void {
  const x = xOf(view, layout);
  const y = yOf(axis.highest, layout);
  for (const band of data.bands) {
    if (band.toMs <= view.fromMs || band.fromMs >= view.toMs) continue;
    const [from, to] = [Math.max(layout.left, x(band.fromMs)), Math.min(layout.right, x(band.toMs))];
    const top = Math.round(y(band.best)) + 0.5;
    c.save();
    c.beginPath();
    c.rect(from, top, Math.max(to - from, 3), layout.bottom - top);
    c.clip();
    c.strokeStyle = band.alike ? colours.strong : colours.rule;
    c.lineWidth = 1;
    c.beginPath();
    const height = layout.bottom - top;
    // Hatches are fixed in time, so that they move with the view and do not swim.
    const step = 7;
    const first = x(band.fromMs);
    for (let at = first + Math.floor((from - first - height) / step) * step; at < to; at += step) {
      c.moveTo(at, layout.bottom);
      c.lineTo(at + height, top);
    }
    c.stroke();
    c.restore();
    c.strokeStyle = band.alike ? colours.ink : colours.faint;
    c.lineWidth = band.alike ? 2 : 1;
    if (!band.alike) c.setLineDash([3, 2]);
    line(c, from, top, Math.max(to, from + 3), top);
    c.setLineDash([]);
    if (band.alike && to - from > 120) label(c, band.words, from + 4, top - 9, colours.soft, colours.paper);
  }
}

function label(
  c: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  paper: string,
): void {
  c.textAlign = "left";
  c.lineWidth = 4;
  c.lineJoin = "round";
  c.strokeStyle = paper;
  c.strokeText(text, x, y);
  c.fillStyle = colour;
  c.fillText(text, x, y);
}

function drawEvents(c: CanvasRenderingContext2D, { data, view, layout, colours }: Frame): void {
  const x = xOf(view, layout);
  for (const event of data.events) {
    const at = Math.round(x((event.fromMs + event.toMs) / 2)) + 0.5;
    if (at < layout.left || at > layout.right) continue;
    c.strokeStyle = event.asked ? colours.ink : colours.strong;
    c.lineWidth = 1;
    c.setLineDash(event.asked ? [5, 3] : [2, 3]);
    line(c, at, 24, at, layout.bottom);
    c.setLineDash([]);
    c.fillStyle = event.asked ? colours.ink : colours.paper;
    // A small flag: events are triangles at the top, which no look is.
    c.beginPath();
    c.moveTo(at, 16);
    c.lineTo(at + 7, 20);
    c.lineTo(at, 24);
    c.closePath();
    c.fill();
    c.strokeStyle = event.asked ? colours.ink : colours.soft;
    c.stroke();
  }
}

function drawBreaks(c: CanvasRenderingContext2D, { data, view, layout, colours }: Frame): void {
  const x = xOf(view, layout);
  c.strokeStyle = colours.soft;
  c.lineWidth = 1.5;
  c.setLineDash([8, 3]);
  c.beginPath();
  for (const found of data.breaks) {
    const at = Math.round(x(found.atMs)) - 3.5;
    if (at < layout.left || at > layout.right) continue;
    c.moveTo(at, layout.top - 8);
    c.lineTo(at, layout.bottom);
  }
  c.stroke();
  c.setLineDash([]);
}

/** More points in a view than this, and they are drawn small, without the intervals of those that are nothing special. */
export const crowd = 800;

function drawPoints(c: CanvasRenderingContext2D, frame: Frame): Placed[] {
  const { prepared, view, layout, axis, hidden } = frame;
  const { points, lanes, middles, shown } = prepared;
  const [first, end] = rowsIn(prepared, view);
  const x = xOf(view, layout);
  const y = yOf(axis.highest, layout);
  const places: Placed[] = [];
  for (let row = first; row < end; row++) {
    const point = points[row];
    if (point === undefined || shown[row] === 0 || point.toMs <= view.fromMs) continue;
    const lane = lanes[row] ?? null;
    const py = lane === null ? y(point.best ?? 0) : (layout.lanes.get(lane) ?? layout.bottom);
    places.push({ row, x: x(middles[row] ?? 0), y: py });
  }
  const crowded = places.length > crowd;
  if (!hidden.has("intervals") && !crowded) drawIntervals(c, frame, places, y);
  if (crowded) drawCrowd(c, frame, places);
  else
    for (const { row, x: px, y: py } of places) {
      const [shape, fill] = [prepared.shapes[row], prepared.fills[row]];
      if (shape === undefined || fill === undefined || fill === "under-test") continue;
      const stamp = frame.stamps.of(shape, fill, places.length > crowd / 2 ? 3.2 : radius);
      c.drawImage(stamp, px - reach, py - reach, 2 * reach, 2 * reach);
    }
  return places;
}

/** Very many looks: their pixels are written one by one. Comparable ones come last, over those that are not. */
function drawCrowd(c: CanvasRenderingContext2D, frame: Frame, places: readonly Placed[]): void {
  const { prepared, layer, layout, scale, stamps } = frame;
  layer.clear(Math.round(layout.width * scale), Math.round(layout.height * scale));
  const r = places.length > 3 * crowd ? 2.4 : 3;
  for (const comparable of [false, true])
    for (const { row, x, y } of places) {
      const [shape, fill] = [prepared.shapes[row], prepared.fills[row]];
      if (shape === undefined || fill === undefined || fill === "under-test") continue;
      if ((fill === "comparable") !== comparable) continue;
      const stamp = stamps.pixelsOf(shape, fill, r);
      if (stamp !== null) layer.stamp(stamp, x * scale, y * scale);
    }
  c.drawImage(layer.show(), 0, 0, layout.width, layout.height);
}

/** Bars over the central 90 %, and lines over the time between which a look falls. Whole pixels: fast, and sharp. */
function drawIntervals(
  c: CanvasRenderingContext2D,
  { prepared, colours, layout, view }: Frame,
  places: readonly Placed[],
  y: (figure: number) => number,
): void {
  const x = xOf(view, layout);
  const byColour = new Map<string, Placed[]>();
  for (const place of places) {
    const fill = prepared.fills[place.row];
    if (fill === undefined) continue;
    const colour = strokeOf(fill, colours);
    const own = byColour.get(colour);
    if (own === undefined) byColour.set(colour, [place]);
    else own.push(place);
  }
  for (const [colour, own] of byColour) {
    c.fillStyle = colour;
    for (const { row, x: px, y: py } of own) {
      const point = prepared.points[row];
      if (point === undefined) continue;
      const [from, to] = [x(point.fromMs), x(point.toMs)];
      if (to - from > 4 * radius) c.fillRect(from, Math.round(py), to - from, 1);
      if (point.best === null) continue;
      const [low, high] = [y(point.low ?? point.best), y(point.high ?? point.best)];
      const left = Math.round(px);
      c.fillRect(left, high, 1, low - high);
      if (places.length > crowd / 2) continue;
      if (point.low !== null) c.fillRect(left - 3, low, 7, 1);
      if (point.high !== null) c.fillRect(left - 3, high, 7, 1);
    }
  }
}

/** The look under test on top of all others, with its figure. */
function drawTarget(c: CanvasRenderingContext2D, frame: Frame): void {
  const { prepared, view, layout, axis, colours, stamps } = frame;
  const row = prepared.fills.indexOf("under-test");
  const point = prepared.points[row];
  const shape = prepared.shapes[row];
  if (point === undefined || shape === undefined || point.best === null) return;
  const px = xOf(view, layout)(prepared.middles[row] ?? 0);
  if (px < layout.left || px > layout.right) return;
  const py = yOf(axis.highest, layout)(point.best);
  c.drawImage(stamps.of(shape, "under-test", radius), px - reach, py - reach, 2 * reach, 2 * reach);
  c.font = `600 12px ${colours.font}`;
  const words = `${Math.round(point.best * 10) / 10} (${boundsOf(point)})`;
  const width = c.measureText(words).width;
  const left = px + 14 + width > layout.right ? px - 14 - width : px + 14;
  label(c, words, left, py - 1, colours.accent, colours.paper);
  c.font = `11px ${colours.font}`;
}

/** A ring around the point that has the focus, a bar over a line that has it. */
function drawFocus(
  c: CanvasRenderingContext2D,
  { focus, prepared, view, layout, axis, colours }: Frame,
): void {
  if (focus === null) return;
  const x = xOf(view, layout);
  const y = yOf(axis.highest, layout);
  c.strokeStyle = colours.accent;
  c.lineWidth = 2;
  if (focus.type === "point") {
    const { point } = focus;
    const row = prepared.points.indexOf(point);
    const lane = prepared.lanes[row] ?? null;
    const py = lane === null ? y(point.best ?? 0) : (layout.lanes.get(lane) ?? layout.bottom);
    c.beginPath();
    c.rect(x((point.fromMs + point.toMs) / 2) - 9, py - 9, 18, 18);
    c.stroke();
  } else if (focus.type === "band") {
    const { band } = focus;
    const [from, to] = [Math.max(layout.left, x(band.fromMs)), Math.min(layout.right, x(band.toMs))];
    c.strokeRect(from, y(band.best), Math.max(to - from, 3), layout.bottom - y(band.best));
  } else {
    const ms = focus.type === "break" ? focus.found.atMs : (focus.event.fromMs + focus.event.toMs) / 2;
    const at = Math.round(x(ms)) + (focus.type === "break" ? -3.5 : 0.5);
    line(c, at, 24, at, layout.bottom);
  }
}
