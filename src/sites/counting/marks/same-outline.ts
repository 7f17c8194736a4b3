import { areaOf, convexHull, sharedPart } from "./convex.ts";
import type { Point } from "./outline-plane.ts";

/** Pixels by which a corner may lie elsewhere and still be the same: what is lost where a program rounds to whole pixels. */
const roundedPixels = 0.51;

/**
 * Whether two outlines are one but for rounding, whichever corner they begin at and whichever way they run.
 * @param a corners in pixels of the picture, the repeated last one left out
 */
export function isSameOutline(a: readonly Point[], b: readonly Point[]): boolean {
  if (a.length !== b.length) return false;
  const near = (p: Point | undefined, q: Point | undefined): boolean =>
    p !== undefined &&
    q !== undefined &&
    Math.abs(p[0] - q[0]) <= roundedPixels &&
    Math.abs(p[1] - q[1]) <= roundedPixels;
  const n = a.length;
  return b.some(
    (_, from) =>
      a.every((p, i) => near(p, b[(from + i) % n])) || a.every((p, i) => near(p, b[(from - i + n) % n])),
  );
}

/** Whether two outlines cover any ground together. */
export const meets = (a: readonly Point[], b: readonly Point[]): boolean =>
  areaOf(sharedPart(convexHull(a), convexHull(b))) > 0;
