import type { ScreenPoint } from "./camera.ts";
import type { ViewPointer } from "./overlay.ts";

/** What a view does with the pointer and the wheel. */
export interface Gestures {
  /** Asked first; true: taken. */
  readonly overlays: (event: Omit<ViewPointer, "position">) => boolean;
  readonly pan: (dx: number, dy: number) => void;
  readonly change: (at: ScreenPoint, change: { readonly by?: number; readonly turnDegrees?: number }) => void;
}

/** A wheel's notch of 100 pixels zooms by so much. */
const wheelZoom = 1.35;
const linePixels = 33;
/** Two fingers turn the view only after so many degrees, so that a pinch does not tilt it. */
const turnSlackDegrees = 12;

/** Listens to mouse, pen, touch and wheel on an element; returns what ends it. */
export function listenToPointers(element: HTMLElement, gestures: Gestures): () => void {
  const down = new Map<number, ScreenPoint>();
  /** Pointers that overlays took when they went down. */
  const taken = new Set<number>();
  let twist = 0;
  const stop = new AbortController();
  const { signal } = stop;

  const screenOf = (event: MouseEvent): ScreenPoint => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const told = (type: ViewPointer["type"], event: PointerEvent | MouseEvent): boolean =>
    gestures.overlays({
      type,
      screen: screenOf(event),
      button: event.button,
      buttons: event.buttons,
      shift: event.shiftKey,
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      touch: "pointerType" in event && event.pointerType === "touch",
    });

  element.addEventListener(
    "pointerdown",
    (event) => {
      element.focus({ preventScroll: true });
      // A pointer that the browser no longer knows cannot be captured.
      if (event.isTrusted) element.setPointerCapture(event.pointerId);
      if (down.size === 0 && told("down", event)) taken.add(event.pointerId);
      else if (event.button === 0 || event.button === 1 || event.pointerType === "touch") {
        down.set(event.pointerId, screenOf(event));
        twist = 0;
      }
      event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      const before = down.get(event.pointerId);
      if (before === undefined) {
        told("move", event);
        return;
      }
      const now = screenOf(event);
      const other = [...down.entries()].find(([id]) => id !== event.pointerId)?.[1];
      down.set(event.pointerId, now);
      if (other === undefined) gestures.pan(now[0] - before[0], now[1] - before[1]);
      else pinch(other, before, now);
    },
    { signal },
  );

  function pinch(other: ScreenPoint, before: ScreenPoint, now: ScreenPoint): void {
    const [bx, by] = [before[0] - other[0], before[1] - other[1]];
    const [nx, ny] = [now[0] - other[0], now[1] - other[1]];
    const length = Math.hypot(bx, by);
    if (length < 8 || Math.hypot(nx, ny) < 8) return;
    const turned = ((Math.atan2(ny, nx) - Math.atan2(by, bx)) * 180) / Math.PI;
    const turn = ((((turned + 180) % 360) + 360) % 360) - 180;
    const wasLoose = Math.abs(twist) >= turnSlackDegrees;
    twist += turn;
    const middle: ScreenPoint = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    gestures.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    gestures.change(middle, {
      by: Math.hypot(nx, ny) / length,
      turnDegrees: wasLoose ? -turn : 0,
    });
  }

  const ended = (type: "up" | "cancel") => (event: PointerEvent) => {
    down.delete(event.pointerId);
    if (taken.delete(event.pointerId) || down.size === 0) told(type, event);
  };
  element.addEventListener("pointerup", ended("up"), { signal });
  element.addEventListener("pointercancel", ended("cancel"), { signal });
  element.addEventListener("pointerleave", (event) => told("leave", event), { signal });
  element.addEventListener(
    "dblclick",
    (event) => {
      if (!told("double", event)) gestures.change(screenOf(event), { by: event.shiftKey ? 0.5 : 2 });
    },
    { signal },
  );
  element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const pixels =
        event.deltaMode === 0
          ? event.deltaY
          : event.deltaY * (event.deltaMode === 1 ? linePixels : element.clientHeight);
      const at = screenOf(event);
      if (event.shiftKey) gestures.change(at, { turnDegrees: (pixels || event.deltaX) / 20 });
      // Pinching on a touchpad comes as a wheel with Ctrl, in small steps.
      else gestures.change(at, { by: wheelZoom ** (-pixels / (event.ctrlKey ? 25 : 100)) });
    },
    { signal, passive: false },
  );
  return () => stop.abort();
}
