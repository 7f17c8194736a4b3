import type { TileSource } from "./tile-source.ts";

/**
 * Tiles from the first source, and from the second where the first cannot give one: a block that is packed in a way that only the server unpacks. What neither can
 * give fails with the words of the second.
 */
export function fallingBack(first: TileSource, second: TileSource): TileSource {
  return {
    by: first.by,
    load: async (tile, bands, signal) => {
      try {
        return await first.load(tile, bands, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        return second.load(tile, bands, signal);
      }
    },
    close: () => {
      first.close();
      second.close();
    },
  };
}
