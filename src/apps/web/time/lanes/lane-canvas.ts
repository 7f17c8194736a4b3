import type { Colours } from "../../chart/colours.ts";
import type { BarLane } from "../bar-layout.ts";
import type { Stretch } from "../stretch.ts";

/** A lane of the bar to draw on. */
export interface LaneCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly lane: BarLane;
  readonly axis: Stretch;
  /** Where a time stands on the screen. */
  readonly x: (ms: number) => number;
  readonly colours: Colours;
}
