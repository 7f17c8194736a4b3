/** Longitude and latitude in degrees, in this order. */
export type LonLat = readonly [longitude: number, latitude: number];

/** Most positions of one ring or line that is taken in. */
export const mostPositions = 100_000;

/** True when the last position repeats the first. */
export function isClosed(ring: readonly LonLat[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/**
 * Area of a closed ring in the plane of longitude and latitude, in square degrees: positive when the ring runs
 * counter-clockwise. Says which way a ring runs and whether it has an inside; for an area on the ground see geodesy.
 */
export function signedSquareDegrees(ring: readonly LonLat[]): number {
  const origin = ring[0];
  if (origin === undefined) return 0;
  let twice = 0;
  let [x0, y0] = [0, 0];
  for (const [longitude, latitude] of ring) {
    // Taken from the first position, since far from it the products would lose the digits that count.
    const [x1, y1] = [longitude - origin[0], latitude - origin[1]];
    twice += x0 * y1 - x1 * y0;
    [x0, y0] = [x1, y1];
  }
  return twice / 2;
}

/** The ring turned, if needed, to run counter-clockwise (`outer`) or clockwise (a hole); its first position stays first. */
export function rightHanded(ring: readonly LonLat[], outer: boolean): readonly LonLat[] {
  return signedSquareDegrees(ring) > 0 === outer ? ring : ring.toReversed();
}
