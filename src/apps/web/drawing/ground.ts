/** Metres east and north of the site's position, as a view's frame gives them. */
export type GroundPoint = readonly [east: number, north: number];

export const distance = (a: GroundPoint, b: GroundPoint): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Length of a path; with the way back to its beginning where it is closed. */
export function pathLength(points: readonly GroundPoint[], closed: boolean): number {
  let sum = 0;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1] ?? (closed ? points[0] : undefined);
    if (next !== undefined) sum += distance(point, next);
  }
  return sum;
}

/** Area inside a ring, whichever way it runs, in square metres. */
export function ringArea(points: readonly GroundPoint[]): number {
  let twice = 0;
  for (const [i, [x, y]] of points.entries()) {
    const [nx, ny] = points[(i + 1) % points.length] ?? [x, y];
    twice += x * ny - nx * y;
  }
  return Math.abs(twice) / 2;
}

/** Direction from one point to another, degrees clockwise from north, 0 up to 360. */
export function bearing(from: GroundPoint, to: GroundPoint): number {
  const degrees = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

/** The nearest point of a segment, how far it is, and where along the segment from 0 to 1. */
export function nearestOn(
  from: GroundPoint,
  to: GroundPoint,
  at: GroundPoint,
): { readonly point: GroundPoint; readonly metres: number; readonly share: number } {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const share =
    square === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / square));
  const point: GroundPoint = [from[0] + share * dx, from[1] + share * dy];
  return { point, metres: distance(point, at), share };
}

/** Segments of a path, each with the index of its first point. */
export function segmentsOf(
  points: readonly GroundPoint[],
  closed: boolean,
): readonly { readonly index: number; readonly from: GroundPoint; readonly to: GroundPoint }[] {
  return points.flatMap((from, index) => {
    const to = points[index + 1] ?? (closed && points.length > 2 ? points[0] : undefined);
    return to === undefined ? [] : [{ index, from, to }];
  });
}
