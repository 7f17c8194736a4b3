import { distance, type GroundPoint } from "./ground.ts";

/** A point every so many metres of a curve: a bend of 150 m radius is cut by less than a centimetre. */
const stepMetres = 3;

/**
 * A curve through the points of a line: centripetal Catmull-Rom splines (Yuksel and others, 2011), which neither loop nor swing out between points that lie
 * unevenly. A line of two points is left as it is. The points drawn stay on the curve.
 */
export function smoothed(points: readonly GroundPoint[]): readonly GroundPoint[] {
  if (points.length < 3) return points;
  const found: GroundPoint[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [p1, p2] = [points[i], points[i + 1]];
    if (p1 === undefined || p2 === undefined) continue;
    // Beyond the ends the line goes on as it came.
    const p0 = points[i - 1] ?? mirrored(p1, p2);
    const p3 = points[i + 2] ?? mirrored(p2, p1);
    found.push(p1);
    const parts = Math.ceil(distance(p1, p2) / stepMetres);
    if (isStraight(p0, p1, p2, p3)) continue;
    for (let n = 1; n < parts; n++) found.push(between(p0, p1, p2, p3, n / parts));
  }
  const last = points.at(-1);
  if (last !== undefined) found.push(last);
  return found.length === points.length ? points : found;
}

const mirrored = (at: GroundPoint, other: GroundPoint): GroundPoint => [
  2 * at[0] - other[0],
  2 * at[1] - other[1],
];

/** A centimetre is less than anybody draws. */
const straightMetres = 0.01;

function isStraight(...[a, b, c, d]: readonly [GroundPoint, GroundPoint, GroundPoint, GroundPoint]): boolean {
  const length = distance(b, c);
  const off = (p: GroundPoint): number =>
    Math.abs((c[0] - b[0]) * (p[1] - b[1]) - (c[1] - b[1]) * (p[0] - b[0])) / (length || 1);
  return off(a) < straightMetres && off(d) < straightMetres;
}

function between(
  p0: GroundPoint,
  p1: GroundPoint,
  p2: GroundPoint,
  p3: GroundPoint,
  share: number,
): GroundPoint {
  const knot = (from: number, a: GroundPoint, b: GroundPoint): number =>
    from + Math.max(1e-6, Math.sqrt(distance(a, b)));
  const t1 = knot(0, p0, p1);
  const t2 = knot(t1, p1, p2);
  const t3 = knot(t2, p2, p3);
  const t = t1 + share * (t2 - t1);
  const mix = (a: GroundPoint, b: GroundPoint, ta: number, tb: number): GroundPoint => {
    const s = (t - ta) / (tb - ta);
    return [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])];
  };
  const a1 = mix(p0, p1, 0, t1);
  const a2 = mix(p1, p2, t1, t2);
  const a3 = mix(p2, p3, t2, t3);
  return mix(mix(a1, a2, 0, t2), mix(a2, a3, t1, t3), t1, t2);
}
