import type { HistoryPoint } from "../../../../findings/screens/history-point.ts";
import { fillOf, shapeOf } from "../../chart/look-class.ts";
import { drawShape } from "../../chart/shapes.ts";
import { barLeft } from "../bar-layout.ts";
import { meets } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

export function drawCounts(
  { context, lane: { top, height }, x, axis, colours }: LaneCanvas,
  points: readonly HistoryPoint[],
): void {
  const shown = points.filter((p) => meets(p, axis));
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
