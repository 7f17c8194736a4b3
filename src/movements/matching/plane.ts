import type { LonLat } from "../../base/geometry/ring.ts";

/** East and north in metres of an origin. */
export type EastNorth = readonly [east: number, north: number];

/**
 * A plane that touches WGS 84 at an origin: degrees scaled by the radii of curvature there. Within 50 km and below 70 degrees of latitude it is off
 * by less than a part in 200, far less than what is known of a position so far away.
 */
export interface Plane {
  readonly origin: LonLat;
  readonly metresPerDegreeEast: number;
  readonly metresPerDegreeNorth: number;
}

/** Beyond this latitude meridians run together too fast for a plane: over 50 km it is off by a tenth and more, and over a pole by everything. */
export const flatUpToDegrees = 85;

const equator = 6_378_137;
const squaredEccentricity = 0.006_694_379_990_14;

export function planeAt(origin: LonLat): Plane {
  const latitude = (Math.max(-89.9, Math.min(89.9, origin[1])) * Math.PI) / 180;
  const w2 = 1 - squaredEccentricity * Math.sin(latitude) ** 2;
  const across = equator / Math.sqrt(w2);
  return {
    origin,
    metresPerDegreeEast: (across * Math.cos(latitude) * Math.PI) / 180,
    metresPerDegreeNorth: ((across * (1 - squaredEccentricity)) / w2) * (Math.PI / 180),
  };
}

/** Difference of two longitudes, -180 up to 180. */
export const turnedDegrees = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

export function toPlane(plane: Plane, [longitude, latitude]: LonLat): EastNorth {
  return [
    turnedDegrees(longitude - plane.origin[0]) * plane.metresPerDegreeEast,
    (latitude - plane.origin[1]) * plane.metresPerDegreeNorth,
  ];
}

export function fromPlane(plane: Plane, [east, north]: EastNorth): LonLat {
  return [
    turnedDegrees(plane.origin[0] + east / plane.metresPerDegreeEast),
    Math.max(-90, Math.min(90, plane.origin[1] + north / plane.metresPerDegreeNorth)),
  ];
}

/** Angle of a direction, degrees clockwise from north, 0 up to 360. */
export const azimuthOf = ([east, north]: EastNorth): number =>
  ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;

/** Unit vector of an angle clockwise from north. */
export function directionOf(azimuthDegrees: number): EastNorth {
  const angle = (azimuthDegrees * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
