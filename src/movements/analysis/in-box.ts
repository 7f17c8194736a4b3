import type { LonLatBox } from "../ais/fixes.ts";
import type { Position } from "../../sites/counting/site.ts";

/** A position as a box without extent. */
export const pointBox = ([longitude, latitude]: Position): LonLatBox => ({
  west: longitude,
  south: latitude,
  east: longitude,
  north: latitude,
});

/** True when two boxes have a place in common; either may cross the 180th meridian. */
export function boxesMeet(a: LonLatBox, b: LonLatBox): boolean {
  if (a.south > b.north || b.south > a.north) return false;
  return eastOf(a.west, b.west) <= width(a) || eastOf(b.west, a.west) <= width(b);
}

const eastOf = (from: number, to: number): number => (((to - from) % 360) + 360) % 360;
const width = ({ west, east }: LonLatBox): number => (east - west >= 360 ? 360 : eastOf(west, east));
