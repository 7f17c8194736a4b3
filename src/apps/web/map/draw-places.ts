import type { MapCamera } from "./camera.ts";
import type { Label } from "./draw-labels.ts";
import type { MapColours } from "./map-colours.ts";
import type { MapContents } from "./map-contents.ts";
import { onScreen, type ScreenSize } from "./place-on-screen.ts";

export function drawSites(
  context: CanvasRenderingContext2D,
  { sites }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
  labels: Label[],
): void {
  context.fillStyle = colours.ink;
  context.strokeStyle = colours.paper;
  context.lineWidth = 1.5;
  for (const { name, position } of sites) {
    const [x, y] = onScreen(position, camera, size);
    context.fillRect(x - 4, y - 4, 8, 8);
    context.strokeRect(x - 4, y - 4, 8, 8);
    labels.push({ x, y, words: name, weight: 4, colour: "ink" });
  }
}

/** What the pictures of the window cover. */
export function drawFootprints(
  context: CanvasRenderingContext2D,
  { footprints }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
): void {
  for (const { polygon, isChosen } of footprints) {
    context.beginPath();
    for (const ring of polygon)
      for (const [i, position] of ring.entries()) {
        const [x, y] = onScreen(position, camera, size);
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
    context.setLineDash(isChosen ? [] : [2, 4]);
    context.lineWidth = isChosen ? 1.5 : 1;
    context.strokeStyle = colours.soft;
    context.stroke();
  }
  context.setLineDash([]);
}
