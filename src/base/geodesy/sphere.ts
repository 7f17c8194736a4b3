/** Mean radius of the Earth in metres (IUGG). */
const earthRadiusMetres = 6_371_008.8;
const radians = Math.PI / 180;
export const metresPerDegree = earthRadiusMetres * radians;
export const metresPerNauticalMile = 1852;
/** Metres a second of one knot. */
export const metresPerSecondOfKnot = metresPerNauticalMile / 3600;

/** Difference of two longitudes the short way round, in degrees from -180 up to 180. */
export function acrossDegrees(from: number, to: number): number {
  const across = to - from;
  return across > 180 ? across - 360 : across < -180 ? across + 360 : across;
}

/**
 * Distance on the sphere in metres, for work on many million positions: within 0.6 % of the one on the ellipsoid (`distanceMetres`).
 * Below two degrees it takes the ground as flat, which adds less than 0.1 % up to 70 degrees of latitude.
 */
export function sphereMetres(
  longitude: number,
  latitude: number,
  otherLongitude: number,
  otherLatitude: number,
): number {
  const across = acrossDegrees(longitude, otherLongitude);
  const up = otherLatitude - latitude;
  if (across < 2 && across > -2 && up < 2 && up > -2 && latitude < 70 && latitude > -70) {
    const x = across * Math.cos(((latitude + otherLatitude) / 2) * radians);
    return metresPerDegree * Math.sqrt(x * x + up * up);
  }
  const a = Math.sin((up / 2) * radians);
  const b = Math.sin((across / 2) * radians);
  const h = a * a + Math.cos(latitude * radians) * Math.cos(otherLatitude * radians) * b * b;
  return 2 * earthRadiusMetres * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** A longitude brought into -180 up to 180 degrees. */
export const wrapped = (longitude: number): number =>
  longitude >= 180 || longitude < -180 ? ((((longitude + 180) % 360) + 360) % 360) - 180 : longitude;

/** The place a share of the way from one position to another, straight in longitude and latitude and the short way round. */
export function between(
  from: readonly [longitude: number, latitude: number],
  to: readonly [longitude: number, latitude: number],
  share: number,
): readonly [longitude: number, latitude: number] {
  return [wrapped(from[0] + acrossDegrees(from[0], to[0]) * share), from[1] + (to[1] - from[1]) * share];
}
