import type { Colours } from "../chart/colours.ts";
import { barLeft, barRight, barX, type BarLane } from "./bar-layout.ts";
import type { Stretch } from "./stretch.ts";
import { ticksOf } from "./ticks.ts";

/** The lines of the axis through all lanes, and those between them. */
export function drawAxis(
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
