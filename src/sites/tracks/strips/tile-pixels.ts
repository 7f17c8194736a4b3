import type { Raster } from "../../pictures/raster.ts";
import type { TileGrid } from "./touched-tiles.ts";

/**
 * The pixels of one tile and a margin around it, interleaved: three bands and 1 where there is data, four numbers a pixel. The margin comes from the tiles
 * beside it as far as they were read; what was not read, or lies outside the picture, has no data.
 */
export interface TilePixels {
  readonly values: Float32Array;
  /** Of the first pixel. */
  readonly column: number;
  readonly row: number;
  /** Pixels of a side. */
  readonly side: number;
}

/** Decoded tiles by number. */
export type DecodedTiles = ReadonlyMap<number, Raster>;

/** A part of the picture in pixels of level 0, half-open. */
export interface PixelBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels of a side of the cells in which a tile is laid. */
const cellPixels = 32;

/**
 * Lays those parts of a tile and its margin into `into` that `needed` touches: strips cover a small part of the tiles that they run through. `into` has
 * `(side + 2 * margin)² * 4` numbers; what is not needed keeps whatever stood there.
 */
export function layTile(
  into: Float32Array,
  { tile, margin, needed }: { tile: number; margin: number; needed: readonly PixelBounds[] },
  grid: TileGrid,
  decoded: DecodedTiles,
): TilePixels {
  const { side, tilesAcross, tilesDown } = grid;
  const [i, j] = [tile % tilesAcross, Math.floor(tile / tilesAcross)];
  const [column, row] = [i * side - margin, j * side - margin];
  const laid = side + 2 * margin;
  const cells = touchedCells(needed, column, row, laid);
  for (const { left, top, right, bottom } of cells)
    for (let r = top; r < bottom; r++) into.fill(0, (r * laid + left) * 4, (r * laid + right) * 4);
  // A margin may be wider than a tile of a small grid.
  const around = Math.ceil(margin / side);
  for (let down = Math.max(0, j - around); down <= Math.min(tilesDown - 1, j + around); down++)
    for (let right = Math.max(0, i - around); right <= Math.min(tilesAcross - 1, i + around); right++) {
      const raster = decoded.get(down * tilesAcross + right);
      if (raster === undefined) continue;
      const [x, y] = [right * side - column, down * side - row];
      for (const cell of cells) lay(into, { laid, cell }, raster, x, y);
    }
  return { values: into, column, row, side: laid };
}

/** Runs of cells that anything needed touches, row by row, in pixels from the first laid one. */
function touchedCells(
  needed: readonly PixelBounds[],
  column: number,
  row: number,
  laid: number,
): readonly PixelBounds[] {
  const across = Math.ceil(laid / cellPixels);
  const touched = new Uint8Array(across * across);
  const cellOf = (pixel: number): number => Math.floor(pixel / cellPixels);
  const last = across - 1;
  for (const { left, top, right, bottom } of needed) {
    const [i0, i1] = [Math.max(0, cellOf(left - column)), Math.min(last, cellOf(right - column))];
    const [j0, j1] = [Math.max(0, cellOf(top - row)), Math.min(last, cellOf(bottom - row))];
    for (let j = j0; j <= j1; j++) if (i1 >= i0) touched.fill(1, j * across + i0, j * across + i1 + 1);
  }
  const runs: PixelBounds[] = [];
  for (let j = 0; j < across; j++)
    for (let i = 0; i < across; i++) {
      if (touched[j * across + i] !== 1) continue;
      const from = i;
      while (i < across && touched[j * across + i] === 1) i++;
      runs.push({
        left: from * cellPixels,
        top: j * cellPixels,
        right: Math.min(laid, i * cellPixels),
        bottom: Math.min(laid, (j + 1) * cellPixels),
      });
    }
  return runs;
}

/** Copies the part of a raster that falls into a cell of the square of pixels, its first pixel at (column, row) of the square. */
function lay(
  into: Float32Array,
  { laid, cell }: { laid: number; cell: PixelBounds },
  raster: Raster,
  column: number,
  row: number,
): void {
  const { width, height, bands, valid } = raster;
  const [first, second, third] = [bands[0], bands[1] ?? bands[0], bands[2] ?? bands[0]];
  if (first === undefined || second === undefined || third === undefined) return;
  const [left, right] = [Math.max(cell.left, column), Math.min(cell.right, column + width)];
  const [top, bottom] = [Math.max(cell.top, row), Math.min(cell.bottom, row + height)];
  for (let r = top; r < bottom; r++) {
    let from = (r - row) * width + (left - column);
    let to = (r * laid + left) * 4;
    for (let c = left; c < right; c++, from++, to += 4) {
      if (valid !== null && valid[from] === 0) continue;
      const [red, green, blue] = [first[from] ?? 0, second[from] ?? 0, third[from] ?? 0];
      // Numbers that are none count as holes: they would spread to every average.
      if (red - red !== 0 || green - green !== 0 || blue - blue !== 0) continue;
      into[to] = red;
      into[to + 1] = green;
      into[to + 2] = blue;
      into[to + 3] = 1;
    }
  }
}
