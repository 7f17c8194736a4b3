import { linesOf } from "../../../sites/counting/outline-parts.ts";
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
  /** The part of the view's width that they are drawn in, as shares from the left; all of it where left out. */
  readonly across?: readonly [from: number, to: number];
}

const colours = { area: "#ffd166", track: "#7ad7f0", under: "rgb(0 0 0 / 65%)", words: "#ffffff" } as const;

/** Outlines of areas and centre lines of tracks over a picture. What is only placed approximately is dashed. */
export function areasOverlay(now: () => DrawnAreas): Overlay {
  return {
    draw: (context, _camera, size, toScreen) => {
      const { areas, outlines, tracks, names, across } = now();
      if (across !== undefined) {
        context.beginPath();
        context.rect(across[0] * size.width, 0, (across[1] - across[0]) * size.width, size.height);
        context.clip();
      }
      context.lineJoin = "round";
      for (const area of areas) {
        const isTrack = area.outline.type === "lines";
        if (isTrack ? !tracks : !outlines) continue;
        context.beginPath();
        for (const line of linesOf(area)) trace(context, line, toScreen);
        context.setLineDash(area.approximate ? [7, 5] : []);
        stroke(context, isTrack ? colours.track : colours.area, isTrack ? 1.25 : 1.75);
      }
      context.setLineDash([]);
      if (!names) return;
      const taken: Place[] = [];
      for (const area of areas) {
        const isTrack = area.outline.type === "lines";
        if (isTrack ? !tracks : !outlines) continue;
        const [line] = linesOf(area);
        if (line === undefined) continue;
        const at = placeOfName(context, area.name, line.map(toScreen), size, taken);
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

/** Left, top, right and bottom of words on the screen. */
type Place = readonly [number, number, number, number];

/** Shares along what is seen of a line at which its name is tried. */
const tried = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9] as const;
const nameFont = "600 12px system-ui, sans-serif";

/** A place on what is seen of a line where its name covers no other; null where there is none. */
function placeOfName(
  context: CanvasRenderingContext2D,
  words: string,
  points: readonly ScreenPoint[],
  size: { readonly width: number; readonly height: number },
  taken: Place[],
): ScreenPoint | null {
  const seen = seenPoints(points, size);
  if (seen.length === 0) return null;
  context.font = nameFont;
  const width = context.measureText(words).width + 6;
  for (const share of tried) {
    const at = seen[Math.min(seen.length - 1, Math.floor(share * seen.length))];
    if (at === undefined) continue;
    const [x, y] = at;
    const place: Place = [x, y - 18, x + width, y];
    if (taken.some((t) => place[0] < t[2] && t[0] < place[2] && place[1] < t[3] && t[1] < place[3])) continue;
    taken.push(place);
    return at;
  }
  return null;
}

/** Points along a line, close together, that lie on the screen and a little inside it. */
function seenPoints(
  points: readonly ScreenPoint[],
  { width, height }: { readonly width: number; readonly height: number },
): ScreenPoint[] {
  const [margin, every] = [24, 12];
  const seen: ScreenPoint[] = [];
  for (const [i, [x, y]] of points.entries()) {
    const next = points[i + 1] ?? [x, y];
    const steps = Math.min(400, Math.max(1, Math.ceil(Math.hypot(next[0] - x, next[1] - y) / every)));
    for (let k = 0; k < steps; k++) {
      const at: ScreenPoint = [x + ((next[0] - x) * k) / steps, y + ((next[1] - y) * k) / steps];
      if (at[0] > margin && at[1] > margin && at[0] < width - margin && at[1] < height - margin)
        seen.push(at);
    }
  }
  return seen;
}

/** Words on a picture, with a dark edge. */
export function name(context: CanvasRenderingContext2D, words: string, [x, y]: ScreenPoint): void {
  context.font = nameFont;
  context.textBaseline = "bottom";
  context.lineJoin = "round";
  context.strokeStyle = colours.under;
  context.lineWidth = 4;
  context.strokeText(words, x + 5, y - 3);
  context.fillStyle = colours.words;
  context.fillText(words, x + 5, y - 3);
}
