import type { LonLat } from "./ring.ts";

/** Smallest box of meridians and parallels around some positions, in degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The box around positions; null when there are none. A shape across the 180th meridian must have been cut there. */
export function boxOf(positions: Iterable<LonLat>): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positions) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return west <= east ? { west, south, east, north } : null;
}

/** The four corners of a box, counter-clockwise from the southwest. */
export function cornersOf({ west, south, east, north }: Box): readonly LonLat[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}
