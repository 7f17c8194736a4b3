import { UnavailableError } from "../../../base/errors.ts";
import { tileOfBytes } from "../../../sites/pictures/tile-samples.ts";
import { refusal } from "./http-bytes.ts";
import { singlePrecision } from "./single-precision.ts";
import type { TileSource } from "./tile-source.ts";

/** Tiles that the server cuts: for pictures that a browser does not read by itself. `address` without the tile: "/api/looks/x/tiles". */
export function serverSource(address: string): TileSource {
  return {
    by: "server",
    load: async ({ level, column, row }, bands, signal) => {
      let response: Response;
      try {
        response = await fetch(`${address}/${level}/${column}/${row}?bands=${bands.join(",")}`, { signal });
      } catch (error) {
        if (signal.aborted) throw error;
        throw new UnavailableError("the server cannot be reached", true, error);
      }
      if (!response.ok) throw await refusal(response);
      return singlePrecision(tileOfBytes(new Uint8Array(await response.arrayBuffer())));
    },
    close: () => undefined,
  };
}
