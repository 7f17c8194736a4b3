import type { Position } from "../../../sites/counting/site.ts";

/** A map's view: the middle in Web Mercator's unit square (x grows east, y grows south), and pixels to the width of the world. */
export interface MapCamera {
  readonly x: number;
  readonly y: number;
  readonly worldPixels: number;
}

/** Farther north and south the projection has no end. */
export const mostLatitude = 85.05;
export const leastWorldPixels = 256;
/** About 0.15 m to a pixel at the equator. */
export const mostWorldPixels = 2 ** 28;

export function toWorld([longitude, latitude]: Position): readonly [x: number, y: number] {
  const held = Math.max(-mostLatitude, Math.min(mostLatitude, latitude));
  const sine = Math.sin((held * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

export function fromWorld(x: number, y: number): Position {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI];
}

/** Moves the view by pixels of the screen. */
export function panned(camera: MapCamera, right: number, down: number): MapCamera {
  const y = Math.max(0, Math.min(1, camera.y + down / camera.worldPixels));
  const x = camera.x + right / camera.worldPixels;
  // The world goes round.
  return { ...camera, x: x - Math.floor(x), y };
}

/** Zooms by a factor and keeps what lies at a place of the screen, given from its middle, where it is. */
export function zoomed(camera: MapCamera, factor: number, right = 0, down = 0): MapCamera {
  const worldPixels = Math.max(leastWorldPixels, Math.min(mostWorldPixels, camera.worldPixels * factor));
  const there = panned(camera, right, down);
  return panned({ ...there, worldPixels }, -right, -down);
}

/** The view that shows all positions with a margin; the whole world for none. */
export function fitted(
  positions: readonly Position[],
  { width, height }: { readonly width: number; readonly height: number },
  margin = 60,
): MapCamera {
  const points = positions.map(toWorld);
  if (points.length === 0) return { x: 0.5, y: 0.42, worldPixels: Math.max(leastWorldPixels, width) };
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  const room = (pixels: number, extent: number): number =>
    Math.max(1, pixels - 2 * margin) / Math.max(extent, 2e-4);
  return {
    x: (west + east) / 2,
    y: (north + south) / 2,
    worldPixels: Math.max(
      leastWorldPixels,
      Math.min(mostWorldPixels, room(width, east - west), room(height, south - north)),
    ),
  };
}

const equatorMetres = 40_075_016.7;

/** Metres of ground to a pixel in the middle of the view. */
export function metresPerPixel(camera: MapCamera): number {
  const [, latitude] = fromWorld(camera.x, camera.y);
  return (equatorMetres * Math.cos((latitude * Math.PI) / 180)) / camera.worldPixels;
}

/** The view that has a position in its middle and so many metres of ground to each side of it, where it is shorter. */
export function around(
  position: Position,
  { width, height }: { readonly width: number; readonly height: number },
  metres: number,
): MapCamera {
  const [x, y] = toWorld(position);
  const side = Math.max(1, Math.min(width, height) / 2);
  const wanted = (equatorMetres * Math.cos((position[1] * Math.PI) / 180) * side) / metres;
  return { x, y, worldPixels: Math.max(leastWorldPixels, Math.min(mostWorldPixels, wanted)) };
}

/** "130.5,42.4,5120": longitude, latitude, pixels to the width of the world. */
export function cameraText(camera: MapCamera): string {
  const [longitude, latitude] = fromWorld(camera.x, camera.y);
  return `${longitude.toFixed(5)},${latitude.toFixed(5)},${Math.round(camera.worldPixels)}`;
}

/** Reads what `cameraText` wrote; null when it is something else. */
export function cameraOf(text: string | null): MapCamera | null {
  const parts = (text ?? "").split(",").map(Number);
  const [longitude, latitude, worldPixels] = parts;
  if (parts.length !== 3 || longitude === undefined || latitude === undefined || worldPixels === undefined)
    return null;
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && worldPixels >= leastWorldPixels))
    return null;
  const [x, y] = toWorld([longitude, latitude]);
  return { x, y, worldPixels: Math.min(mostWorldPixels, worldPixels) };
}
