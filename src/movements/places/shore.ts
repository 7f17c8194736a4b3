import { acrossDegrees, metresPerDegree, wrapped } from "../../base/geodesy/sphere.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import { bucketed, type Buckets } from "./buckets.ts";

/** Land and how far its shore is. Its shores are as rough as the polygons that it was made of: docs/method/tracks.md. */
export interface Shore {
  /** True on land, also on its lakes and rivers where the polygons do not leave them out. */
  readonly isLand: (longitude: number, latitude: number) => boolean;
  /** Metres to the nearest shore, from land or from sea; Infinity beyond `most`. */
  readonly metres: (longitude: number, latitude: number, most: number) => number;
  /**
   * Metres to the shore at the middle of a cell of 0.05 degrees that holds the position, negative on land, at most 120 km either way. Kept by
   * cell, for work on many positions; off by up to `roughBy` metres.
   */
  readonly rough: (longitude: number, latitude: number) => number;
}

/** Half the diagonal of a cell at the equator. */
export const roughBy = 4000;
const roughCell = 0.05;
export const roughMost = 120_000;
const bucketDegrees = 0.5;
const rowDegrees = 0.25;
const radians = Math.PI / 180;

/**
 * @param land polygons of land, cut at the 180th meridian
 * @param lakes waters inside the land that its polygons do not leave out; others among them are passed over
 */
export function shoreOf(land: readonly Polygon[], lakes: readonly Polygon[] = []): Shore {
  const dry = edgesOf(land);
  const isDry = lakes.length === 0 ? null : landTest(dry);
  // A lake that the land leaves out already would become land by being cut out again.
  const cut = lakes.filter(([outer = []]) => {
    const inside = outer.filter(([x, y]) => isDry?.(x, y) === true).length;
    return inside > 0.5 * outer.length;
  });
  const edges = cut.length === 0 ? dry : edgesOf([...land, ...cut]);
  const isLand = landTest(edges);
  const metres = distanceSearch(edges);
  const kept = new Map<number, number>();
  return {
    isLand,
    metres,
    rough: (longitude, latitude) => {
      const column = Math.floor((longitude + 180) / roughCell);
      const row = Math.floor((latitude + 90) / roughCell);
      const key = row * 8192 + column;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const middle = [(column + 0.5) * roughCell - 180, (row + 0.5) * roughCell - 90] as const;
      const away = Math.min(roughMost, metres(...middle, roughMost));
      const signed = isLand(...middle) ? -away : away;
      kept.set(key, signed);
      return signed;
    },
  };
}

interface Edges {
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
}

function edgesOf(land: readonly Polygon[]): Edges {
  let count = 0;
  for (const polygon of land) for (const ring of polygon) count += Math.max(0, ring.length - 1);
  const edges = {
    x0: new Float64Array(count),
    y0: new Float64Array(count),
    x1: new Float64Array(count),
    y1: new Float64Array(count),
  };
  let at = 0;
  for (const polygon of land)
    for (const ring of polygon)
      for (let i = 1; i < ring.length; i++) {
        const [from, to] = [ring[i - 1], ring[i]];
        if (from === undefined || to === undefined) continue;
        edges.x0[at] = from[0];
        edges.y0[at] = from[1];
        edges.x1[at] = to[0];
        edges.y1[at++] = to[1];
      }
  return edges;
}

/** A ray to the east crosses an odd number of edges; only those that share its row of latitude are looked at. */
function landTest({ x0, y0, x1, y1 }: Edges): Shore["isLand"] {
  const rows = Math.ceil(180 / rowDegrees);
  const rowOf = (latitude: number): number =>
    Math.max(0, Math.min(rows - 1, Math.floor((latitude + 90) / rowDegrees)));
  const byRow = bucketed(rows, x0.length, (edge, put) => {
    const [a, b] = [y0[edge] ?? 0, y1[edge] ?? 0];
    for (let row = rowOf(Math.min(a, b)); row <= rowOf(Math.max(a, b)); row++) put(row);
  });
  return (x, y) => {
    const row = rowOf(y);
    let inside = false;
    for (let k = byRow.starts[row] ?? 0; k < (byRow.starts[row + 1] ?? 0); k++) {
      const edge = byRow.items[k] ?? 0;
      const [ya, yb] = [y0[edge] ?? 0, y1[edge] ?? 0];
      if (ya > y === yb > y) continue;
      const xa = x0[edge] ?? 0;
      if (x < xa + (((x1[edge] ?? 0) - xa) * (y - ya)) / (yb - ya)) inside = !inside;
    }
    return inside;
  };
}

