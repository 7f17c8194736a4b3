import type { Point } from "./outline-plane.ts";

/** Twice the signed area of the triangle o, a, b: positive when it runs counter-clockwise. */
const turn = (o: Point, a: Point, b: Point): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

/** The convex hull, counter-clockwise, without a repeated corner (A. M. Andrew, 1979: both halves of a sorted chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (chain: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of chain) {
      for (;;) {
        const [o, a] = [kept.at(-2), kept.at(-1)];
        if (o === undefined || a === undefined || turn(o, a, point) > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Area of a polygon, whichever way it runs. */
export function areaOf(polygon: readonly Point[]): number {
  let twice = 0;
  const [origin] = polygon;
  if (origin === undefined) return 0;
  for (const [i, corner] of polygon.entries())
    twice += turn(origin, corner, polygon[(i + 1) % polygon.length] ?? corner);
  return Math.abs(twice) / 2;
}

/** The part of a convex polygon on the side of a line where `inside` is at least 0; `inside` must be linear. */
export function cutBy(polygon: readonly Point[], inside: (point: Point) => number): Point[] {
  return polygon.flatMap((from, i): Point[] => {
    const to = polygon[(i + 1) % polygon.length] ?? from;
    const [a, b] = [inside(from), inside(to)];
    const kept: Point[] = a >= 0 ? [from] : [];
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) {
      const share = a / (a - b);
      kept.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
    }
    return kept;
  });
}

/** What two convex polygons share (Sutherland and Hodgman, 1974); both run counter-clockwise. */
export function sharedPart(a: readonly Point[], b: readonly Point[]): Point[] {
  let part: Point[] = [...a];
  for (const [i, from] of b.entries()) {
    const to = b[(i + 1) % b.length] ?? from;
    part = cutBy(part, (point) => turn(from, to, point));
  }
  return part;
}

/** A direction of length 1 with the extent of a thing along it and across it. */
export interface Extent {
  readonly along: Point;
  readonly middle: Point;
  readonly length: number;
  readonly width: number;
  /** Where it begins along the direction, from the origin of the plane. */
  readonly from: number;
}

/** The tightest rectangle about a convex polygon, as the direction of its longer side, which points to larger x, or y for a tie. */
export function extentOf(hull: readonly Point[]): Extent {
  let best: Extent = { along: [1, 0], middle: hull[0] ?? [0, 0], length: 0, width: 0, from: 0 };
  let least = Infinity;
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length] ?? from;
    const side = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (side === 0) continue;
    const u: Point = [(to[0] - from[0]) / side, (to[1] - from[1]) / side];
    const [p, q] = [hull.map((c) => dot(c, u)), hull.map((c) => dot(c, [-u[1], u[0]]))];
    const [p0, p1, q0, q1] = [Math.min(...p), Math.max(...p), Math.min(...q), Math.max(...q)];
    const [long, short] = [Math.max(p1 - p0, q1 - q0), Math.min(p1 - p0, q1 - q0)];
    if (long * short >= least * (1 - 1e-12)) continue;
    least = long * short;
    const axis: Point = p1 - p0 >= q1 - q0 ? u : [-u[1], u[0]];
    const forwards = axis[0] > 1e-9 || (Math.abs(axis[0]) <= 1e-9 && axis[1] > 0);
    const along: Point = forwards ? axis : [-axis[0], -axis[1]];
    const middle: Point = [
      (u[0] * (p0 + p1)) / 2 - (u[1] * (q0 + q1)) / 2,
      (u[1] * (p0 + p1)) / 2 + (u[0] * (q0 + q1)) / 2,
    ];
    best = { along, middle, length: long, width: short, from: dot(middle, along) - long / 2 };
  }
  return best;
}

export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
