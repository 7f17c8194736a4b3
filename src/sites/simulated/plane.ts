/** Metres east and north of a scene's anchor, along the grid of its UTM zone. */
export type Point = readonly [east: number, north: number];

/** The corners of a polygon, in order, the first not repeated. */
export type Ring = readonly Point[];

export const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
/** `a` moved by `length` along the direction `b`. */
export const moved = (a: Point, b: Point, length: number): Point => [
  a[0] + b[0] * length,
  a[1] + b[1] * length,
];
/** A direction turned a quarter to the left. */
export const leftOf = (a: Point): Point => [-a[1], a[0]];
export const heading = (radians: number): Point => [Math.cos(radians), Math.sin(radians)];
export const apart = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** The direction from one point to another; east where they are the same. */
export function direction(from: Point, to: Point): Point {
  const length = apart(from, to);
  return length > 0 ? [(to[0] - from[0]) / length, (to[1] - from[1]) / length] : [1, 0];
}

/** A rectangle around a point, `along` a direction, counter-clockwise. */
export function rectangle(at: Point, along: Point, halfLength: number, halfWidth: number): Ring {
  const side = leftOf(along);
  const corner = (u: number, v: number): Point =>
    moved(moved(at, along, u * halfLength), side, v * halfWidth);
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** A line of points with the length from its start to each of them. */
export interface Curve {
  readonly points: readonly Point[];
  readonly lengths: readonly number[];
  readonly length: number;
}

/** @throws RangeError with fewer than two points */
export function curveOf(points: readonly Point[]): Curve {
  if (points.length < 2) throw new RangeError("a curve needs two points");
  const lengths: number[] = [];
  let length = 0;
  let before: Point | undefined;
  for (const point of points) {
    if (before !== undefined) length += apart(before, point);
    lengths.push(length);
    before = point;
  }
  return { points, lengths, length };
}

/** The point at a length along a curve and the direction there. Beyond its ends the curve runs on straight. */
export function alongCurve(curve: Curve, length: number): { readonly at: Point; readonly along: Point } {
  let [low, high] = [0, curve.points.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((curve.lengths[middle] ?? 0) <= length) low = middle;
    else high = middle;
  }
  const from = curve.points[low] ?? [0, 0];
  const to = curve.points[high] ?? [0, 0];
  const along = direction(from, to);
  return { at: moved(from, along, length - (curve.lengths[low] ?? 0)), along };
}

/** The length along a curve at which it passes nearest to a point. */
export function nearestLength(curve: Curve, point: Point): number {
  let [best, bestApart] = [0, Infinity];
  for (let i = 1; i < curve.points.length; i++) {
    const from = curve.points[i - 1] ?? point;
    const to = curve.points[i] ?? point;
    const span = apart(from, to);
    const along = direction(from, to);
    const reach = (point[0] - from[0]) * along[0] + (point[1] - from[1]) * along[1];
    const within = Math.max(0, Math.min(span, reach));
    const distance = apart(moved(from, along, within), point);
    if (distance < bestApart) [best, bestApart] = [(curve.lengths[i - 1] ?? 0) + within, distance];
  }
  return best;
}

/** The part of a curve between two lengths, with its own ends as points. */
export function partOf(curve: Curve, from: number, to: number): Curve {
  const inner = curve.points.filter((_, i) => {
    const length = curve.lengths[i] ?? 0;
    return length > from + 1e-6 && length < to - 1e-6;
  });
  return curveOf([alongCurve(curve, from).at, ...inner, alongCurve(curve, to).at]);
}

/** The band of ground between two offsets to the left of a curve. */
export function bandAlong(curve: Curve, fromLeft: number, toLeft: number): Ring {
  const side = (offset: number): Point[] =>
    curve.points.map((point, i) => {
      const before = curve.points[i - 1] ?? point;
      const after = curve.points[i + 1] ?? point;
      return moved(point, leftOf(direction(before, after)), offset);
    });
  return [...side(fromLeft), ...side(toLeft).toReversed()];
}
