import { staysAt } from "../../../../findings/screens/movements-trips.ts";
import type { Colours } from "../../chart/colours.ts";
import type { BarContents } from "../bar-contents.ts";
import { hatched } from "../hatched.ts";
import { meets } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

/** Which days of a port were seen, the stays of a schedule that could have been, and the witnesses. */
export function drawPort(
  { context, lane: { top, height, portId }, x, axis, colours }: LaneCanvas,
  { trips, schedules }: Pick<BarContents, "trips" | "schedules">,
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
    if (!meets(witness, axis)) continue;
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
