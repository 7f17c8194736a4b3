import { boxOf } from "../../../base/geometry/box.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import type { Polygon } from "../../counting/site.ts";

/**
 * The parts of a line that lie in any of the polygons, in their order along it. Computed in the plane of longitude and latitude, as outlines
 * are: over a site its edges are straight enough.
 */
export function clippedLine(
  line: readonly LonLat[],
  polygons: readonly Polygon[],
): readonly (readonly LonLat[])[] {
  const box = boxOf(line);
  const near = polygons.filter((polygon) => {
    const around = boxOf(polygon.flat());
    return (
      box !== null &&
      around !== null &&
      around.west <= box.east &&
      around.east >= box.west &&
      around.south <= box.north &&
      around.north >= box.south
    );
  });
  const parts: LonLat[][] = [];
  let open: LonLat[] | null = null;
  line.slice(1).forEach((to, i) => {
    const from = line[i] ?? to;
    const at = (share: number): LonLat =>
      share === 0
        ? from
        : share === 1
          ? to
          : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    const cuts = [0, ...crossings(from, to, near), 1];
    cuts.slice(1).forEach((end, k) => {
      const begin = cuts[k] ?? 0;
      if (!near.some((polygon) => isIn(at((begin + end) / 2), polygon))) {
        open = null;
        return;
      }
      if (open === null) parts.push((open = [at(begin)]));
      // A cut between two polygons that touch is no corner of the line.
      if (end === 1 || !near.some((polygon) => isIn(at((end + (cuts[k + 2] ?? 1)) / 2), polygon)))
        open.push(at(end));
    });
  });
  return parts;
}

/** Where along a segment it crosses the edges of polygons, from 0 to 1, sorted. */
function crossings(from: LonLat, to: LonLat, polygons: readonly Polygon[]): readonly number[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const found: number[] = [];
  for (const ring of polygons.flat())
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a === undefined || b === undefined) continue;
      const [ex, ey] = [b[0] - a[0], b[1] - a[1]];
      const cross = dx * ey - dy * ex;
      if (cross === 0) continue;
      const [ax, ay] = [a[0] - from[0], a[1] - from[1]];
      const along = (ax * ey - ay * ex) / cross;
      const beside = (ax * dy - ay * dx) / cross;
      if (along > 0 && along < 1 && beside >= 0 && beside <= 1) found.push(along);
    }
  return [...new Set(found)].sort((a, b) => a - b);
}

function isIn([x, y]: LonLat, polygon: Polygon): boolean {
  let inside = false;
  for (const ring of polygon)
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a === undefined || b === undefined || a[1] > y === b[1] > y) continue;
      if (x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    }
  return inside;
}
