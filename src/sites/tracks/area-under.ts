/** Of a reading of a picture: its lines in pixels, each with the area that it belongs to. */
export interface LinesInPicture {
  readonly sampleDistanceMetres: number;
  readonly tracks: readonly {
    /** Column and row of each knot, one after the other. */
    readonly knots: Float64Array;
    readonly reading: { readonly areaId: string | null };
  }[];
}

/** Metres to each side of a centre line within which a thing stands on that track: half of what lies between two lines of a yard. */
const besideLineMetres = 2.4;

/**
 * The area of the track that a place in the picture lies on, by the lines as they were read: that of the nearest line, where one is near enough.
 * @param pixel column and row in the full picture
 */
export function areaUnder(
  { tracks, sampleDistanceMetres }: LinesInPicture,
  pixel: readonly [number, number],
): string | null {
  let nearest: { readonly distance: number; readonly areaId: string | null } = {
    distance: besideLineMetres / sampleDistanceMetres,
    areaId: null,
  };
  for (const { knots, reading } of tracks)
    for (let i = 0; i + 3 < knots.length; i += 2) {
      const distance = distanceTo(pixel, knots.subarray(i, i + 4));
      if (distance < nearest.distance) nearest = { distance, areaId: reading.areaId };
    }
  return nearest.areaId;
}

function distanceTo([x, y]: readonly [number, number], stretch: Float64Array): number {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = stretch;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}
