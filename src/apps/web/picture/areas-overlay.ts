import type { Area } from "../../../sites/counting/site.ts";
import type { ScreenPoint } from "./camera.ts";
import type { PlacePosition } from "./frame.ts";
import type { Overlay } from "./overlay.ts";

/** What of a site's outlines is drawn. */
export interface DrawnAreas {
  readonly areas: readonly Area[];
  readonly outlines: boolean;
  readonly tracks: boolean;
  readonly names: boolean;
}

const colours = { area: "#ffd166", track: "#7ad7f0", under: "rgb(0 0 0 / 65%)", words: "#ffffff" } as const;

/** Outlines of areas and centre lines of tracks over a picture. What is only placed approximately is dashed. */
export function areasOverlay(now: () => DrawnAreas): Overlay {
  return {
    draw: (context, _camera, size, toScreen) => {
      const { areas, outlines, tracks, names } = now();
      context.lineJoin = "round";
      for (const area of areas) {
        const isTrack = area.outline.type === "lines";
        if (isTrack ? !tracks : !outlines) continue;
        const lines = area.outline.type === "lines" ? area.outline.lines : area.outline.polygons.flat();
        context.beginPath();
        for (const line of lines) trace(context, line, toScreen);
        context.setLineDash(area.approximate ? [7, 5] : []);
        stroke(context, isTrack ? colours.track : colours.area, isTrack ? 1.25 : 1.75);
      }
      context.setLineDash([]);
      if (!names) return;
      for (const area of areas) {
        const isTrack = area.outline.type === "lines";
        if (isTrack ? !tracks : !outlines) continue;
        const line = area.outline.type === "lines" ? area.outline.lines[0] : area.outline.polygons[0]?.[0];
        const at = line === undefined ? null : placeOfName(line.map(toScreen), size);
        if (at !== null) name(context, area.name, at);
      }
    },
  };
}

function trace(
  context: CanvasRenderingContext2D,
  line: readonly PlacePosition[],
  toScreen: (position: PlacePosition) => ScreenPoint,
): void {
  for (const [i, position] of line.entries()) {
    const [x, y] = toScreen(position);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** A light line on a dark one shows on every picture. */
export function stroke(context: CanvasRenderingContext2D, colour: string, width: number): void {
  context.strokeStyle = colours.under;
  context.lineWidth = width + 2;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** The first point of a line that is on the screen, a little inside it. */
function placeOfName(
  points: readonly ScreenPoint[],
  size: { readonly width: number; readonly height: number },
): ScreenPoint | null {
  const margin = 24;
  for (const [i, [x, y]] of points.entries()) {
    const isIn = x > margin && y > margin && x < size.width - margin && y < size.height - margin;
    if (isIn) return [x, y];
    const next = points[i + 1];
    if (next === undefined) continue;
    // A long part may cross the screen with both its ends outside.
    for (let share = 0.1; share < 1; share += 0.1) {
      const [px, py] = [x + (next[0] - x) * share, y + (next[1] - y) * share];
      if (px > margin && py > margin && px < size.width - margin && py < size.height - margin)
        return [px, py];
    }
  }
  return null;
}

/** Words on a picture, with a dark edge. */
export function name(context: CanvasRenderingContext2D, words: string, [x, y]: ScreenPoint): void {
  context.font = "600 12px system-ui, sans-serif";
  context.textBaseline = "bottom";
  context.lineJoin = "round";
  context.strokeStyle = colours.under;
  context.lineWidth = 4;
  context.strokeText(words, x + 5, y - 3);
  context.fillStyle = colours.words;
  context.fillText(words, x + 5, y - 3);
}
