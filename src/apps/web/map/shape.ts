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
      for (const line of shape.lines)
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
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = 0; i < line.length; i += 2) {
    const right = ((line[i] ?? 0) - x) * worldPixels + width / 2;
    const down = ((line[i + 1] ?? 0) - y) * worldPixels + height / 2;
    // Steps of less than half a pixel are not seen.
    if (i > 0 && i < line.length - 2 && Math.abs(right - lastX) < 0.5 && Math.abs(down - lastY) < 0.5)
      continue;
    // A ring that is cut at the date line goes on at the other end of the world: no line leads there.
    if (i === 0 || Math.abs(right - lastX) > worldPixels / 2) context.moveTo(right, down);
    else context.lineTo(right, down);
    [lastX, lastY] = [right, down];
  }
  if (closed) context.closePath();
}
