import type { MarkState } from "../../sites/counting/mark.ts";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";

/** A mark to draw, in the order in which marks are numbered. */
export interface DrawnMark {
  /** Corners in pixels of the window. */
  readonly corners: readonly Point[];
  readonly state: MarkState;
  readonly machine: boolean;
  /** How many it stands for. */
  readonly number: number;
}

/** Most pixels of a numbered picture, its strip left out. */
const mostPixels = 6_000_000;
/** Length in pixels at which a car of middling size can be told from its number, and the most that a picture is enlarged for it. */
const legibleLength = 56;
const mostEnlarged = 8;

/** How much larger, or smaller, a window is drawn so that its marks can be told apart and it stays within `mostPixels`. */
export function scaleOf(width: number, height: number, marks: readonly DrawnMark[]): number {
  const lengths = marks.map((m) => lengthOf(m.corners) / Math.max(1, m.number)).sort((a, b) => a - b);
  const middling = lengths[Math.floor(lengths.length / 2)] ?? legibleLength;
  const wished = Math.min(mostEnlarged, Math.max(1, legibleLength / Math.max(middling, 1)));
  return Math.min(wished, Math.sqrt(mostPixels / (width * height)));
}

function lengthOf(corners: readonly Point[]): number {
  const columns = corners.map(([x]) => x);
  const rows = corners.map(([, y]) => y);
  return Math.hypot(Math.max(...columns) - Math.min(...columns), Math.max(...rows) - Math.min(...rows));
}
