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

/** Lays a tile and its margin into `into`, which has `(side + 2 * margin)² * 4` numbers. */
export function layTile(
  into: Float32Array,
  tile: number,
  margin: number,
  grid: TileGrid,
  decoded: DecodedTiles,
): TilePixels {
  const { side, tilesAcross, tilesDown } = grid;
  const [i, j] = [tile % tilesAcross, Math.floor(tile / tilesAcross)];
  const [column, row] = [i * side - margin, j * side - margin];
  const laid = side + 2 * margin;
  into.fill(0);
  // A margin may be wider than a tile of a small grid.
  const around = Math.ceil(margin / side);
  for (let down = Math.max(0, j - around); down <= Math.min(tilesDown - 1, j + around); down++)
    for (let right = Math.max(0, i - around); right <= Math.min(tilesAcross - 1, i + around); right++) {
      const raster = decoded.get(down * tilesAcross + right);
      if (raster !== undefined) lay(into, laid, raster, right * side - column, down * side - row);
    }
  return { values: into, column, row, side: laid };
}

/** Copies the part of a raster that falls into a square of pixels, its first pixel at (column, row) of the square. */
function lay(into: Float32Array, side: number, raster: Raster, column: number, row: number): void {
  const { width, height, bands, valid } = raster;
  const [first, second, third] = [bands[0], bands[1] ?? bands[0], bands[2] ?? bands[0]];
  if (first === undefined || second === undefined || third === undefined) return;
  const [left, right] = [Math.max(0, column), Math.min(side, column + width)];
  const [top, bottom] = [Math.max(0, row), Math.min(side, row + height)];
  for (let r = top; r < bottom; r++) {
    let from = (r - row) * width + (left - column);
    let to = (r * side + left) * 4;
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
