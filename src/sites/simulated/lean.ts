import type { Canvas } from "./canvas.ts";
import type { View } from "./sky.ts";
import { leanOf } from "./sky.ts";
import { sweepAlong } from "./sweep.ts";

/**
 * Which sample is seen at each sample when the sensor does not look straight down: what is high leans away from the sensor and hides
 * what lies behind. A wall that is seen is the sample of its top edge, marked by its complement (`~sample`). null for a straight view.
 */
export function seenSamples(canvas: Canvas, view: View): Int32Array | null {
  if (view.offNadir < 0.05) return null;
  const { width, height, heights } = canvas;
  const lean = leanOf(view);
  const sweep = sweepAlong(canvas, lean);
  const perMetre = Math.sqrt(lean[0] ** 2 + lean[1] ** 2) / sweep.step;
  const seen = new Int32Array(width * height);
  for (let i = 0; i < seen.length; i++) seen[i] = i;
  // How far along its line each line is taken up, in steps.
  for (let line = 0; line < sweep.lines; line++) {
    let taken = -1;
    for (let step = 0; step < sweep.steps; step++) {
      const i = sweep.at(line, step);
      if (i < 0) {
        taken = step;
        continue;
      }
      const tall = heights[i] ?? 0;
      if (tall <= 0 && taken < step) {
        taken = step;
        continue;
      }
      const end = Math.round(step + tall * perMetre);
      for (let at = taken + 1; at <= end; at++) {
        const place = sweep.at(line, at);
        if (place >= 0) seen[place] = at < end ? ~i : i;
      }
      if (end > taken) taken = end;
    }
  }
  return seen;
}
