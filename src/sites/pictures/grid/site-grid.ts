import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { Box } from "../../../base/geometry/box.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import { reduced, type ShiftPicture } from "../shift/shift-picture.ts";

/**
 * A raster over a site that does not belong to any picture: even steps of longitude and latitude, so that pictures of different
 * projections and sample distances can be laid on each other. Pixel [0, 0] has its outer corner at the northwest.
 */
export interface SiteGrid {
  readonly west: number;
  readonly north: number;
  /** Degrees of a step; both positive. */
  readonly longitudeStep: number;
  readonly latitudeStep: number;
  readonly width: number;
  readonly height: number;
  /** Ground metres of a step, the same both ways within a thousandth at the middle of the grid. */
  readonly sampleDistanceMetres: number;
}

/** Most pixels along a side of a grid: where the sample distance asks for more, the grid is coarser. */
export const longestGridSide = 2048;

/** Makes the grid of a box with steps of `sampleDistanceMetres`, or coarser where that would be more than `longestSide` steps. */
export function gridOf(
  box: Box,
  sampleDistanceMetres: number,
  longestSide: number = longestGridSide,
): SiteGrid {
  const middle = (box.south + box.north) / 2;
  const across = distanceMetres([box.west, middle], [box.east, middle]);
  const along = distanceMetres([box.west, box.south], [box.west, box.north]);
  const step = Math.max(sampleDistanceMetres, across / longestSide, along / longestSide);
  const width = Math.max(1, Math.ceil(across / step));
  const height = Math.max(1, Math.ceil(along / step));
  return {
    west: box.west,
    north: box.north,
    longitudeStep: ((box.east - box.west) * step) / across,
    latitudeStep: ((box.north - box.south) * step) / along,
    width,
    height,
    sampleDistanceMetres: step,
  };
}

/** The position of a place in the grid. */
export const positionIn = (grid: SiteGrid, column: number, row: number): LonLat => [
  grid.west + column * grid.longitudeStep,
  grid.north - row * grid.latitudeStep,
];

/** Anything that pictures can be laid on: so many pixels, and where on the ground a place in them lies. */
export interface LaidOn {
  readonly width: number;
  readonly height: number;
  /** The position of a place; null where there is none. */
  readonly positionAt: (column: number, row: number) => LonLat | null;
}

/** A grid as something to lay pictures on. */
export const groundOfGrid = (grid: SiteGrid): LaidOn => ({
  width: grid.width,
  height: grid.height,
  positionAt: (column, row) => positionIn(grid, column, row),
});

/** Steps between the nodes whose pixels are computed exactly; between them the way is straight. */
const nodeSteps = 32;

/**
 * Lays a grey band on a grid or on another picture's pixels: averaged down to no finer than these, then interpolated linearly. What the picture does not cover, or
 * covers with a hole among the four neighbours, has no data.
 * @param pixelAt the pixel of `grey` at a position, [0, 0] being the outer corner; null where the picture shows no such place
 */
export function onGrid(
  grey: ShiftPicture,
  pixelAt: (position: LonLat) => readonly [column: number, row: number] | null,
  { width, height, positionAt }: LaidOn,
): ShiftPicture {
  const values = new Float32Array(width * height);
  const valid = new Uint8Array(width * height);
  const [nodesAcross, nodesAlong] = [Math.ceil(width / nodeSteps) + 1, Math.ceil(height / nodeSteps) + 1];
  const nodeColumns = new Float64Array(nodesAcross * nodesAlong).fill(Number.NaN);
  const nodeRows = new Float64Array(nodesAcross * nodesAlong).fill(Number.NaN);
  for (let j = 0; j < nodesAlong; j++)
    for (let i = 0; i < nodesAcross; i++) {
      const position = positionAt(i * nodeSteps, j * nodeSteps);
      const pixel = position === null ? null : pixelAt(position);
      if (pixel === null) continue;
      nodeColumns[j * nodesAcross + i] = pixel[0];
      nodeRows[j * nodesAcross + i] = pixel[1];
    }
  const factor = reductionOf(nodeColumns, nodeRows);
  const source = reduced(grey, factor);
  for (let row = 0; row < height; row++) {
    const y = (row + 0.5) / nodeSteps;
    const j = Math.floor(y);
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) / nodeSteps;
      const i = Math.floor(x);
      const at = between(nodeColumns, nodesAcross, i, j, x - i, y - j) / factor - 0.5;
      const down = between(nodeRows, nodesAcross, i, j, x - i, y - j) / factor - 0.5;
      const value = linear(source, at, down);
      if (Number.isNaN(value)) continue;
      values[row * width + column] = value;
      valid[row * width + column] = 1;
    }
  }
  return { width, height, values, valid };
}

/** How many pixels of the picture stand in a step of the grid, rounded to a whole number of at least one. */
function reductionOf(columns: Float64Array, rows: Float64Array): number {
  for (let i = 0; i + 1 < columns.length; i++) {
    const across = (columns[i + 1] ?? Number.NaN) - (columns[i] ?? Number.NaN);
    const down = (rows[i + 1] ?? Number.NaN) - (rows[i] ?? Number.NaN);
    const pixels = Math.sqrt(across * across + down * down) / nodeSteps;
    if (pixels > 0) return Math.max(1, Math.round(pixels));
  }
  return 1;
}

function between(nodes: Float64Array, across: number, i: number, j: number, x: number, y: number): number {
  const at = j * across + i;
  const top = (nodes[at] ?? Number.NaN) * (1 - x) + (nodes[at + 1] ?? Number.NaN) * x;
  const bottom = (nodes[at + across] ?? Number.NaN) * (1 - x) + (nodes[at + across + 1] ?? Number.NaN) * x;
  return top * (1 - y) + bottom * y;
}

/** Linear between four pixels' centres; NaN outside and beside holes. Within half a pixel of the edge the edge's value holds. */
function linear({ width, height, values, valid }: ShiftPicture, column: number, row: number): number {
  if (!(column >= -0.5 && row >= -0.5 && column <= width - 0.5 && row <= height - 0.5)) return Number.NaN;
  const c = Math.min(Math.max(column, 0), width - 1);
  const r = Math.min(Math.max(row, 0), height - 1);
  const [left, top] = [Math.floor(c), Math.floor(r)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const [x, y] = [c - left, r - top];
  // Written out, since this runs once for each pixel of a grid.
  const a = sample(values, valid, top * width + left, (1 - x) * (1 - y));
  const b = sample(values, valid, top * width + right, x * (1 - y));
  const d = sample(values, valid, bottom * width + left, (1 - x) * y);
  const e = sample(values, valid, bottom * width + right, x * y);
  return a + b + d + e;
}

/** A pixel's part of a sum; a hole makes the sum NaN unless its share is none. */
function sample(values: Float32Array, valid: Uint8Array | null, at: number, share: number): number {
  if (share === 0) return 0;
  return valid !== null && valid[at] === 0 ? Number.NaN : share * (values[at] ?? Number.NaN);
}
