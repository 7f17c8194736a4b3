import { boxOf, type Box } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Parts } from "./geometry.ts";

/** True when two geometries have a point in common, in the plane of longitude and latitude; touching counts. */
export function intersects(a: Parts, b: Parts): boolean {
  const [boxA, boxB] = [boxOf(positionsOf(a)), boxOf(positionsOf(b))];
  if (boxA === null || boxB === null || !boxesMeet(boxA, boxB)) return false;
  const [edgesA, edgesB] = [edgesOf(a), edgesOf(b)];
  return (
    a.points.some((p) => isOn(p, b, edgesB)) ||
    b.points.some((p) => isOn(p, a, edgesA)) ||
    edgesA.some((edge) => edgesB.some((other) => cross(edge, other))) ||
    // No edges meet: either one lies wholly within a polygon of the other, or they are apart.
    startsOf(a).some((p) => isWithin(p, b)) ||
    startsOf(b).some((p) => isWithin(p, a))
  );
}

type Edge = readonly [LonLat, LonLat];

const positionsOf = ({ points, lines, polygons }: Parts): LonLat[] => [
  ...points,
  ...lines.flat(),
  ...polygons.flat(2),
];

const startsOf = ({ lines, polygons }: Parts): LonLat[] =>
  [...lines, ...polygons.flatMap((rings) => rings.slice(0, 1))].flatMap((line) => line.slice(0, 1));

const edgesOf = ({ lines, polygons }: Parts): Edge[] =>
  [...lines, ...polygons.flat()].flatMap((line) =>
    line.slice(1).flatMap((to, i): Edge[] => {
      const from = line[i];
      return from === undefined ? [] : [[from, to]];
    }),
  );

const boxesMeet = (a: Box, b: Box): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

const isOn = (point: LonLat, { points, polygons, lines }: Parts, edges: readonly Edge[]): boolean =>
  points.some((p) => p[0] === point[0] && p[1] === point[1]) ||
  edges.some((edge) => cross(edge, [point, point])) ||
  isWithin(point, { points, polygons, lines });

/** Inside a polygon and in none of its holes, by the number of edges that a ray to the east crosses. */
const isWithin = (point: LonLat, { polygons }: Parts): boolean =>
  polygons.some((rings) => rings.filter((ring) => isInRing(point, ring)).length % 2 === 1);

function isInRing([x, y]: LonLat, ring: readonly LonLat[]): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x0, y0] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [x1, y1];
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Which side of a line a point lies on: positive to the left. */
const side = ([ax, ay]: LonLat, [bx, by]: LonLat, [x, y]: LonLat): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

const isBetween = ([ax, ay]: LonLat, [bx, by]: LonLat, [x, y]: LonLat): boolean =>
  x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  return (
    (s1 !== s2 && s3 !== s4) ||
    (s1 === 0 && isBetween(a, b, c)) ||
    (s2 === 0 && isBetween(a, b, d)) ||
    (s3 === 0 && isBetween(c, d, a)) ||
    (s4 === 0 && isBetween(c, d, b))
  );
}
