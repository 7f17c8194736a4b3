import { drawVerdict, verdictShapes } from "../../map/verdict-shapes.ts";
import type { BarContents } from "../bar-contents.ts";
import { meets } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

/** The sighting that is chosen lies over the others. */
export function drawSightings(
  { context, lane: { top, height }, x, axis, colours }: LaneCanvas,
  { sightings, selectedSighting }: Pick<BarContents, "sightings" | "selectedSighting">,
): void {
  const style = getComputedStyle(context.canvas);
  const middle = top + height / 2;
  for (const pass of ["others", "chosen"] as const)
    for (const s of sightings) {
      if ((s.id === selectedSighting) !== (pass === "chosen")) continue;
      if (!meets(s, axis)) continue;
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
