import { metresPerPixel, type MapCamera } from "./camera.ts";
import { onScreen, type ScreenSize } from "./place-on-screen.ts";
import { tracePath, type Shape } from "./shape.ts";
import { placeOfName, type MappedSite, type PlacedName } from "./site-map.ts";

/** Metres to a pixel below which outlines of areas are drawn; farther out they are smaller than the sign of their site. */
const areasFrom = 120;

export interface SiteMapColours {
  readonly ink: string;
  readonly paper: string;
  readonly accent: string;
}

/** Outlines of areas, where they are large enough to be seen; those that were placed from words or a sketch are dashed. */
export function drawAreas(
  context: CanvasRenderingContext2D,
  areas: readonly { readonly shape: Shape; readonly approximate: boolean }[],
  camera: MapCamera,
  size: ScreenSize,
  { accent }: SiteMapColours,
): void {
  if (metresPerPixel(camera) >= areasFrom) return;
  for (const { shape, approximate } of areas) {
    tracePath(context, [shape], camera, size);
    context.setLineDash(approximate ? [5, 4] : []);
    context.lineWidth = 1.5;
    context.strokeStyle = accent;
    context.stroke();
    context.setLineDash([]);
  }
}

/** The sites with their names. Names that would cover each other are left to the list; the one that is pointed at is always written. */
export function drawSiteSigns(
  context: CanvasRenderingContext2D,
  sites: readonly MappedSite[],
  pointed: string | null,
  camera: MapCamera,
  size: ScreenSize,
  { ink, paper, accent }: SiteMapColours,
): void {
  context.font = "600 12.5px system-ui, sans-serif";
  context.textAlign = "left";
  context.textBaseline = "middle";
  const taken: PlacedName[] = [];
  for (const { id, name, position } of sites) {
    const [x, y] = onScreen(position, camera, size);
    const colour = id === pointed ? accent : ink;
    context.beginPath();
    context.rect(x - 4, y - 4, 8, 8);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = paper;
    context.stroke();
    const box = placeOfName([x, y], context.measureText(name).width, taken, size.width, id === pointed);
    if (box === null) continue;
    taken.push(box);
    context.lineWidth = 3.5;
    context.strokeText(name, box.words, y);
    context.fillStyle = colour;
    context.fillText(name, box.words, y);
  }
}
