import type { ErrorEllipse } from "../../../movements/sightings/sighting.ts";
import type { Position } from "../../../sites/counting/site.ts";
import { toWorld, type MapCamera } from "./camera.ts";

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** Where a place of the unit square lies on the screen, the nearer way round the world. */
export function worldOnScreen(
  x: number,
  y: number,
  camera: MapCamera,
  { width, height }: ScreenSize,
): readonly [number, number] {
  const across = x - camera.x;
  return [
    (across - Math.round(across)) * camera.worldPixels + width / 2,
    (y - camera.y) * camera.worldPixels + height / 2,
  ];
}

export function onScreen(position: Position, camera: MapCamera, size: ScreenSize): readonly [number, number] {
  const [x, y] = toWorld(position);
  return worldOnScreen(x, y, camera, size);
}

const earthMetres = 40_075_016.7;

export const pixelsOfMetres = (metres: number, latitude: number, { worldPixels }: MapCamera): number =>
  (metres * worldPixels) / (earthMetres * Math.cos((latitude * Math.PI) / 180));

/** 1-sigma ellipses are drawn so large that the ship lies in them 19 times in 20: sqrt(-2 ln 0.05) sigma. */
export const drawnSigmas = 2.448;

/** Half axes in pixels and the turn of the major one for `context.ellipse`, in radians. */
export function ellipseOnScreen(
  { semiMajorMetres, semiMinorMetres, azimuthDegrees }: ErrorEllipse,
  latitude: number,
  camera: MapCamera,
): { readonly major: number; readonly minor: number; readonly turn: number } {
  return {
    major: pixelsOfMetres(semiMajorMetres * drawnSigmas, latitude, camera),
    minor: pixelsOfMetres(semiMinorMetres * drawnSigmas, latitude, camera),
    turn: ((azimuthDegrees - 90) * Math.PI) / 180,
  };
}
