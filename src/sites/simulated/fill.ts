import type { Brush } from "./brush.ts";
import type { Canvas } from "./canvas.ts";
import type { Point, Ring } from "./plane.ts";
import type { BlockShape, Pattern, Profile } from "./shapes.ts";
import { valueNoise } from "./noise.ts";

/** Calls `span` with the samples of each row whose middles lie inside a ring (even-odd rule). */
export function scanRing(
  canvas: Canvas,
  ring: Ring,
  span: (row: number, from: number, to: number) => void,
): void {
  const { west, north, spacing, width, height } = canvas;
  const xs = ring.map(([east]) => (east - west) / spacing);
  const ys = ring.map(([, n]) => (north - n) / spacing);
  const first = Math.max(0, Math.floor(Math.min(...ys)));
  const last = Math.min(height - 1, Math.ceil(Math.max(...ys)));
  const crossings: number[] = [];
  for (let row = first; row <= last; row++) {
    const y = row + 0.5;
    crossings.length = 0;
    for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
      const [y0, y1] = [ys[before] ?? 0, ys[i] ?? 0];
      if (y0 <= y === y1 <= y) continue;
      const [x0, x1] = [xs[before] ?? 0, xs[i] ?? 0];
      crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] ?? 0) - 0.5));
      const to = Math.min(width, Math.ceil((crossings[i + 1] ?? 0) - 0.5));
      if (to > from) span(row, from, to);
    }
  }
}

/** Paints a ring and gives its samples one height. */
export function fillRing(canvas: Canvas, ring: Ring, brush: Brush, top: number): void {
  const { heights, width } = canvas;
  scanRing(canvas, ring, (row, from, to) => {
    brush.stroke(row, from, to);
    heights.fill(top, row * width + from, row * width + to);
  });
}

/** The height that a profile adds, 0 to 1; u and v run from -1 to 1, s is metres along. */
function profileAt(profile: Profile, u: number, v: number, s: number, seed: number): number {
  switch (profile) {
    case "flat":
      return 1;
    case "gable":
      return 1 - Math.abs(v);
    case "barrel":
      return Math.sqrt(Math.max(0, 1 - v * v));
    case "vault":
      return 1 - v * v * v * v;
    case "dome":
      return Math.sqrt(Math.max(0, 1 - u * u - v * v));
    case "heap":
      return (1 - v * v) * (1 - u * u * u * u) + 0.08 * valueNoise(s * 1.7, v * 3, seed);
    case "heaps":
      return (
        (1 - v * v) * (0.45 + 0.55 * Math.abs(Math.cos(u * 4.2 + (seed & 7)))) +
        0.1 * valueNoise(s * 1.7, v * 3, seed)
      );
    case "tarp":
      return (
        (1 - 0.75 * v * v) * (0.75 + 0.25 * Math.cos(s * 2.1 + (seed & 15))) +
        0.22 * valueNoise(s * 0.9, v * 1.6, seed)
      );
    case "bows":
      // Ridges 1.6 to 2.7 m apart, the cloth sagging between them; a wandering phase keeps them from standing in step.
      return (
        (1 - 0.55 * v * v) *
          (0.6 +
            0.4 * Math.abs(Math.cos(s * (1.16 + 0.1 * (seed & 7)) + 0.7 * valueNoise(s * 0.3, 0, seed)))) +
        0.1 * valueNoise(s * 0.9, v * 1.6, seed)
      );
  }
}

/** How light or dark a pattern makes a place on a block; s and v in metres. */
function patternAt(pattern: Pattern, pitch: number, s: number, v: number): number {
  switch (pattern) {
    case "plain":
      return 1;
    case "ribs": {
      const phase = s / pitch - Math.floor(s / pitch);
      return phase < 0.3 ? 0.84 : 1.04;
    }
    case "seams": {
      const phase = s / pitch - Math.floor(s / pitch);
      return phase < 0.09 ? 0.8 : 1;
    }
    case "planks": {
      const phase = v / pitch - Math.floor(v / pitch);
      return phase < 0.25 ? 0.78 : 1.05;
    }
    case "scrap":
      return 1 + 0.4 * valueNoise(s * 2.2, v * 2.2, 77);
  }
}

