import type { Camera } from "../picture/camera.ts";
import type { PictureFrame, PlacePosition } from "../picture/frame.ts";
import { fromWorld, mostLatitude, toWorld, type MapCamera } from "./camera.ts";

/** Units of the plane to the width of the world: metres of ground at the equator, so that its lengths have a size that pictures know. */
const worldUnits = 40_075_016.7;

/**
 * The map's own projection as the plane that pictures are laid on. Its seam lies opposite of a longitude: what crosses the seam is torn.
 * Places where the map ends have no point.
 */
export function mercatorFrame(middleLongitude = 0): PictureFrame {
  const middle = middleLongitude / 360 + 0.5;
  return {
    kind: "ground",
    origin: [middleLongitude, 0],
    toPlane: (position) => {
      if (!(Math.abs(position[1]) <= mostLatitude)) return [Number.NaN, Number.NaN];
      const [x, y] = toWorld(position);
      return [wrapped(x - middle) * worldUnits, (0.5 - y) * worldUnits];
    },
    toPosition: ([east, north]): PlacePosition =>
      fromWorld(east / worldUnits + middle, 0.5 - north / worldUnits),
  };
}

/** The map's view as a view of that plane. */
export function cameraOnPlane({ x, y, worldPixels }: MapCamera, { origin }: PictureFrame): Camera {
  const middle = origin[0] / 360 + 0.5;
  return {
    centre: [wrapped(x - middle) * worldUnits, (0.5 - y) * worldUnits],
    metresPerPixel: worldUnits / worldPixels,
    rotationDegrees: 0,
  };
}

/** A longitude that is as far as may be from the widest gap between some: the seam lies where nothing is. 0 for none. */
export function middleOf(longitudes: readonly number[]): number {
  const sorted = longitudes.map((l) => ((l % 360) + 360) % 360).sort((a, b) => a - b);
  const [first] = sorted;
  if (first === undefined) return 0;
  let widest = { from: 0, gap: -1 };
  for (const [i, from] of sorted.entries()) {
    const gap = (sorted[i + 1] ?? first + 360) - from;
    if (gap > widest.gap) widest = { from, gap };
  }
  const middle = (widest.from + widest.gap / 2 + 180) % 360;
  return middle > 180 ? middle - 360 : middle;
}

const wrapped = (x: number): number => x - Math.round(x);
