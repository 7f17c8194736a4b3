import { minuteMs } from "../../../time/stretch.ts";
import type { Clock } from "./clock.svelte.ts";

/** What is taken hold of at the time bar: an end of the window, the whole of it, or the moment. */
export type Grip = "from" | "to" | "window" | "moment";

/** Moves what a grip holds; an end of the window comes no nearer to the other than a minute. */
export function moveGrip(
  clock: Pick<Clock, "window" | "step" | "moveWindow" | "setWindow">,
  grip: Grip,
  byMs: number,
): void {
  const { fromMs, toMs } = clock.window;
  if (grip === "moment") clock.step(byMs);
  else if (grip === "window") clock.moveWindow(byMs);
  else if (grip === "from") clock.setWindow({ fromMs: Math.min(toMs - minuteMs, fromMs + byMs), toMs });
  else clock.setWindow({ fromMs, toMs: Math.max(fromMs + minuteMs, toMs + byMs) });
}

/** How far an arrow key moves a grip, as a share of what the bar shows: a hundredth, ten with Shift. 0 for other keys. */
export function shareOfKey({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">): number {
  const way =
    key === "ArrowLeft" || key === "ArrowDown" ? -1 : key === "ArrowRight" || key === "ArrowUp" ? 1 : 0;
  return (way * (shiftKey ? 10 : 1)) / 100;
}
