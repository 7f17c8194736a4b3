import { coloursOf } from "../chart/colours.ts";
import type { BarContents } from "./bar-contents.ts";
import { barLeft, barRight, barX, type BarLane } from "./bar-layout.ts";
import { drawAxis } from "./draw-axis.ts";
import { drawCounts } from "./lanes/counts-lane.ts";
import type { LaneCanvas } from "./lanes/lane-canvas.ts";
import { drawPictures } from "./lanes/pictures-lane.ts";
import { drawPort } from "./lanes/port-lane.ts";
import { drawReports } from "./lanes/reports-lane.ts";
import { drawEvents } from "./lanes/ship-lane.ts";
import { drawSightings } from "./lanes/sightings-lane.ts";
import type { Stretch } from "./stretch.ts";

/** Draws the lanes of a time bar for a stretch of time. */
export function drawBar(
  canvas: HTMLCanvasElement,
  contents: BarContents,
  lanes: readonly BarLane[],
  axis: Stretch,
  size: { readonly width: number; readonly height: number },
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const colours = coloursOf(canvas);
  const x = (ms: number): number => barX(ms, axis, size.width);
  drawAxis(context, lanes, axis, size, colours);
  context.save();
  context.beginPath();
  context.rect(barLeft, 0, size.width - barLeft - barRight, size.height);
  context.clip();
  for (const lane of lanes) {
    const on: LaneCanvas = { context, lane, axis, x, colours };
    switch (lane.kind) {
      case "reports":
        drawReports(on, contents.reports);
        break;
      case "ship":
        drawEvents(on, contents.events);
        break;
      case "sightings":
        drawSightings(on, contents);
        break;
      case "pictures":
        drawPictures(on, contents.pictures);
        break;
      case "port":
        drawPort(on, contents);
        break;
      case "counts":
        drawCounts(on, contents.counts);
        break;
      case "axis":
        break;
    }
  }
  context.restore();
}
