import type { HistoryBand, HistoryPoint } from "../../../findings/screens/history-point.ts";
import type { ScreenBreak, ScreenEvent } from "../../../findings/screens/history.ts";
import { ticksUpTo } from "../../../findings/report/scale.ts";
import type { Layout } from "./layout.ts";
import { keysOf, type LegendKey } from "./legend.ts";
import { fillOf, laneOf, shapeOf, type Fill, type Lane, type Shape } from "./look-class.ts";
import type { TimeView } from "./time-view.ts";
import { firstFrom } from "./walk.ts";

/** What a chart is of. Points are in order of their starts. */
export interface ChartData {
  readonly points: readonly HistoryPoint[];
  readonly bands: readonly HistoryBand[];
  readonly breaks: readonly ScreenBreak[];
  readonly events: readonly ScreenEvent[];
  readonly unit: string;
  /** The window of the record test: before it and after its end nothing enters. */
  readonly window: TimeView | null;
}

/** The points with their shapes worked out once, since they are drawn sixty times a second. */
export interface PreparedPoints {
  readonly points: readonly HistoryPoint[];
  readonly shapes: readonly Shape[];
  readonly fills: readonly Fill[];
  readonly lanes: readonly (Lane | null)[];
  readonly middles: Float64Array;
  /** 1 where the legend shows it. */
  readonly shown: Uint8Array;
  /** The longest stretch between which a look falls: how far before a view its points may begin. */
  readonly longestMs: number;
}

export function preparePoints(
  points: readonly HistoryPoint[],
  hidden: ReadonlySet<LegendKey>,
): PreparedPoints {
  const shapes = points.map(shapeOf);
  return {
    points,
    shapes,
    fills: points.map(fillOf),
    lanes: shapes.map(laneOf),
    middles: Float64Array.from(points, (p) => (p.fromMs + p.toMs) / 2),
    shown: Uint8Array.from(points, (p) => (keysOf(p).some((key) => hidden.has(key)) ? 0 : 1)),
    longestMs: points.reduce((most, p) => Math.max(most, p.toMs - p.fromMs), 0),
  };
}

/** Rows of the points that may lie in a view: from the first, up to but without the second. */
export function rowsIn(prepared: PreparedPoints, view: TimeView): readonly [number, number] {
  return [
    firstFrom(prepared.points, view.fromMs - prepared.longestMs),
    firstFrom(prepared.points, view.toMs),
  ];
}

/** The upright axis: from zero to its end, with ticks in round steps. */
export interface FigureAxis {
  readonly highest: number;
  readonly ticks: readonly number[];
}

/** The axis for what is shown in a view. Its end moves in steps, so that panning does not make everything swim. */
export function figureAxis(
  prepared: PreparedPoints,
  bands: readonly HistoryBand[],
  view: TimeView,
): FigureAxis {
  const [from, to] = rowsIn(prepared, view);
  let highest = 1;
  for (let row = from; row < to; row++) {
    const point = prepared.points[row];
    if (point === undefined || prepared.shown[row] === 0 || point.best === null) continue;
    if (point.toMs <= view.fromMs) continue;
    highest = Math.max(highest, point.high ?? point.best * 1.1);
  }
  for (const band of bands)
    if (band.toMs > view.fromMs && band.fromMs < view.toMs) highest = Math.max(highest, band.best * 1.1);
  const ticks = ticksUpTo(highest, 6);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const end = Math.ceil(highest / (step / 4)) * (step / 4) + step / 8;
  return { highest: end, ticks: ticks.filter((tick) => tick <= end) };
}

export const xOf =
  (view: TimeView, { left, right }: Pick<Layout, "left" | "right">) =>
  (ms: number): number =>
    left + ((ms - view.fromMs) / (view.toMs - view.fromMs)) * (right - left);

export const msOf =
  (view: TimeView, { left, right }: Pick<Layout, "left" | "right">) =>
  (x: number): number =>
    view.fromMs + ((x - left) / (right - left)) * (view.toMs - view.fromMs);

export const yOf =
  (highest: number, { top, bottom }: Pick<Layout, "top" | "bottom">) =>
  (figure: number): number =>
    bottom - (figure / highest) * (bottom - top);
