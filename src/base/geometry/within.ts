import type { LonLat } from "./ring.ts";

/**
 * True when a position lies inside a polygon (its outer ring, then holes) and in none of its holes: by the number of edges that a ray to the
 * east crosses, in the plane of longitude and latitude. A polygon across the 180th meridian must have been cut there.
 */
export const isWithin = (position: LonLat, polygon: readonly (readonly LonLat[])[]): boolean => {
  const [outer, ...holes] = polygon;
  return outer !== undefined && isInRing(position, outer) && !holes.some((hole) => isInRing(position, hole));
};

function isInRing([x, y]: LonLat, ring: readonly LonLat[]): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x0, y0] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [x1, y1];
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
  }
  return inside;
}
