import geographiclib from "geographiclib-geodesic";
import type { LonLat } from "../geometry/ring.ts";
import { distanceMetres } from "./wgs84.ts";

/** Where a line comes nearest to a position. */
export interface NearestOnLine {
  readonly metres: number;
  readonly position: LonLat;
  /** Index of the part of the line that it lies on, and of the edge within that part. */
  readonly part: number;
  readonly edge: number;
}

/** Within this much of the shortest distance the search along an edge ends, in metres. */
const exactMetres = 0.001;

interface Edge {
  readonly part: number;
  readonly edge: number;
  readonly from: LonLat;
  readonly to: LonLat;
  /** No point of the edge is nearer than this. */
  readonly atLeast: number;
}

/**
 * The shortest way along the WGS 84 ellipsoid from a position to a line of one or more parts, whose edges are geodesics.
 * Along an edge the distance falls until the way meets it at a right angle and rises from there; that place is found by bisection of the
 * angle (the condition of S. Baselga and J. C. Martinez-Llario, Intersection and point-to-line solutions for geodesics on the
 * ellipsoid, Studia Geophysica et Geodaetica 62, 2018). An edge is looked at only where the triangle inequality leaves it a chance.
 * Holds while the nearest place is within a quarter of the way around the earth.
 * @returns null for a line without a position
 * @throws RangeError on a position that is none
 */
export function nearestOnLine(from: LonLat, parts: readonly (readonly LonLat[])[]): NearestOnLine | null {
  let best: NearestOnLine | null = null;
  const edges: Edge[] = [];
  for (const [part, line] of parts.entries()) {
    let before: { readonly position: LonLat; readonly metres: number } | null = null;
    for (const [i, position] of line.entries()) {
      const metres = distanceMetres(from, position);
      if (best === null || metres < best.metres) best = { metres, position, part, edge: Math.max(0, i - 1) };
      if (before !== null) {
        const length = distanceMetres(before.position, position);
        edges.push({
          part,
          edge: i - 1,
          from: before.position,
          to: position,
          atLeast: (before.metres + metres - length) / 2,
        });
      }
      before = { position, metres };
    }
  }
  if (best === null) return null;
  edges.sort((a, b) => a.atLeast - b.atLeast);
  for (const edge of edges) {
    if (edge.atLeast >= best.metres) break;
    const found = nearestOnEdge(from, edge.from, edge.to);
    if (found.metres < best.metres) best = { ...found, part: edge.part, edge: edge.edge };
  }
  return best;
}

function nearestOnEdge(from: LonLat, start: LonLat, end: LonLat): { metres: number; position: LonLat } {
  const { WGS84, ALL } = geographiclib.Geodesic;
  const line = WGS84.InverseLine(start[1], start[0], end[1], end[0], ALL);
  const at = (along: number): { position: LonLat; metres: number; falls: number } => {
    const { lat2 = 0, lon2 = 0, azi2 = 0 } = line.Position(along);
    const way = WGS84.Inverse(from[1], from[0], lat2, lon2);
    // The way arrives with azimuth azi2 of its own: the distance falls along the edge while the two point against each other.
    const falls = -Math.cos((((way.azi2 ?? 0) - azi2) * Math.PI) / 180);
    return { position: [lon2, lat2], metres: way.s12 ?? 0, falls };
  };
  let low = 0;
  let high = line.s13;
  const first = at(low);
  const last = at(high);
  if (first.falls <= 0) return first;
  if (last.falls >= 0) return last;
  while (high - low > exactMetres) {
    const middle = (low + high) / 2;
    if (at(middle).falls > 0) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}
