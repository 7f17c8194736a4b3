import type { Overlay } from "./overlay.ts";

/** Pixels beside the line that still take it. */
const reach = 10;

/** The line between two pictures, to be dragged. */
export function swipeOverlay(options: {
  /** Share of the width at which the line stands; null: there is none. */
  readonly now: () => number | null;
  readonly change: (share: number) => void;
  readonly width: () => number;
}): Overlay {
  let isHeld = false;
  let isNear = false;
  return {
    draw: (context, _camera, size) => {
      const share = options.now();
      if (share === null) return;
      const x = Math.round(share * size.width) + 0.5;
      context.fillStyle = "rgb(0 0 0 / 60%)";
      context.fillRect(x - 1.5, 0, 3, size.height);
      context.fillStyle = "#ffffff";
      context.fillRect(x - 0.5, 0, 1, size.height);
      const y = size.height / 2;
      context.beginPath();
      context.arc(x, y, 13, 0, 2 * Math.PI);
      context.fillStyle = "rgb(20 22 25 / 85%)";
      context.fill();
      context.strokeStyle = "#ffffff";
      context.lineWidth = 1;
      context.stroke();
      context.beginPath();
      for (const side of [-1, 1]) {
        context.moveTo(x + side * 4, y - 4);
        context.lineTo(x + side * 8, y);
        context.lineTo(x + side * 4, y + 4);
      }
      context.lineWidth = 1.5;
      context.stroke();
    },
    cursor: () => (isHeld || isNear ? "ew-resize" : null),
    pointer: (event) => {
      const share = options.now();
      if (share === null) return false;
      const off = Math.abs(event.screen[0] - share * options.width());
      if (event.type === "down" && event.button === 0 && off <= reach) {
        isHeld = true;
        return true;
      }
      if (isHeld && event.type === "move")
        options.change(Math.min(1, Math.max(0, event.screen[0] / options.width())));
      if (event.type === "up" || event.type === "cancel") isHeld = false;
      isNear = off <= reach && event.type !== "leave";
      return isHeld;
    },
  };
}
