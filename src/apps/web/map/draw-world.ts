import type { MapCamera } from "./camera.ts";
import { tracePath } from "./shape.ts";
import type { World } from "./world.ts";

/** Colours of a map, as the page's style gives them. */
export interface MapInk {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly river: string;
  readonly words: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws coast, lakes, rivers, borders and the names of countries; `onSea` draws what lies on the sea and under the land. */
export function drawWorld(
  context: CanvasRenderingContext2D,
  world: World,
  camera: MapCamera,
  size: Size,
  ink: MapInk,
  onSea?: () => void,
): void {
  context.fillStyle = ink.sea;
  context.fillRect(0, 0, size.width, size.height);
  onSea?.();
  context.lineJoin = "round";
  tracePath(context, world.land, camera, size);
  context.fillStyle = ink.land;
  context.fill("evenodd");
  context.strokeStyle = ink.coast;
  context.lineWidth = 1;
  context.stroke();
  tracePath(context, world.lakes, camera, size);
  context.fillStyle = ink.sea;
  context.fill("evenodd");
  context.strokeStyle = ink.river;
  context.stroke();
  tracePath(context, world.rivers, camera, size);
  context.stroke();
  tracePath(context, world.borders, camera, size);
  context.strokeStyle = ink.border;
  context.setLineDash([6, 3, 1.5, 3]);
  context.stroke();
  context.setLineDash([]);
  drawNames(context, world, camera, size, ink.words);
}

/** Names of countries that are wide enough on the screen to bear them. */
function drawNames(
  context: CanvasRenderingContext2D,
  world: World,
  { x, y, worldPixels }: MapCamera,
  { width, height }: Size,
  colour: string,
): void {
  context.font = "600 11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colour;
  for (const { name, part } of world.names) {
    const wide = (part.east - part.west) * worldPixels;
    const words = name.toUpperCase().split("").join("\u200a");
    if (wide < context.measureText(words).width + 12 || wide > 6 * width) continue;
    const right = ((part.west + part.east) / 2 - x) * worldPixels + width / 2;
    const down = ((part.north + part.south) / 2 - y) * worldPixels + height / 2;
    if (right < 0 || right > width || down < 0 || down > height) continue;
    context.fillText(words, right, down);
  }
}
