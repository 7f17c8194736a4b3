import type { BarEvent } from "../bar-contents.ts";
import { hatched } from "../hatched.ts";
import { meets } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

/** Visits stand on the line, meetings are rings; over a gap there is no line but dashes, and nothing is known. */
export function drawEvents(
  { context, lane: { top, height }, x, axis, colours }: LaneCanvas,
  events: readonly BarEvent[],
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
