import type { Camera, ScreenPoint, ViewSize } from "./camera.ts";
import type { PlacePosition } from "./frame.ts";

/** What the pointer (mouse, pen, finger) did over a view. */
export interface ViewPointer {
  readonly type: "down" | "move" | "up" | "cancel" | "double" | "leave";
  readonly screen: ScreenPoint;
  readonly position: PlacePosition;
  /** The button that went down or up; 0 the main one. */
  readonly button: number;
  /** Buttons that are down, as of PointerEvent. */
  readonly buttons: number;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly touch: boolean;
}

/** Something drawn over the pictures, in CSS pixels. Later overlays lie over earlier ones and are asked first for the pointer. */
export interface Overlay {
  readonly draw: (
    context: CanvasRenderingContext2D,
    camera: Camera,
    size: ViewSize,
    toScreen: (position: PlacePosition) => ScreenPoint,
  ) => void;
  /** True: taken, and nobody else gets it. Who takes a "down" gets all that follows until the "up". */
  readonly pointer?: (event: ViewPointer) => boolean;
  /** CSS cursor while the pointer is over the view; null: not this overlay's matter. */
  readonly cursor?: () => string | null;
}
