import type { Mark } from "../mark.ts";
import type { Position } from "../site.ts";

/** A place in a plane that is true to shape near the marks: metres, or pixels where marks are in pixels. */
export type Point = readonly [x: number, y: number];

/** A plane to compare and cut outlines in, and the way back. */
export interface OutlinePlane {
  readonly toPlane: (position: Position) => Point;
  readonly toPosition: (point: Point) => Position;
}

const metresOfDegree = 111_320;

/**
 * A plane about the first outline: local metres by the cosine of its latitude, which over a yard keeps shapes to a part in a thousand, or
 * the pixels themselves.
 */
export function planeOf(marks: readonly Pick<Mark, "outline" | "inPixels">[]): OutlinePlane {
  const [first] = marks;
  const at = first?.outline[0];
  if (first === undefined || at === undefined || first.inPixels)
    return { toPlane: ([x, y]) => [x, y], toPosition: ([x, y]) => [x, y] };
  const [longitude, latitude] = at;
  const east = metresOfDegree * Math.max(Math.cos((latitude * Math.PI) / 180), 1e-6);
  return {
    toPlane: ([lon, lat]) => [(lon - longitude) * east, (lat - latitude) * metresOfDegree],
    toPosition: ([x, y]) => [longitude + x / east, latitude + y / metresOfDegree],
  };
}

/** The corners of a closed ring in the plane, the repeated last one left out. */
export const cornersIn = (plane: OutlinePlane, ring: readonly Position[]): Point[] =>
  ring.slice(0, -1).map((position) => plane.toPlane(position));
