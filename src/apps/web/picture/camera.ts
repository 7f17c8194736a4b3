import type { PlanePoint } from "./frame.ts";

/** What a view shows of its plane. */
export interface Camera {
  /** The middle of the view: metres east and north of the site's position (pixels for a picture without a place). */
  readonly centre: PlanePoint;
  /** Metres of ground in one pixel of the screen (CSS pixel). */
  readonly metresPerPixel: number;
  /** The direction on the ground that points up on the screen, in degrees clockwise from north, -180 to 180; 0: north is up. */
  readonly rotationDegrees: number;
}

/** Width and height of a view in CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels to the right of and below the view's top left corner. */
export type ScreenPoint = readonly [x: number, y: number];

/** Finest and coarsest views: a hair's breadth a pixel, and a hemisphere on a small screen. */
export const metresPerPixelLimits = { finest: 0.001, coarsest: 20_000 } as const;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** An angle as -180 up to, not including, 180 degrees. */
export function turnedInto(degrees: number): number {
  const turned = ((((degrees + 180) % 360) + 360) % 360) - 180;
  return turned === 0 ? 0 : turned;
}

/** The camera with every value in its range. */
export function held(camera: Camera): Camera {
  const { finest, coarsest } = metresPerPixelLimits;
  return {
    centre: camera.centre,
    metresPerPixel: Math.min(coarsest, Math.max(finest, camera.metresPerPixel)),
    rotationDegrees: turnedInto(camera.rotationDegrees),
  };
}

/** Where a point of the plane stands on the screen. */
export function toScreen(camera: Camera, size: ViewSize, [east, north]: PlanePoint): ScreenPoint {
  const [sin, cos] = [Math.sin(radians(camera.rotationDegrees)), Math.cos(radians(camera.rotationDegrees))];
  const [de, dn] = [east - camera.centre[0], north - camera.centre[1]];
  return [
    size.width / 2 + (de * cos - dn * sin) / camera.metresPerPixel,
    size.height / 2 - (de * sin + dn * cos) / camera.metresPerPixel,
  ];
}

/** The point of the plane under a place on the screen. */
export function toPlane(camera: Camera, size: ViewSize, [x, y]: ScreenPoint): PlanePoint {
  const [sin, cos] = [Math.sin(radians(camera.rotationDegrees)), Math.cos(radians(camera.rotationDegrees))];
  const right = (x - size.width / 2) * camera.metresPerPixel;
  const up = (size.height / 2 - y) * camera.metresPerPixel;
  return [camera.centre[0] + right * cos + up * sin, camera.centre[1] - right * sin + up * cos];
}

/** Moves what is shown by so many pixels: what was under the pointer stays under it. */
export function panned(camera: Camera, size: ViewSize, dx: number, dy: number): Camera {
  return { ...camera, centre: toPlane(camera, size, [size.width / 2 - dx, size.height / 2 - dy]) };
}

/** Zooms and turns about a place on the screen, which keeps its ground. `by` above 1 shows more detail. */
export function changedAbout(
  camera: Camera,
  size: ViewSize,
  at: ScreenPoint,
  { by = 1, turnDegrees = 0 }: { readonly by?: number; readonly turnDegrees?: number },
): Camera {
  const kept = toPlane(camera, size, at);
  const next = held({
    ...camera,
    metresPerPixel: camera.metresPerPixel / by,
    rotationDegrees: camera.rotationDegrees + turnDegrees,
  });
  const found = toPlane(next, size, at);
  return {
    ...next,
    centre: [next.centre[0] + kept[0] - found[0], next.centre[1] + kept[1] - found[1]],
  };
}

/** The camera that shows all points, as large as the margin (in pixels on every side) lets it; null when there are none. */
export function fitted(
  points: readonly PlanePoint[],
  size: ViewSize,
  { rotationDegrees = 0, marginPixels = 32, leastMetres = 20 }: FitOptions = {},
): Camera | null {
  const [sin, cos] = [Math.sin(radians(rotationDegrees)), Math.cos(radians(rotationDegrees))];
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [east, north] of points) {
    const [across, up] = [east * cos - north * sin, east * sin + north * cos];
    if (!Number.isFinite(across) || !Number.isFinite(up)) continue;
    left = Math.min(left, across);
    right = Math.max(right, across);
    bottom = Math.min(bottom, up);
    top = Math.max(top, up);
  }
  if (left > right) return null;
  const width = Math.max(1, size.width - 2 * marginPixels);
  const height = Math.max(1, size.height - 2 * marginPixels);
  const [across, up] = [(left + right) / 2, (bottom + top) / 2];
  return held({
    centre: [across * cos + up * sin, up * cos - across * sin],
    metresPerPixel: Math.max((right - left) / width, (top - bottom) / height, leastMetres / width),
    rotationDegrees,
  });
}

export interface FitOptions {
  readonly rotationDegrees?: number;
  readonly marginPixels?: number;
  /** Shortest ground that fills the width: one point does not fill the screen. */
  readonly leastMetres?: number;
}

/**
 * The rotation that lays lines level on the screen, by their lengths: the mean direction of their parts, where a direction and its
 * opposite are one (the doubled-angle mean). Of the two ways to lay them level, the one that keeps north in the upper half. 0 without lines.
 */
export function levelRotation(lines: readonly (readonly PlanePoint[])[]): number {
  let [x, y] = [0, 0];
  for (const line of lines)
    for (const [i, [east, north]] of line.entries()) {
      const next = line[i + 1];
      if (next === undefined) continue;
      const [de, dn] = [next[0] - east, next[1] - north];
      const length = Math.hypot(de, dn);
      if (!(length > 0)) continue;
      // Doubled, so that a line and the same line drawn the other way count alike.
      x += (de * de - dn * dn) / length;
      y += (2 * de * dn) / length;
    }
  if (x === 0 && y === 0) return 0;
  const fromEast = (Math.atan2(y, x) / 2) * (180 / Math.PI);
  return turnedInto(0 - fromEast);
}