/** Paints a block, moved by `shift`, and gives its samples the heights of its profile. */
export function fillBlock(canvas: Canvas, shape: BlockShape, brush: Brush, shift: Point = [0, 0]): void {
  const { west, north, spacing, width, height, heights } = canvas;
  const [ax, ay] = shape.along;
  const { halfLength, halfWidth, base, rise, profile, pattern, pitch, raises } = shape;
  const [east, northing] = [shape.at[0] + shift[0], shape.at[1] + shift[1]];
  const reachX = Math.abs(ax) * halfLength + Math.abs(ay) * halfWidth;
  const reachY = Math.abs(ay) * halfLength + Math.abs(ax) * halfWidth;
  const first = Math.max(0, Math.floor((north - northing - reachY) / spacing));
  const last = Math.min(height - 1, Math.ceil((north - northing + reachY) / spacing));
  const left = Math.max(0, Math.floor((east - reachX - west) / spacing));
  const right = Math.min(width - 1, Math.ceil((east + reachX - west) / spacing));
  const seed = Math.round((shape.at[0] * 31 + shape.at[1] * 57) * 8);
  const level = profile === "flat";
  const plain = pattern === "plain";
  // A pattern finer than the samples would only alias.
  const flatten = pitch < spacing * 1.6;
  for (let row = first; row <= last; row++) {
    const dn = north - (row + 0.5) * spacing - northing;
    for (let column = left; column <= right; column++) {
      const de = west + (column + 0.5) * spacing - east;
      const s = de * ax + dn * ay;
      const v = dn * ax - de * ay;
      if (s > halfLength || s < -halfLength || v > halfWidth || v < -halfWidth) continue;
      const u1 = s / halfLength;
      const v1 = v / halfWidth;
      if (profile === "dome" && u1 * u1 + v1 * v1 > 1) continue;
      const top = level ? base + rise : base + rise * profileAt(profile, u1, v1, s, seed);
      const i = row * width + column;
      if (raises && top <= (heights[i] ?? 0)) continue;
      heights[i] = top;
      brush.dab(column, row, plain || flatten ? 1 : patternAt(pattern, pitch, s, v));
    }
  }
}

/** A crown of leaves: a dome with lumps, darker between them. */
export function fillCrown(canvas: Canvas, shape: BlockShape, brush: Brush): void {
  const { west, north, spacing, width, height, heights } = canvas;
  const [east, northing] = shape.at;
  const radius = shape.halfLength;
  const first = Math.max(0, Math.floor((north - northing - radius) / spacing));
  const last = Math.min(height - 1, Math.ceil((north - northing + radius) / spacing));
  const left = Math.max(0, Math.floor((east - radius - west) / spacing));
  const right = Math.min(width - 1, Math.ceil((east + radius - west) / spacing));
  const seed = Math.round((east * 31 + northing * 57) * 8);
  for (let row = first; row <= last; row++) {
    const dn = north - (row + 0.5) * spacing - northing;
    for (let column = left; column <= right; column++) {
      const de = west + (column + 0.5) * spacing - east;
      const out = (de * de + dn * dn) / (radius * radius);
      if (out > 1.25) continue;
      const lumps = valueNoise(de * 0.9, dn * 0.9, seed);
      const inside = 1 - out + 0.32 * lumps;
      if (inside <= 0.02) continue;
      const top = shape.base + shape.rise * (Math.sqrt(Math.min(1, inside)) + 0.16 * lumps);
      const i = row * width + column;
      if (top <= (heights[i] ?? 0)) continue;
      heights[i] = top;
      brush.dab(column, row, 1 + 0.14 * lumps);
    }
  }
}
