import type { Point } from "./plane.ts";

/** Where the sun stands: azimuth clockwise from north and elevation above the horizon, in degrees. */
export interface Sun {
  readonly azimuth: number;
  readonly elevation: number;
}

/** Where the sensor stands, seen from the ground: azimuth clockwise from north, and the angle from the vertical, in degrees. */
export interface View {
  readonly azimuth: number;
  readonly offNadir: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Where the shadow of a point one metre up falls, east and north of its foot. */
export function shadowOf({ azimuth, elevation }: Sun): Point {
  const length = 1 / Math.tan(radians(elevation));
  return [-Math.sin(radians(azimuth)) * length, -Math.cos(radians(azimuth)) * length];
}

/** Where a point one metre up appears, east and north of its foot: away from the sensor. */
export function leanOf({ azimuth, offNadir }: View): Point {
  const length = Math.tan(radians(offNadir));
  return [-Math.sin(radians(azimuth)) * length, -Math.cos(radians(azimuth)) * length];
}
