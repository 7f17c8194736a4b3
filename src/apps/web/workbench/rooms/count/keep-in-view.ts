import { toScreen, type Camera, type ViewSize } from "../../../picture/camera.ts";
import type { PictureView } from "../../../picture/picture-view.ts";

type Place = readonly [x: number, y: number];

/** Whether a place of the plane is on the screen. */
export function isInView(camera: Camera, size: ViewSize, place: Place): boolean {
  const [x, y] = toScreen(camera, size, place);
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
}

/** The part of the view along its edges that a place is kept out of. */
const marginShare = 0.12;

/** Moves the picture so far that a place of the plane is in it. */
export function keepInView(view: Pick<PictureView, "camera" | "size" | "setCamera">, place: Place): void {
  const { camera, size } = view;
  const [x, y] = toScreen(camera, size, place);
  const [dx, dy] = [beyond(x, size.width), beyond(y, size.height)];
  if (dx === 0 && dy === 0) return;
  const angle = (camera.rotationDegrees * Math.PI) / 180;
  const [right, up] = [dx * camera.metresPerPixel, -dy * camera.metresPerPixel];
  view.setCamera({
    ...camera,
    centre: [
      camera.centre[0] + right * Math.cos(angle) + up * Math.sin(angle),
      camera.centre[1] - right * Math.sin(angle) + up * Math.cos(angle),
    ],
  });
}

/** Pixels by which a place lies beyond what is left within the margins of a side. */
function beyond(at: number, side: number): number {
  const margin = side * marginShare;
  return at < margin ? at - margin : at > side - margin ? at - side + margin : 0;
}
