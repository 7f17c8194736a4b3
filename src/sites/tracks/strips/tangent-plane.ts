import type { LonLat } from "../../../base/geometry/ring.ts";
import type { GroundPoint } from "../track-line.ts";

/** Local metres about an origin: both ways between positions on WGS 84 and metres east and north. */
export interface TangentPlane {
  readonly toGround: (position: LonLat) => GroundPoint;
  /** `[NaN, NaN]` farther from the origin than the ellipsoid reaches. */
  readonly toPosition: (at: GroundPoint) => LonLat;
}

/** WGS 84: half of its larger axis in metres, and the square of its first eccentricity. */
const [equator, eccentricity] = [6_378_137, 6.69437999014e-3];

/**
 * The plane that touches the ellipsoid at an origin, with positions dropped onto it at right angles (the local part of topocentric
 * coordinates, EPSG method 9837, without the height). Lengths are short by d² / 2R²: 0.3 mm in a kilometre at 5 km from the origin.
 */
export function tangentPlane(origin: LonLat): TangentPlane {
  const radians = Math.PI / 180;
  const [lambda, phi] = [origin[0] * radians, origin[1] * radians];
  const [sinL, cosL, sinP, cosP] = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
  const radius = equator / Math.sqrt(1 - eccentricity * sinP * sinP);
  const [x0, y0, z0] = [radius * cosP * cosL, radius * cosP * sinL, radius * (1 - eccentricity) * sinP];
  const squash = 1 / (1 - eccentricity);
  return {
    toGround: ([longitude, latitude]) => {
      const [l, p] = [longitude * radians, latitude * radians];
      const [sin, cos] = [Math.sin(p), Math.cos(p)];
      const r = equator / Math.sqrt(1 - eccentricity * sin * sin);
      const [dx, dy] = [r * cos * Math.cos(l) - x0, r * cos * Math.sin(l) - y0];
      const dz = r * (1 - eccentricity) * sin - z0;
      return [-sinL * dx + cosL * dy, -sinP * (cosL * dx + sinL * dy) + cosP * dz];
    },
    toPosition: ([east, north]) => {
      // A point of the plane, moved along its normal by u to where x² + y² + z² / (1 - e²) = a².
      const x = x0 - sinL * east - sinP * cosL * north;
      const y = y0 + cosL * east - sinP * sinL * north;
      const z = z0 + cosP * north;
      const [ux, uy, uz] = [cosP * cosL, cosP * sinL, sinP];
      const a = ux * ux + uy * uy + squash * uz * uz;
      const b = x * ux + y * uy + squash * z * uz;
      const c = x * x + y * y + squash * z * z - equator * equator;
      // The nearer root, in the form that loses no digits where c is small.
      const u = -c / (b + Math.sqrt(b * b - a * c));
      const [px, py, pz] = [x + u * ux, y + u * uy, z + u * uz];
      const longitude = Math.atan2(py, px) / radians;
      // Kept on the origin's turn of the globe.
      const turns = Math.round((origin[0] - longitude) / 360);
      return [longitude + 360 * turns, Math.atan2(pz * squash, Math.sqrt(px * px + py * py)) / radians];
    },
  };
}
