import { acrossDegrees, metresPerDegree, wrapped } from "../../base/geodesy/sphere.ts";
import { isWithin } from "../../base/geometry/within.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";
import { bucketed } from "./buckets.ts";

/** What ships visit: a point of a list, or a part of the case's own sites. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: "port" | "anchorage" | "area";
  readonly position: Position;
  /** Outlines; empty for a place that is only a point. */
  readonly polygons: readonly Polygon[];
}

/** Places by where they are, for questions from many million positions. */
export interface PlaceIndex {
  readonly places: readonly Place[];
  /**
   * Numbers of the places that may be within the index's reach of the position: all that are, and some that are not. The same list for the
   * same cell.
   */
  readonly near: (longitude: number, latitude: number) => Int32Array;
  /** Number of the cell that the list of `near` holds for. */
  readonly cellOf: (longitude: number, latitude: number) => number;
  /** Metres from a position to a place: 0 inside its outline. */
  readonly metres: (place: number, longitude: number, latitude: number) => number;
}

const cellDegrees = 0.05;
const bucketDegrees = 0.5;
const columns = 360 / bucketDegrees;
const rows = 180 / bucketDegrees;
const radians = Math.PI / 180;

/** @param reachMetres how far from a place anybody will ask */
export function placeIndex(places: readonly Place[], reachMetres: number): PlaceIndex {
  const longitudes = Float64Array.from(places, (p) => p.position[0]);
  const latitudes = Float64Array.from(places, (p) => p.position[1]);
  const radii = Float64Array.from(places, radiusMetres);
  const widest = radii.reduce((a, b) => Math.max(a, b), 0);
  const buckets = bucketed(rows * columns, places.length, (i, put) => {
    const row = Math.min(rows - 1, Math.floor(((latitudes[i] ?? 0) + 90) / bucketDegrees));
    put(row * columns + (Math.floor(((longitudes[i] ?? 0) + 180) / bucketDegrees) % columns));
  });
  const kept = new Map<number, Int32Array>();
  const none = new Int32Array(0);
  const cellOf = (longitude: number, latitude: number): number =>
    Math.floor((latitude + 90) / cellDegrees) * 8192 + Math.floor((longitude + 180) / cellDegrees);
  const pointMetres = (i: number, longitude: number, latitude: number): number => {
    const up = (latitudes[i] ?? 0) - latitude;
    const across = acrossDegrees(longitude, longitudes[i] ?? 0) * Math.cos((latitude + up / 2) * radians);
    return metresPerDegree * Math.sqrt(across * across + up * up);
  };
  const search = (cell: number): Int32Array => {
    const latitude = (Math.floor(cell / 8192) + 0.5) * cellDegrees - 90;
    const longitude = ((cell % 8192) + 0.5) * cellDegrees - 180;
    const cosine = Math.max(0.02, Math.cos(latitude * radians));
    const half = (cellDegrees / 2) * metresPerDegree * Math.hypot(1, cosine);
    const within = reachMetres + half + widest;
    const up = within / metresPerDegree;
    const south = Math.max(0, Math.floor((latitude - up + 90) / bucketDegrees));
    const north = Math.min(rows - 1, Math.floor((latitude + up + 90) / bucketDegrees));
    const west = Math.floor((longitude - up / cosine + 180) / bucketDegrees);
    const east = Math.min(west + columns - 1, Math.floor((longitude + up / cosine + 180) / bucketDegrees));
    const found: number[] = [];
    for (let row = south; row <= north; row++)
      for (let c = west; c <= east; c++) {
        const bucket = row * columns + (((c % columns) + columns) % columns);
        for (let k = buckets.starts[bucket] ?? 0; k < (buckets.starts[bucket + 1] ?? 0); k++) {
          const i = buckets.items[k] ?? 0;
          if (pointMetres(i, longitude, latitude) <= reachMetres + half + (radii[i] ?? 0)) found.push(i);
        }
      }
    return found.length === 0 ? none : Int32Array.from(found);
  };
  return {
    places,
    cellOf,
    near: (longitude, latitude) => {
      const cell = cellOf(longitude, latitude);
      const known = kept.get(cell);
      if (known !== undefined) return known;
      const found = search(cell);
      kept.set(cell, found);
      return found;
    },
    metres: (i, longitude, latitude) => {
      const polygons = places[i]?.polygons ?? [];
      return polygons.length === 0
        ? pointMetres(i, longitude, latitude)
        : Math.min(...polygons.map((polygon) => polygonMetres(polygon, longitude, latitude)));
    },
  };
}

/** How far an outline reaches from its place's position. */
function radiusMetres({ position, polygons }: Place): number {
  let most = 0;
  for (const polygon of polygons)
    for (const [x, y] of polygon[0] ?? []) {
      const across = acrossDegrees(position[0], x) * Math.cos(position[1] * radians);
      most = Math.max(most, metresPerDegree * Math.hypot(across, y - position[1]));
    }
  return most;
}

/** Metres to a polygon's nearest edge, 0 inside, by a plane that touches the sphere at the position. */
function polygonMetres(polygon: Polygon, longitude: number, latitude: number): number {
  if (isWithin([longitude, latitude], polygon)) return 0;
  const cosine = Math.cos(latitude * radians);
  let best = Number.POSITIVE_INFINITY;
  for (const ring of polygon)
    for (const [i, to] of ring.entries()) {
      const from = ring[i - 1];
      if (from === undefined) continue;
      const [ax, ay] = [acrossDegrees(longitude, wrapped(from[0])) * cosine, from[1] - latitude];
      const [dx, dy] = [acrossDegrees(from[0], to[0]) * cosine, to[1] - from[1]];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
      best = Math.min(best, (ax + t * dx) ** 2 + (ay + t * dy) ** 2);
    }
  return Math.sqrt(best) * metresPerDegree;
}
