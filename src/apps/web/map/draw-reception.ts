import type { ReceptionCell } from "../../../movements/reception/reception.ts";
import { toWorld, type MapCamera } from "./camera.ts";
import { hatchOf, heardAs, type Heard } from "./hatch.ts";
import type { MapColours } from "./map-colours.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Shades where ships are heard. On the sea, everything outside of the cells is where nobody was ever heard: it is crossed over first,
 * and the cells are laid on it. On the land only the cells themselves are shaded.
 */
export function drawReception(
  context: CanvasRenderingContext2D,
  cells: readonly ReceptionCell[],
  camera: MapCamera,
  size: Size,
  colours: MapColours,
  part: "sea" | "land",
): void {
  if (part === "sea") {
    fill(context, "nobody", colours, () => context.fillRect(0, 0, size.width, size.height));
    trace(context, cells, camera, size);
    context.fillStyle = colours.map.sea;
    context.fill();
    return;
  }
  const grouped = new Map<Heard, ReceptionCell[]>();
  for (const cell of cells) {
    const heard = heardAs(cell);
    const group = grouped.get(heard);
    if (group === undefined) grouped.set(heard, [cell]);
    else group.push(cell);
  }
  for (const [heard, group] of grouped) {
    trace(context, group, camera, size);
    fill(context, heard, colours, () => context.fill());
  }
}

function fill(context: CanvasRenderingContext2D, heard: Heard, colours: MapColours, work: () => void): void {
  const pattern = context.createPattern(
    hatchOf(heard, heard === "well" ? colours.link : colours.soft, 1),
    "repeat",
  );
  if (pattern === null) return;
  context.fillStyle = pattern;
  work();
}

function trace(
  context: CanvasRenderingContext2D,
  cells: readonly ReceptionCell[],
  { x, y, worldPixels }: MapCamera,
  { width, height }: Size,
): void {
  context.beginPath();
  for (const { west, south, east, north } of cells) {
    const [left, top] = toWorld([west, north]);
    const [right, bottom] = toWorld([east, south]);
    const turn = Math.round((left + right) / 2 - x);
    // On whole pixels, so that no seams show between neighbours.
    const px = Math.round((left - turn - x) * worldPixels + width / 2);
    const py = Math.round((top - y) * worldPixels + height / 2);
    const endX = Math.round((right - turn - x) * worldPixels + width / 2);
    const endY = Math.round((bottom - y) * worldPixels + height / 2);
    if (endX < 0 || endY < 0 || px > width || py > height) continue;
    context.rect(px, py, Math.max(1, endX - px), Math.max(1, endY - py));
  }
}
