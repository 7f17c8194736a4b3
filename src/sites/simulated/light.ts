import type { Canvas } from "./canvas.ts";
import { scanRing } from "./fill.ts";
import { plus } from "./plane.ts";
import type { Point, Ring } from "./plane.ts";
import type { OverheadShape } from "./shapes.ts";
import type { Sun } from "./sky.ts";
import { shadowOf } from "./sky.ts";
import { sweepAlong } from "./sweep.ts";

/** A light of 1, which is flat ground in the sun, as it is stored. */
export const fullLight = 110;

/**
 * Direct sunlight on every sample, `fullLight` for flat ground in the sun and 0 in shadow: cast shadows by carrying the edge of the
 * shadow down along the sun's direction, and by the slope of the surface itself (Lambert's cosine law).
 */
export function sunlight(canvas: Canvas, sun: Sun): Uint8Array {
  const { width, height, spacing, heights, overheadShade } = canvas;
  const light = new Uint8Array(width * height);
  const fall = shadowOf(sun);
  const length = Math.sqrt(fall[0] ** 2 + fall[1] ** 2);
  const sweep = sweepAlong(canvas, fall);
  const drop = sweep.step / length;
  const edge = new Float32Array(sweep.lines).fill(-1e6);
  // The sun is half a degree wide: an edge of shadow is soft over this many metres of height a metre above.
  const soft = Math.max(0.12, drop);
  // The light per metre of slope to the east and to the north, with flat ground at 1.
  const [slopeEast, slopeNorth] = fall;
  sweep.each((i, line) => {
    const here = heights[i] ?? 0;
    const shadow = (edge[line] ?? 0) - drop;
    edge[line] = shadow > here ? shadow : here;
    let lit = 1;
    if (shadow > here + 0.03) lit = Math.max(0, 1 - (shadow - here - 0.03) / soft);
    if (lit <= 0) return;
    const right = (heights[i + 1] ?? here) - here;
    const left = here - (heights[i - 1] ?? here);
    const down = (heights[i + width] ?? here) - here;
    const up = here - (heights[i - width] ?? here);
    // The flatter of the two sides: the slope of the surface and not of an edge.
    const east = Math.abs(right) < Math.abs(left) ? right : left;
    const south = Math.abs(down) < Math.abs(up) ? down : up;
    if (east !== 0 || south !== 0) {
      const gradientEast = Math.max(-2, Math.min(2, east / spacing));
      const gradientNorth = Math.max(-2, Math.min(2, -south / spacing));
      const cosine =
        (1 + gradientEast * slopeEast + gradientNorth * slopeNorth) /
        Math.sqrt(1 + gradientEast * gradientEast + gradientNorth * gradientNorth);
      lit *= Math.max(0, Math.min(2.2, cosine));
    }
    const stopped = (overheadShade[i] ?? 0) / 255;
    light[i] = Math.min(255, lit * (1 - stopped) * fullLight);
  });
  return light;
}

/** Height of most things that the shadow of an overhead falls on instead of the ground. */
const roofOfCars = 4;

/** Lays the shadows of an overhead on the ground and on what stands on it, and the overhead itself where the sensor sees it. */
export function hangOverhead(
  canvas: Canvas,
  shape: OverheadShape,
  index: number,
  fall: Point,
  lean: Point,
): void {
  const { width, heights, overheadShade, overhead } = canvas;
  const stops = Math.round(255 * shape.opacity);
  const cast = (level: number, wants: (height: number) => boolean): void => {
    const drop = shape.height - level;
    if (drop <= 0) return;
    scanRing(canvas, shifted(shape.ring, fall, drop), (row, from, to) => {
      for (let i = row * width + from; i < row * width + to; i++)
        if (wants(heights[i] ?? 0)) overheadShade[i] = Math.max(overheadShade[i] ?? 0, stops);
    });
  };
  cast(0, (height) => height < 2.4);
  cast(roofOfCars, (height) => height >= 2.4 && height < shape.height);
  if (!shape.seen) return;
  scanRing(canvas, shifted(shape.ring, lean, shape.height), (row, from, to) => {
    for (let column = from; column < to; column++) {
      // A lattice lets through what lies below: its holes are spread evenly over the samples.
      if (((column * 7 + row * 5) % 16) / 16 < shape.opacity) overhead[row * width + column] = index + 1;
    }
  });
}

const shifted = (ring: Ring, by: Point, times: number): Ring =>
  ring.map((point) => plus(point, [by[0] * times, by[1] * times]));
