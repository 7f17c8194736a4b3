import type { Canvas } from "./canvas.ts";
import type { Point } from "./plane.ts";

/**
 * Walks the samples of a canvas along a direction, as digital lines: each sample lies on one line, each line takes one sample of
 * every row (or column, whichever the direction runs along), and a line's neighbours keep their distance. So what is carried along a line is never smeared.
 */
export interface Sweep {
  /** Metres on the ground from one sample of a line to the next. */
  readonly step: number;
  /** Calls `visit(sample, line)` for every sample; of each line in the order of the direction. */
  readonly each: (visit: (sample: number, line: number) => void) => void;
  /** How many lines there are: numbers of lines run from 0 to below it. */
  readonly lines: number;
  /** The sample of a line at a number of steps; -1 outside the canvas. */
  readonly at: (line: number, step: number) => number;
  /** Steps of a line, 0 to below it. */
  readonly steps: number;
}

export function sweepAlong(canvas: Canvas, towards: Point): Sweep {
  const { width, height, spacing } = canvas;
  const dx = towards[0];
  const dy = -towards[1];
  const byRow = Math.abs(dy) >= Math.abs(dx);
  const slope = byRow ? dx / Math.abs(dy) : dy / Math.abs(dx);
  const forward = byRow ? dy >= 0 : dx >= 0;
  const steps = byRow ? height : width;
  const across = byRow ? width : height;
  const offsets = new Int32Array(steps);
  for (let i = 0; i < steps; i++) offsets[i] = Math.round(i * slope);
  const lowest = Math.min(0, offsets[steps - 1] ?? 0);
  const highest = Math.max(0, offsets[steps - 1] ?? 0);
  const lines = across + highest - lowest;
  const sampleAt = (step: number, minor: number): number => {
    const major = forward ? step : steps - 1 - step;
    return byRow ? major * width + minor : minor * width + major;
  };
  return {
    step: spacing * Math.sqrt(1 + slope * slope),
    lines,
    steps,
    at: (line, step) => {
      if (step < 0 || step >= steps) return -1;
      const minor = line - highest + (offsets[step] ?? 0);
      return minor < 0 || minor >= across ? -1 : sampleAt(step, minor);
    },
    each: (visit) => {
      if (byRow) {
        for (let step = 0; step < steps; step++) {
          const toLine = highest - (offsets[step] ?? 0);
          for (let minor = 0; minor < across; minor++) visit(sampleAt(step, minor), minor + toLine);
        }
        return;
      }
      // Rows lie together in memory: walk blocks of columns, so that a block's rows stay in the cache.
      const band = 64;
      for (let from = 0; from < steps; from += band) {
        const until = Math.min(steps, from + band);
        // Within a block a line moves to a neighbouring row; rows are taken in the order in which lines reach them.
        for (let k = 0; k < across; k++) {
          const minor = slope >= 0 ? k : across - 1 - k;
          for (let step = from; step < until; step++)
            visit(sampleAt(step, minor), minor + highest - (offsets[step] ?? 0));
        }
      }
    },
  };
}
