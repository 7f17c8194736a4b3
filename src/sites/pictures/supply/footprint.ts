import type { Box } from "../../../base/geometry/box.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import { listOf, numberOf, objectOf } from "./foreign.ts";

/** Ground that a picture covers: polygons, each an outer ring with holes, in degrees. Rings across the 180th meridian run on past it. */
export interface Footprint {
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
  /** True when only a box was given, so that corners without pixels may be inside. */
  readonly boxOnly: boolean;
}

export type ReadFootprint =
  | { readonly ok: true; readonly footprint: Footprint }
  | { readonly ok: false; readonly reason: string };

/** Most positions of a footprint. Real ones have fewer than a thousand. */
export const mostFootprintPositions = 20_000;
const mostPolygons = 1000;

/**
 * Reads a GeoJSON Polygon or MultiPolygon (RFC 7946), or where there is none the bbox of four or six numbers.
 * A box with its west side east of its east side crosses the 180th meridian, as the RFC has it.
 */
export function readFootprint(geometry: unknown, bbox: unknown): ReadFootprint {
  const shape = objectOf(geometry);
  if (shape !== null) {
    const lists =
      shape["type"] === "Polygon"
        ? [shape["coordinates"]]
        : shape["type"] === "MultiPolygon"
          ? listOf(shape["coordinates"], mostPolygons)
          : null;
    const polygons = lists === null ? null : readPolygons(lists);
    if (polygons !== null) return { ok: true, footprint: { polygons, boxOnly: false } };
  }
  const ring = boxRing(bbox);
  if (ring !== null) return { ok: true, footprint: { polygons: [[ring]], boxOnly: true } };
  return {
    ok: false,
    reason: `it has no place: neither a polygon of at most ${mostFootprintPositions} positions nor a box could be read`,
  };
}

function readPolygons(lists: readonly unknown[]): readonly (readonly (readonly LonLat[])[])[] | null {
  let left = mostFootprintPositions;
  const polygons: LonLat[][][] = [];
  for (const list of lists) {
    const rings: LonLat[][] = [];
    for (const part of listOf(list, 1000) ?? []) {
      const positions = listOf(part, left);
      if (positions === null || positions.length < 4) return null;
      left -= positions.length;
      const ring = readRing(positions);
      if (ring === null) return null;
      rings.push(ring);
    }
    if (rings.length === 0) return null;
    polygons.push(rings);
  }
  return polygons.length > 0 ? polygons : null;
}

/** A ring whose steps are never longer than half the globe: past the 180th meridian its longitudes run on. */
function readRing(positions: readonly unknown[]): LonLat[] | null {
  const ring: LonLat[] = [];
  let previous: number | null = null;
  let turns = 0;
  for (const position of positions) {
    const pair = listOf(position, 10);
    const longitude = numberOf(pair?.[0], -360, 360);
    const latitude = numberOf(pair?.[1], -90, 90);
    if (longitude === null || latitude === null) return null;
    // A step of a whole turn is an edge of a box around the globe and no crossing.
    if (previous !== null && Math.abs(longitude - previous) > 180 && Math.abs(longitude - previous) < 360)
      turns += longitude > previous ? -1 : 1;
    previous = longitude;
    ring.push([longitude + 360 * turns, latitude]);
  }
  return ring;
}

function boxRing(bbox: unknown): readonly LonLat[] | null {
  const sides = listOf(bbox, 6);
  if (sides === null || (sides.length !== 4 && sides.length !== 6)) return null;
  const half = sides.length / 2;
  const west = numberOf(sides[0], -360, 360);
  const south = numberOf(sides[1], -90, 90);
  const east = numberOf(sides[half], -360, 360);
  const north = numberOf(sides[half + 1], -90, 90);
  if (west === null || south === null || east === null || north === null || south > north) return null;
  const end = east < west ? east + 360 : east;
  return [
    [west, south],
    [end, south],
    [end, north],
    [west, north],
    [west, south],
  ];
}

/** True when a footprint and a box (west up to east, both within one turn) have ground in common or touch. */
export function touchesBox(footprint: Footprint, box: Box): boolean {
  return footprint.polygons.some((rings) =>
    [-360, 0, 360].some((shift) =>
      polygonTouches(rings, { ...box, west: box.west + shift, east: box.east + shift }),
    ),
  );
}

function polygonTouches(rings: readonly (readonly LonLat[])[], box: Box): boolean {
  const outer = rings[0] ?? [];
  const [first, last] = [outer[0], outer.at(-1)];
  // A ring that does not come back to where it began goes round a pole: its inside is not known here, so it counts by latitude.
  if (first !== undefined && last !== undefined && Math.abs(last[0] - first[0]) > 180)
    return aroundPole(outer, box);
  if (rings.some((ring) => ringCrosses(ring, box))) return true;
  // No edge meets the box: it lies wholly inside or wholly outside of every ring.
  return rings.filter((ring) => holds(ring, [box.west, box.south])).length % 2 === 1;
}

function aroundPole(ring: readonly LonLat[], box: Box): boolean {
  const latitudes = ring.map(([, latitude]) => latitude);
  const [low, high] = [Math.min(...latitudes), Math.max(...latitudes)];
  return low + high >= 0 ? box.north >= low : box.south <= high;
}

function ringCrosses(ring: readonly LonLat[], box: Box): boolean {
  return ring.some((to, i) => {
    const from = ring[i === 0 ? ring.length - 1 : i - 1];
    return from !== undefined && edgeMeets(from, to, box);
  });
}

/** Liang and Barsky, A new concept and method for line clipping (ACM Transactions on Graphics 3, 1984). */
function edgeMeets([x0, y0]: LonLat, [x1, y1]: LonLat, box: Box): boolean {
  let [enter, leave] = [0, 1];
  const sides: readonly (readonly [number, number])[] = [
    [x0 - x1, x0 - box.west],
    [x1 - x0, box.east - x0],
    [y0 - y1, y0 - box.south],
    [y1 - y0, box.north - y0],
  ];
  for (const [step, room] of sides) {
    if (step === 0) {
      if (room < 0) return false;
    } else if (step < 0) enter = Math.max(enter, room / step);
    else leave = Math.min(leave, room / step);
    if (enter > leave) return false;
  }
  return true;
}

/** Even-odd rule. */
function holds(ring: readonly LonLat[], [x, y]: LonLat): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x0, y0] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [x1, y1];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
