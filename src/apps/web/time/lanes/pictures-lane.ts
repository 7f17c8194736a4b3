import type { BarPicture } from "../bar-contents.ts";
import { meets } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

/** Looks are bars, those whose pixels the case holds broad; scenes of radar are triangles, optical ones squares. */
export function drawPictures(
  { context, lane: { top, height }, x, axis, colours }: LaneCanvas,
  pictures: readonly BarPicture[],
): void {
  const middle = top + height / 2;
  let last = -99;
  for (const p of pictures) {
    if (!meets(p, axis)) continue;
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
