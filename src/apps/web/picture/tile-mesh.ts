import type { PlanePoint } from "./frame.ts";

/** A tile's corners on the plane: a grid of `cells` by `cells` cells, row by row from the top left. */
export interface TileMesh {
  readonly cells: number;
  /** East and north of each of the (cells + 1)² knots. */
  readonly points: Float64Array;
}

/** Part of a picture in pixels of the full picture. */
export interface PixelRectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The straight cells of a mesh stay so close to the true mapping, in pixels of the tile. */
const toleranceTilePixels = 0.1;
const mostCells = 16;

/**
 * The mesh of a part of a picture: as few cells as keep it within a tenth of a tile's pixel of the true mapping, as seen at the middles of
 * the cells and of their edges. null: the mapping has no place for one of its corners.
 * @param tilePixelShrink pixels of the full picture for one of the tile
 */
export function meshOf(
  rectangle: PixelRectangle,
  toPlane: (pixel: readonly [number, number]) => PlanePoint,
  tilePixelShrink: number,
): TileMesh | null {
  for (let cells = 1; ; cells *= 2) {
    const mesh = gridOf(rectangle, toPlane, cells);
    if (mesh === null) return null;
    if (cells >= mostCells || isClose(rectangle, toPlane, mesh, tilePixelShrink)) return mesh;
  }
}

function gridOf(
  { left, top, right, bottom }: PixelRectangle,
  toPlane: (pixel: readonly [number, number]) => PlanePoint,
  cells: number,
): TileMesh | null {
  const points = new Float64Array((cells + 1) ** 2 * 2);
  let at = 0;
  for (let j = 0; j <= cells; j++)
    for (let i = 0; i <= cells; i++) {
      const [east, north] = toPlane([
        left + ((right - left) * i) / cells,
        top + ((bottom - top) * j) / cells,
      ]);
      if (!Number.isFinite(east) || !Number.isFinite(north)) return null;
      points[at++] = east;
      points[at++] = north;
    }
  return { cells, points };
}

function isClose(
  { left, top, right, bottom }: PixelRectangle,
  toPlane: (pixel: readonly [number, number]) => PlanePoint,
  { cells, points }: TileMesh,
  tilePixelShrink: number,
): boolean {
  const knot = (i: number, j: number): PlanePoint => {
    const at = (j * (cells + 1) + i) * 2;
    return [points[at] ?? 0, points[at + 1] ?? 0];
  };
  // Corner to corner: what a pixel of the tile is worth on the plane.
  const [a, b] = [knot(0, 0), knot(cells, cells)];
  const metresOfPixel =
    (Math.hypot(b[0] - a[0], b[1] - a[1]) / Math.hypot(right - left, bottom - top)) * tilePixelShrink;
  const limit = toleranceTilePixels * metresOfPixel;
  // Every cell of a small grid; of a large one a spread of them, since bends that needs many cells are seen everywhere.
  const step = Math.max(1, cells >> 2);
  for (let j = 0; j < cells; j += step)
    for (let i = 0; i < cells; i += step) {
      const [p, q, r, s] = [knot(i, j), knot(i + 1, j), knot(i, j + 1), knot(i + 1, j + 1)];
      for (const [u, v] of [
        [0.5, 0.5],
        [0.5, 0],
        [0, 0.5],
      ] as const) {
        const true_ = toPlane([
          left + ((right - left) * (i + u)) / cells,
          top + ((bottom - top) * (j + v)) / cells,
        ]);
        const near = (k: 0 | 1): number =>
          p[k] * (1 - u) * (1 - v) + q[k] * u * (1 - v) + r[k] * (1 - u) * v + s[k] * u * v;
        if (!(Math.hypot(true_[0] - near(0), true_[1] - near(1)) <= limit)) return false;
      }
    }
  return true;
}
