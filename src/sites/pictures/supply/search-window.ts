import type { Box } from "../../../base/geometry/box.ts";

/** Metres of one degree of latitude, less than anywhere on the WGS 84 ellipsoid, so that a margin never comes out short. */
const metresPerDegree = 110_500;

/**
 * The box around a site widened by a margin in metres, cut in two where it crosses the 180th meridian, so that each part runs from
 * west to east within -180 to 180 degrees. A box may itself be given across the meridian, with west beyond east.
 * @throws RangeError on a box that is none or a negative margin
 */
export function searchBoxes(box: Box, marginMetres: number): readonly Box[] {
  const east = box.east < box.west ? box.east + 360 : box.east;
  if (
    ![box.west, east, box.south, box.north].every(Number.isFinite) ||
    !(box.south <= box.north && box.south >= -90 && box.north <= 90 && marginMetres >= 0)
  )
    throw new RangeError(`search: ${JSON.stringify(box)} with a margin of ${marginMetres} m is no box`);
  const up = marginMetres / metresPerDegree;
  const south = Math.max(-90, box.south - up);
  const north = Math.min(90, box.north + up);
  const narrowest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const aside = narrowest < 1e-6 ? 360 : up / narrowest;
  const [from, to] = [box.west - aside, east + aside];
  if (to - from >= 360) return [{ west: -180, south, east: 180, north }];
  const shift = -360 * Math.floor((from + 180) / 360);
  const [west, end] = [from + shift, to + shift];
  return end <= 180
    ? [{ west, south, east: end, north }]
    : [
        { west, south, east: 180, north },
        { west: -180, south, east: end - 360, north },
      ];
}
