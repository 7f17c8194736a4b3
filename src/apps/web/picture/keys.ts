import { changedAbout, panned, type Camera, type ViewSize } from "./camera.ts";

/** Share of the view that an arrow moves, and what + and R change. */
const steps = { pan: 0.12, panFar: 0.6, zoom: 1.5, turnDegrees: 15 } as const;

/** The camera after a key: arrows move (Shift: far), + and - zoom, R turns (Shift: back). null: not a key of the view. */
export function cameraAfterKey(
  camera: Camera,
  size: ViewSize,
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
): Camera | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const far = event.shiftKey ? steps.panFar : steps.pan;
  const middle = [size.width / 2, size.height / 2] as const;
  switch (event.key) {
    case "ArrowLeft":
      return panned(camera, size, far * size.width, 0);
    case "ArrowRight":
      return panned(camera, size, -far * size.width, 0);
    case "ArrowUp":
      return panned(camera, size, 0, far * size.height);
    case "ArrowDown":
      return panned(camera, size, 0, -far * size.height);
    case "+":
    case "=":
      return changedAbout(camera, size, middle, { by: steps.zoom });
    case "-":
    case "_":
      return changedAbout(camera, size, middle, { by: 1 / steps.zoom });
    case "r":
    case "R":
      return changedAbout(camera, size, middle, {
        turnDegrees: event.shiftKey ? -steps.turnDegrees : steps.turnDegrees,
      });
    default:
      return null;
  }
}
