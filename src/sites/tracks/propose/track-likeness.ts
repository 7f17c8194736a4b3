import type { GroundRaster } from "./ground-raster.ts";

/** How much each pixel looks like the middle of a track, and which way that track runs. */
export interface Likeness {
  readonly width: number;
  readonly height: number;
  readonly score: Float32Array;
  /** Index of the direction; direction k runs at k * 180 / directions degrees, from columns towards rows. */
  readonly direction: Uint8Array;
}

/** Directions that are tried: 6 degrees apart, so that half of the reach below stays on the track at the worst one. */
export const directions = 30;
/** Metres along the track over which its cross-section is averaged. A bend of 150 m radius leaves its chord by half a metre. */
const alongMetres = 22;

/**
 * Measures the likeness by averaging along each direction and holding the cross-section against what a track shows: two rails 1.5 m apart,
 * and a bed or a string of cars 3 m wide that differs from the ground to both of its sides.
 * @param contrast of `localContrast`
 * @param tried the directions that are tried, of `mainDirections`
 */
export function trackLikeness(
  contrast: Float32Array,
  { width, height, stepMetres, within }: GroundRaster,
  tried: readonly number[],
): Likeness {
  const score = new Float32Array(contrast.length);
  const direction = new Uint8Array(contrast.length);
  const side = Math.ceil(Math.hypot(width, height)) + 2;
  const turned = new Float32Array(side * side);
  const response = new Float32Array(side * side);
  for (const k of tried) {
    const angle = (k * Math.PI) / directions;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [wide, high] = [
      Math.ceil(width * Math.abs(cos) + height * Math.abs(sin)) + 2,
      Math.ceil(width * Math.abs(sin) + height * Math.abs(cos)) + 2,
    ];
    const [cx, cy, mx, my] = [width / 2 - 0.5, height / 2 - 0.5, wide / 2 - 0.5, high / 2 - 0.5];
    for (let v = 0; v < high; v++)
      for (let u = 0; u < wide; u++)
        turned[v * wide + u] = sampled(
          contrast,
          width,
          height,
          cx + (u - mx) * cos - (v - my) * sin,
          cy + (u - mx) * sin + (v - my) * cos,
        );
    averageRows(turned, wide, high, Math.round(alongMetres / stepMetres / 2));
    crossSections(turned, response, wide, high, stepMetres);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (within[y * width + x] !== 1) continue;
        const found = sampled(
          response,
          wide,
          high,
          mx + (x - cx) * cos + (y - cy) * sin,
          my - (x - cx) * sin + (y - cy) * cos,
        );
        const at = y * width + x;
        if (found > (score[at] ?? 0)) {
          score[at] = found;
          direction[at] = k;
        }
      }
  }
  return { width, height, score, direction };
}

/** A value between four pixels; 0 beyond the edge. */
function sampled(values: Float32Array, width: number, height: number, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  if (i < 0 || j < 0 || i >= width - 1 || j >= height - 1) return 0;
  const [fx, fy] = [x - i, y - j];
  const at = j * width + i;
  const upper = (values[at] ?? 0) * (1 - fx) + (values[at + 1] ?? 0) * fx;
  const lower = (values[at + width] ?? 0) * (1 - fx) + (values[at + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

function averageRows(values: Float32Array, width: number, height: number, reach: number): void {
  const row = new Float32Array(width);
  for (let v = 0; v < height; v++) {
    const start = v * width;
    row.set(values.subarray(start, start + width));
    let sum = 0;
    for (let u = 0; u < Math.min(reach, width); u++) sum += row[u] ?? 0;
    for (let u = 0; u < width; u++) {
      if (u + reach < width) sum += row[u + reach] ?? 0;
      if (u > reach) sum -= row[u - reach - 1] ?? 0;
      values[start + u] = sum / (2 * reach + 1);
    }
  }
}

/** Metres from the middle: rails, the edge of the sleepers, the ground beyond the bed. */
const section = { rail: 0.76, shoulder: 1.5, edge: 1.35, beyond: 2.1, farther: 2.45 } as const;
/** Rails are thin and faint beside a bed or a car, and say more. */
const railWeight = 1.6;

function crossSections(
  averaged: Float32Array,
  response: Float32Array,
  width: number,
  height: number,
  stepMetres: number,
): void {
  const margin = Math.ceil(3 / stepMetres) + 1;
  response.fill(0);
  const tap = (metres: number): { readonly near: number; readonly share: number } => {
    const rows = metres / stepMetres;
    return { near: Math.floor(rows), share: rows - Math.floor(rows) };
  };
  const [rail, shoulder, beyond, edge] = [
    tap(section.rail),
    tap(section.shoulder),
    tap(section.beyond),
    tap(section.edge),
  ];
  const far = tap(section.farther);
  const at = (base: number, { near, share }: { near: number; share: number }, sign: number): number =>
    (averaged[base + sign * near * width] ?? 0) * (1 - share) +
    (averaged[base + sign * (near + 1) * width] ?? 0) * share;
  for (let v = margin; v < height - margin; v++)
    for (let u = 0; u < width; u++) {
      const base = v * width + u;
      const middle = averaged[base] ?? 0;
      const [railA, railB] = [at(base, rail, -1), at(base, rail, 1)];
      const [outA, outB] = [at(base, shoulder, -1), at(base, shoulder, 1)];
      const railward = (sign: number): number =>
        Math.min(
          sign * (railA - middle),
          sign * (railB - middle),
          sign * (railA - outA),
          sign * (railB - outB),
        );
      const rails = Math.max(0, railward(1), railward(-1));
      const bed = (middle + railA + railB) / 3;
      const [edgeA, edgeB] = [at(base, edge, -1), at(base, edge, 1)];
      const [sideA, sideB] = [
        (at(base, beyond, -1) + at(base, far, -1)) / 2,
        (at(base, beyond, 1) + at(base, far, 1)) / 2,
      ];
      // The gap between two beds differs from both sides as well, but is narrower: its edges are like the sides already.
      const striped = (sign: number): number =>
        Math.min(sign * (bed - sideA), sign * (bed - sideB), sign * (edgeA - sideA), sign * (edgeB - sideB));
      const stripe = Math.max(0, striped(1), striped(-1));
      response[base] = stripe + railWeight * rails;
    }
}