const columns = 360 / bucketDegrees;
const bucketRows = 180 / bucketDegrees;

function distanceSearch(edges: Edges): Shore["metres"] {
  const buckets = shoreBuckets(edges);
  return (longitude, latitude, most) => {
    // Near shores are found in a small box; a wider one is searched only where that is empty.
    for (let within = Math.min(5000, most); ; within = Math.min(4 * within, most)) {
      const found = nearestIn(edges, buckets, longitude, latitude, within);
      if (found <= within) return found;
      if (within >= most) return Number.POSITIVE_INFINITY;
    }
  };
}

function shoreBuckets({ x0, y0, x1, y1 }: Edges): Buckets {
  const bucketOf = (row: number, column: number): number => row * columns + column;
  const clamped = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(value)));
  return bucketed(bucketRows * columns, x0.length, (edge, put) => {
    const [xa, xb] = [x0[edge] ?? 0, x1[edge] ?? 0];
    const [ya, yb] = [y0[edge] ?? 0, y1[edge] ?? 0];
    // Cuts along the 180th meridian and the pole are no shores.
    if (Math.min(Math.abs(xa), Math.abs(xb)) > 179.99 || Math.max(ya, yb) < -89.9) return;
    const [west, east] = [Math.min(xa, xb) + 180, Math.max(xa, xb) + 180].map((x) =>
      clamped(x / bucketDegrees, columns),
    );
    const [south, north] = [Math.min(ya, yb) + 90, Math.max(ya, yb) + 90].map((y) =>
      clamped(y / bucketDegrees, bucketRows),
    );
    for (let row = south ?? 0; row <= (north ?? 0); row++)
      for (let column = west ?? 0; column <= (east ?? 0); column++) put(bucketOf(row, column));
  });
}

/** Distance to the nearest edge in the buckets within a box about the position, by a plane that touches the sphere there. */
function nearestIn(
  { x0, y0, x1, y1 }: Edges,
  { starts, items }: Buckets,
  longitude: number,
  latitude: number,
  within: number,
): number {
  const up = within / metresPerDegree;
  const cosine = Math.max(0.02, Math.cos(latitude * radians));
  const aside = Math.min(180, up / cosine);
  const south = Math.max(0, Math.floor((latitude - up + 90) / bucketDegrees));
  const north = Math.min(bucketRows - 1, Math.floor((latitude + up + 90) / bucketDegrees));
  const west = Math.floor((longitude - aside + 180) / bucketDegrees);
  const east = Math.min(west + columns - 1, Math.floor((longitude + aside + 180) / bucketDegrees));
  let best = Number.POSITIVE_INFINITY;
  for (let row = south; row <= north; row++)
    for (let c = west; c <= east; c++) {
      const bucket = row * columns + (((c % columns) + columns) % columns);
      for (let k = starts[bucket] ?? 0; k < (starts[bucket + 1] ?? 0); k++) {
        const edge = items[k] ?? 0;
        const ax = acrossDegrees(longitude, wrapped(x0[edge] ?? 0)) * cosine;
        const ay = (y0[edge] ?? 0) - latitude;
        const bx = ax + acrossDegrees(x0[edge] ?? 0, x1[edge] ?? 0) * cosine;
        const by = (y1[edge] ?? 0) - latitude;
        const [dx, dy] = [bx - ax, by - ay];
        const length = dx * dx + dy * dy;
        const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
        const [px, py] = [ax + t * dx, ay + t * dy];
        const squared = px * px + py * py;
        if (squared < best) best = squared;
      }
    }
  return Math.sqrt(best) * metresPerDegree;
}
