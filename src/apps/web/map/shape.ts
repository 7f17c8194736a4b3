import { linesOf } from "../../../sites/counting/outline-parts.ts";
import type { Area } from "../../../sites/counting/site.ts";
import { toWorld, type MapCamera } from "./camera.ts";

/** Lines or rings with the box around them, in Web Mercator's unit square. */
export interface Shape {
  readonly lines: readonly Float64Array[];
  readonly closed: boolean;
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

export function shapeOf(lines: readonly (readonly (readonly number[])[])[], closed: boolean): Shape {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  const made = lines.map((line) => {
    const flat = new Float64Array(line.length * 2);
    for (const [i, [longitude = 0, latitude = 0]] of line.entries()) {
      const [x, y] = toWorld([longitude, latitude]);
      flat[2 * i] = x;
      flat[2 * i + 1] = y;
      west = Math.min(west, x);
      east = Math.max(east, x);
      north = Math.min(north, y);
      south = Math.max(south, y);
    }
    return flat;
  });
  return { lines: made, closed, west, east, north, south };
}

export const shapeOfArea = (area: Pick<Area, "outline">): Shape =>
  shapeOf(linesOf(area), area.outline.type === "polygons");

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Puts the shapes that a view shows into the path of a canvas; what is smaller than a pixel is left out. */
export function tracePath(
  context: Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "closePath">,
  shapes: readonly Shape[],
  { x, y, worldPixels }: MapCamera,
  { width, height }: Size,
): void {
  context.beginPath();
  const [halfWide, halfHigh] = [width / 2 / worldPixels, height / 2 / worldPixels];
  // The world stands three times side by side, so that a view across the date line has no edge.
  for (const turn of [-1, 0, 1])
    for (const shape of shapes) {
      if (shape.east + turn < x - halfWide || shape.west + turn > x + halfWide) continue;
      if (shape.south < y - halfHigh || shape.north > y + halfHigh) continue;
      if (Math.max(shape.east - shape.west, shape.south - shape.north) * worldPixels < 1) continue;
      for (const line of linesFor(shape, worldPixels))
        traceLine(context, line, { x: x - turn, y, worldPixels }, { width, height }, shape.closed);
    }
}

function traceLine(
  context: Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "closePath">,
  line: Float64Array,
  { x, y, worldPixels }: MapCamera,
  { width, height }: Size,
  closed: boolean,
): void {
  let [lastX, lastY] = [0, 0];
  let turned = 0;
  for (let i = 0; i < line.length; i += 2) {
    let right = ((line[i] ?? 0) - x) * worldPixels + width / 2 + turned;
    const down = ((line[i + 1] ?? 0) - y) * worldPixels + height / 2;
    // What is cut at the date line goes on beyond it: a line back around the world would cut through everything.
    const jump = i === 0 ? 0 : Math.round((lastX - right) / worldPixels) * worldPixels;
    turned += jump;
    right += jump;
    // Steps of less than half a pixel are not seen.
    if (i > 0 && i < line.length - 2 && Math.abs(right - lastX) < 0.5 && Math.abs(down - lastY) < 0.5)
      continue;
    if (i === 0) context.moveTo(right, down);
    else context.lineTo(right, down);
    [lastX, lastY] = [right, down];
  }
  if (closed) context.closePath();
}

/** Zooms from which on every point is drawn: 2 to the power of this many pixels to the width of the world. */
const finestLevel = 16;
const coarser = new WeakMap<Shape, Map<number, readonly Float64Array[]>>();

/** The lines of a shape without the points that lie within half a pixel of the one before, kept for each doubling of the zoom. */
function linesFor(shape: Shape, worldPixels: number): readonly Float64Array[] {
  const level = Math.ceil(Math.log2(worldPixels));
  if (level > finestLevel) return shape.lines;
  const kept = coarser.get(shape) ?? new Map<number, readonly Float64Array[]>();
  coarser.set(shape, kept);
  const known = kept.get(level);
  if (known !== undefined) return known;
  const made = shape.lines.map((line) => thinned(line, 0.5 / 2 ** level));
  kept.set(level, made);
  return made;
}

function thinned(line: Float64Array, least: number): Float64Array {
  const points: number[] = [];
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = 0; i < line.length; i += 2) {
    const [px, py] = [line[i] ?? 0, line[i + 1] ?? 0];
    const isEnd = i === 0 || i === line.length - 2;
    if (!isEnd && Math.abs(px - lastX) < least && Math.abs(py - lastY) < least) continue;
    points.push(px, py);
    [lastX, lastY] = [px, py];
  }
  return Float64Array.from(points);
}
