import type { StopSignal } from "../../../base/abort.ts";
import { DamageError } from "../../../base/errors.ts";
import type { Picture } from "../../pictures/picture.ts";
import type { PixelWindow, Raster } from "../../pictures/raster.ts";
import type { TileGrid } from "./touched-tiles.ts";

/** A part of the picture that could not be read. */
export interface DamagedWindow {
  readonly window: PixelWindow;
  readonly message: string;
}

/** The pixels of a tile of the grid, less what lies beyond the picture. */
export function windowOfTile(tile: number, { side, tilesAcross, width, height }: TileGrid): PixelWindow {
  const [column, row] = [(tile % tilesAcross) * side, Math.floor(tile / tilesAcross) * side];
  return { column, row, width: Math.min(side, width - column), height: Math.min(side, height - row) };
}

/** A tile's pixels, or why there are none. */
export interface ReadTile {
  readonly raster: Raster | null;
  readonly damage: DamagedWindow | null;
}

/**
 * Reads one tile; of a damaged one it says so.
 * @throws what reading throws but DamageError
 */
export async function readTile(
  picture: Picture,
  bands: readonly number[],
  window: PixelWindow,
  signal: StopSignal | undefined,
): Promise<ReadTile> {
  try {
    const raster = await picture.readWindow(window, { bands, ...(signal === undefined ? {} : { signal }) });
    return { raster, damage: null };
  } catch (error) {
    if (!(error instanceof DamageError)) throw error;
    return { raster: null, damage: { window, message: error.message } };
  }
}
