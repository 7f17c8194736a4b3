/** Where the sun stands in the sky of a place. */
export interface SunPlace {
  /** Clockwise from north, 0 to 360. */
  readonly azimuthDegrees: number;
  /** Above the horizon as it is seen, with the refraction of a standard atmosphere; below it negative. */
  readonly elevationDegrees: number;
}

const radians = Math.PI / 180;
const dayMs = 86_400_000;

/**
 * Where the sun stands, by the low-precision formulas of Meeus, _Astronomical Algorithms_, 2nd edition, chapters 25 and 28, as NOAA's solar calculator uses them
 * (gml.noaa.gov/grad/solcalc/calcdetails.html). From 1901 to 2099 within 0.02 degrees of a full ephemeris where the sun is 3 degrees high or more and not within
 * 3 of the zenith.
 * @param position longitude and latitude in degrees
 * @param atMs milliseconds since 1970-01-01T00:00Z
 */
export function sunAt([longitude, latitude]: readonly [number, number], atMs: number): SunPlace {
  const { declination, equationMinutes } = sunOnDay(atMs);
  const minutes = (((atMs % dayMs) + dayMs) % dayMs) / 60_000;
  const hourAngle = ((minutes + equationMinutes + 4 * longitude) / 4 - 180) * radians;
  const phi = latitude * radians;
  const sine =
    Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle);
  const elevation = Math.asin(Math.min(1, Math.max(-1, sine))) / radians;
  const azimuth =
    Math.atan2(
      Math.sin(hourAngle) * Math.cos(declination),
      Math.cos(hourAngle) * Math.cos(declination) * Math.sin(phi) - Math.sin(declination) * Math.cos(phi),
    ) / radians;
  return {
    azimuthDegrees: (((azimuth + 180) % 360) + 360) % 360,
    elevationDegrees: elevation + refractionDegrees(elevation),
  };
}

/** Declination in radians, and how far a sundial runs ahead of the clock in minutes. */
function sunOnDay(atMs: number): { readonly declination: number; readonly equationMinutes: number } {
  // Julian centuries from 2000-01-01T12:00; that the Earth's time runs a minute behind moves the sun by 0.001 degrees.
  const t = (atMs / dayMs + 2_440_587.5 - 2_451_545) / 36_525;
  const meanLongitude = (280.46646 + t * (36_000.76983 + t * 0.0003032)) * radians;
  const anomaly = (357.52911 + t * (35_999.05029 - t * 0.0001537)) * radians;
  const eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  const centre =
    (Math.sin(anomaly) * (1.914602 - t * (0.004817 + t * 0.000014)) +
      Math.sin(2 * anomaly) * (0.019993 - t * 0.000101) +
      Math.sin(3 * anomaly) * 0.000289) *
    radians;
  const node = (125.04 - 1934.136 * t) * radians;
  const longitude = meanLongitude + centre - (0.00569 + 0.00478 * Math.sin(node)) * radians;
  const seconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813));
  const obliquity = (23 + (26 + seconds / 60) / 60 + 0.00256 * Math.cos(node)) * radians;
  const y = Math.tan(obliquity / 2) ** 2;
  const equation =
    y * Math.sin(2 * meanLongitude) -
    2 * eccentricity * Math.sin(anomaly) +
    4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * meanLongitude) -
    0.5 * y * y * Math.sin(4 * meanLongitude) -
    1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly);
  return {
    declination: Math.asin(Math.sin(obliquity) * Math.sin(longitude)),
    equationMinutes: (4 * equation) / radians,
  };
}

/** How much higher the sun is seen than it stands, by NOAA's approximation. */
function refractionDegrees(elevation: number): number {
  if (elevation > 85) return 0;
  const tangent = Math.tan(elevation * radians);
  const h = elevation;
  const seconds =
    h > 5
      ? 58.1 / tangent - 0.07 / tangent ** 3 + 0.000086 / tangent ** 5
      : h > -0.575
        ? 1735 + h * (-518.2 + h * (103.4 + h * (-12.79 + h * 0.711)))
        : -20.774 / tangent;
  return seconds / 3600;
}
