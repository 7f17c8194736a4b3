import type { Mark } from "../mark.ts";
import type { Position } from "../site.ts";
import { convexHull, cutBy, dot, extentOf } from "./convex.ts";
import { cornersIn, planeOf, type OutlinePlane, type Point } from "./outline-plane.ts";

type Drawn = Pick<Mark, "outline" | "inPixels">;

/**
 * An outline cut across its longer side, in parts whose ends stand at fractions of its length, counted from its western end (in pixels:
 * from its left end; from the lower value of the other axis where both are level). A bent outline is first drawn taut: its convex hull is cut.
 * @param fractions increasing, each above 0 and below 1
 */
export function cutOutline(mark: Drawn, fractions: readonly number[]): readonly (readonly Position[])[] {
  const plane = planeOf([mark]);
  const hull = convexHull(cornersIn(plane, mark.outline));
  const { along, from, length } = extentOf(hull);
  const ends = [0, ...fractions, 1].map((f) => from + f * length);
  return ends.slice(1).map((end, i) => {
    const start = ends[i] ?? from;
    // The outer ends are left as they are drawn: a cut there would only trim them by rounding.
    const left = i === 0 ? hull : cutBy(hull, (p) => dot(p, along) - start);
    return ringIn(plane, i === fractions.length ? left : cutBy(left, (p) => end - dot(p, along)));
  });
}

/** One outline around all: their convex hull. All must be in pixels, or none. */
export function outlineAround(marks: readonly Drawn[]): readonly Position[] {
  const plane = planeOf(marks);
  return ringIn(plane, convexHull(marks.flatMap((m) => cornersIn(plane, m.outline))));
}

function ringIn(plane: OutlinePlane, corners: readonly Point[]): readonly Position[] {
  const ring = corners.map((c) => plane.toPosition(c));
  const [first] = ring;
  return first === undefined ? [] : [...ring, first];
}
