import {
  panned,
  toPlane,
  toScreen,
  type Camera,
  type ScreenPoint,
  type ViewSize,
} from "../picture/camera.ts";
import type { GroundPoint } from "./ground.ts";

/** Pixels that an arrow moves the crosshair: as it is, with Shift, with Alt. */
export const crosshairSteps = { usual: 10, fast: 60, fine: 1 } as const;
/** So near to the edge of the view the picture moves along. */
const marginPixels = 48;

const directions: Readonly<Record<string, ScreenPoint>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Moves the crosshair by an arrow key, as far as the screen shows it, whatever way the picture is turned; the view goes along when it comes to its edge.
 * null: not an arrow.
 */
export function movedCrosshair(
  at: GroundPoint,
  camera: Camera,
  size: ViewSize,
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">,
): { readonly at: GroundPoint; readonly camera: Camera } | null {
  const direction = directions[event.key];
  if (direction === undefined || event.ctrlKey || event.metaKey) return null;
  const pixels = event.altKey
    ? crosshairSteps.fine
    : event.shiftKey
      ? crosshairSteps.fast
      : crosshairSteps.usual;
  const [x, y] = toScreen(camera, size, at);
  const next: ScreenPoint = [x + direction[0] * pixels, y + direction[1] * pixels];
  return { at: toPlane(camera, size, next), camera: inView(next, camera, size) };
}

/** The camera moved so far that a place on the screen stands in the view. */
function inView([x, y]: ScreenPoint, camera: Camera, size: ViewSize): Camera {
  const beyond = (value: number, length: number): number => {
    const margin = Math.min(marginPixels, length / 4);
    return value < margin ? margin - value : value > length - margin ? length - margin - value : 0;
  };
  const [dx, dy] = [beyond(x, size.width), beyond(y, size.height)];
  return dx === 0 && dy === 0 ? camera : panned(camera, size, dx, dy);
}

/** The camera with a point in view, as it is where the point is seen already. */
export const showing = (at: GroundPoint, camera: Camera, size: ViewSize): Camera =>
  inView(toScreen(camera, size, at), camera, size);
