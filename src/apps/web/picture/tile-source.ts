/** Which tile: level from fine (0) to coarse, column and row of tiles from the top left. */
export interface TileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/**
 * The samples of a tile as the file has them, pixel by pixel: the bands asked for, then one that says whether the pixel has data (0: it has none;
 * else the largest value of the array's type, or 1 for floating point). Whole numbers of 8 bits stay such; all others come as floating point.
 */
export interface TileSamples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly samples: Uint8Array | Float32Array;
}

/** Where tiles come from: the browser's own reading of the file, or the server's. */
export interface TileSource {
  /** For figures and messages: "ranges" or "server". */
  readonly by: "ranges" | "server";
  /**
   * @throws InputError, DamageError or UnavailableError, as the reader or the server says; an AbortError when the signal does
   */
  readonly load: (tile: TileAddress, bands: readonly number[], signal: AbortSignal) => Promise<TileSamples>;
  readonly close: () => void;
}
