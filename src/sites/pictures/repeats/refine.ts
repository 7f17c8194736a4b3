import { blurred, type Plane } from "./blur.ts";
import type { Placement } from "./placement.ts";

/** Places that one round of refinement looks at, about. */
const mostSamples = 12_000;

/** The value of a plane between the centres of its pixels; NaN outside. */
export function sampled({ width, height, values }: Plane, column: number, row: number): number {
  const x = column - 0.5;
  const y = row - 0.5;
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return Number.NaN;
  const a = x - left;
  const b = y - top;
  const at = top * width + left;
  return (
    ((values[at] ?? 0) * (1 - a) + (values[at + 1] ?? 0) * a) * (1 - b) +
    ((values[at + width] ?? 0) * (1 - a) + (values[at + width + 1] ?? 0) * a) * b
  );
}

/**
 * Sharpens a placement of a in b to small fractions of a pixel: least squares on brightness by Gauss-Newton (Lucas and Kanade, IJCAI 1981; Baker and Matthews,
 * IJCV 56, 2004), for two origins and two scales, with contrast and brightness fitted anew in each round, first blurred and then sharp.
 */
export function refined(a: Plane, b: Plane, start: Placement): Placement {
  let placement = start;
  for (const [deviation, rounds] of [
    [2.5, 8],
    [1, 8],
  ] as const) {
    const detailA = detail(a, deviation);
    const detailB = detail(b, deviation);
    for (let round = 0; round < rounds; round++) {
      const next = improved(detailA, detailB, placement);
      if (next === null) break;
      const moved = movedBy(placement, next, b);
      placement = next;
      if (moved < 0.005) break;
    }
  }
  return placement;
}

/** How far a corner of b moves, at most, from one placement to another, in pixels. */
function movedBy(p: Placement, q: Placement, { width, height }: Plane): number {
  const columns = Math.abs(q.columnOrigin - p.columnOrigin) + width * Math.abs(q.columnScale - p.columnScale);
  return columns + Math.abs(q.rowOrigin - p.rowOrigin) + height * Math.abs(q.rowScale - p.rowScale);
}

/** What is left between two blurs: no tone, little noise. */
export function detail(plane: Plane, deviation: number): Plane {
  const fine = blurred(plane, deviation);
  const coarse = blurred(plane, 4 * deviation);
  return { ...plane, values: fine.values.map((value, i) => value - (coarse.values[i] ?? 0)) };
}

function improved(a: Plane, b: Plane, p: Placement): Placement | null {
  const step = Math.max(1, Math.sqrt((b.width * b.height) / mostSamples));
  // Products of the four derivatives with each other, with a's value and with b's.
  const products = new Float64Array(24);
  const derivatives = new Float64Array(6);
  let count = 0;
  let aa = 0;
  let ab = 0;
  for (let row = 2.5; row < b.height - 2; row += step)
    for (let column = 2.5; column < b.width - 2; column += step) {
      const x = (column - p.columnOrigin) / p.columnScale;
      const y = (row - p.rowOrigin) / p.rowScale;
      const value = sampled(a, x, y);
      const own = sampled(b, column, row);
      const gx = (sampled(b, column + 1, row) - sampled(b, column - 1, row)) / 2;
      const gy = (sampled(b, column, row + 1) - sampled(b, column, row - 1)) / 2;
      const all = value + own + gx + gy;
      if (!(all === all)) continue;
      count++;
      aa += value * value;
      ab += value * own;
      derivatives[0] = gx;
      derivatives[1] = gx * x;
      derivatives[2] = gy;
      derivatives[3] = gy * y;
      derivatives[4] = value;
      derivatives[5] = own;
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 6; j++)
          products[6 * i + j] = (products[6 * i + j] ?? 0) + (derivatives[i] ?? 0) * (derivatives[j] ?? 0);
    }
  if (count < 400 || !(aa > 0)) return null;
  const contrast = ab / aa;
  if (!(contrast > 0)) return null;
  const normal = Array.from({ length: 4 }, (_, i) => [
    ...products.subarray(6 * i, 6 * i + 4),
    contrast * (products[6 * i + 4] ?? 0) - (products[6 * i + 5] ?? 0),
  ]);
  const solved = solve(normal);
  if (solved === null) return null;
  const [columnOrigin = 0, columnScale = 0, rowOrigin = 0, rowScale = 0] = solved;
  // A step of many pixels is a step out of the valley.
  if (Math.abs(columnOrigin) > 8 || Math.abs(rowOrigin) > 8) return null;
  return {
    columnOrigin: p.columnOrigin + columnOrigin,
    columnScale: p.columnScale + columnScale,
    rowOrigin: p.rowOrigin + rowOrigin,
    rowScale: p.rowScale + rowScale,
    agreeing: p.agreeing,
  };
}

/** Gauss's elimination with the largest pivot; the last column is the right side. null when there is no one answer. */
function solve(matrix: number[][]): number[] | null {
  const n = matrix.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++)
      if (Math.abs(matrix[k]?.[i] ?? 0) > Math.abs(matrix[pivot]?.[i] ?? 0)) pivot = k;
    const row = matrix[pivot] ?? [];
    matrix[pivot] = matrix[i] ?? [];
    matrix[i] = row;
    const head = row[i] ?? 0;
    if (!(Math.abs(head) > 1e-12)) return null;
    for (let k = 0; k < n; k++) {
      const other = matrix[k] ?? [];
      if (k === i) continue;
      const times = (other[i] ?? 0) / head;
      for (let j = i; j <= n; j++) other[j] = (other[j] ?? 0) - times * (row[j] ?? 0);
    }
  }
  return matrix.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
