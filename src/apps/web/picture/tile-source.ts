import type { TileAddress } from "../../../sites/pictures/read-shown-tile.ts";
import type { TileSamples } from "../../../sites/pictures/tile-samples.ts";

export type { TileAddress, TileSamples };

/** Where tiles come from: the browser's own reading of the file, or the server's. */
export interface TileSource {
  /** For figures and messages. */
  readonly by: "ranges" | "server";
  /**
   * @throws Error in the reader's or the server's words; an AbortError when the signal says so
   */
  readonly load: (tile: TileAddress, bands: readonly number[], signal: AbortSignal) => Promise<TileSamples>;
  readonly close: () => void;
}
