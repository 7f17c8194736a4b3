import geographiclib from "geographiclib-geodesic";
import type { LonLat } from "../geometry/ring.ts";

/**
 * Length of the shortest way between two positions along the WGS 84 ellipsoid, in metres (C. F. F. Karney, Algorithms for
 * geodesics, Journal of Geodesy 87, 2013).
 * @throws RangeError on a position that is none.
 */
export function distanceMetres(a: LonLat, b: LonLat): number {
  mustBePosition(a);
  mustBePosition(b);
  const { WGS84, DISTANCE } = geographiclib.Geodesic;
  return WGS84.Inverse(a[1], a[0], b[1], b[0], DISTANCE).s12 ?? 0;
}

/**
 * The direction in which the shortest way from one position to another sets out, in degrees clockwise from north, 0 up to 360.
 * @throws RangeError on a position that is none.
 */
export function bearingDegrees(from: LonLat, to: LonLat): number {
  mustBePosition(from);
  mustBePosition(to);
  const { WGS84, AZIMUTH } = geographiclib.Geodesic;
  const azimuth = WGS84.Inverse(from[1], from[0], to[1], to[0], AZIMUTH).azi1 ?? 0;
  return (azimuth + 360) % 360;
}

/**
 * The position that the shortest way reaches which sets out in a direction, degrees clockwise from north, and is so long.
 * @throws RangeError on a position that is none.
 */
export function positionAt(from: LonLat, bearing: number, metres: number): LonLat {
  mustBePosition(from);
  const { WGS84, LATITUDE, LONGITUDE } = geographiclib.Geodesic;
  const { lon2 = from[0], lat2 = from[1] } = WGS84.Direct(
    from[1],
    from[0],
    bearing,
    metres,
    LATITUDE | LONGITUDE,
  );
  return [lon2, lat2];
}

/**
 * Area of a polygon on the WGS 84 ellipsoid, in square metres: its outer ring less its holes. Edges are taken as geodesics
 * (shortest ways), which within a few kilometres differ from straight lines in longitude and latitude by millimetres.
 * Rings are closed and may run either way.
 * @throws RangeError on a position that is none.
 */
export function areaSquareMetres(polygon: readonly (readonly LonLat[])[]): number {
  const [outer = 0, ...holes] = polygon.map(ringSquareMetres);
  return holes.reduce((area, hole) => area - hole, outer);
}

function ringSquareMetres(ring: readonly LonLat[]): number {
  const area = geographiclib.Geodesic.WGS84.Polygon(false);
  // The last position repeats the first, which the library closes by itself.
  for (const position of ring.slice(0, -1)) {
    mustBePosition(position);
    area.AddPoint(position[1], position[0]);
  }
  return Math.abs(area.Compute(false, true).area ?? 0);
}

function mustBePosition([longitude, latitude]: LonLat): void {
  if (!Number.isFinite(longitude) || !(Math.abs(latitude) <= 90))
    throw new RangeError(`geodesy: [${longitude}, ${latitude}] is not a longitude and a latitude`);
}
