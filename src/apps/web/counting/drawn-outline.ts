import type { Position } from "../../../sites/counting/site.ts";
import { markWidthMetres } from "../../../sites/tracks/car-outline.ts";
import { bodyOnWay, type TrackWay, type WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import type { Stretch } from "./car-proposal.ts";

/** The picture that cars are outlined on. */
export interface OutlinedOn {
  readonly toPosition: (point: WayPoint) => WayPoint;
  /** True where marks are in pixels of a picture without a place. */
  readonly inPixels: boolean;
  /** Metres of a pixel of the picture. */
  readonly sampleDistanceMetres: number;
}

/** The shortest way that a car can be drawn along, in metres. */
const shortestMetres = 2;

/** The outline of a body on a track: a closed ring. */
export const outlineOnTrack = (on: OutlinedOn, way: TrackWay, body: Stretch): readonly Position[] =>
  bodyOnWay(way, body.fromMetres, body.toMetres, markWidthMetres).map((p) => positionOf(on, p));

/** The outline of a car that was drawn from the middle of one end to that of the other; null for one too short. */
export function outlineBetween(on: OutlinedOn, from: WayPoint, to: WayPoint): readonly Position[] | null {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const scale = on.inPixels ? on.sampleDistanceMetres : 1;
  if (length * scale < shortestMetres) return null;
  const half = markWidthMetres / scale / 2;
  const aside: WayPoint = [((to[1] - from[1]) / length) * half, (-(to[0] - from[0]) / length) * half];
  const first: WayPoint = [from[0] - aside[0], from[1] - aside[1]];
  const ring: WayPoint[] = [
    first,
    [to[0] - aside[0], to[1] - aside[1]],
    [to[0] + aside[0], to[1] + aside[1]],
    [from[0] + aside[0], from[1] + aside[1]],
    first,
  ];
  return ring.map((p) => positionOf(on, p));
}

/** Positions as the machine's marks have them: to about a millimetre; pixels to a hundredth. */
function positionOf({ toPosition, inPixels }: OutlinedOn, point: WayPoint): Position {
  const [x, y] = toPosition(point);
  const steps = inPixels ? 100 : 1e8;
  return [Math.round(x * steps) / steps, Math.round(y * steps) / steps];
}
