import type { PictureDescription } from "../../../sites/pictures/picture.ts";
import type { TileAddress, TileSamples } from "./tile-source.ts";

/** What a view asks of its reading threads. */
export type TileQuestion =
  | { readonly type: "describe"; readonly id: number; readonly address: string }
  | {
      readonly type: "tile";
      readonly id: number;
      readonly address: string;
      readonly tile: TileAddress;
      readonly bands: readonly number[];
    }
  | { readonly type: "stop"; readonly id: number }
  | { readonly type: "forget"; readonly address: string };

export type TileAnswer =
  | { readonly type: "described"; readonly id: number; readonly description: PictureDescription }
  | { readonly type: "tile"; readonly id: number; readonly tile: TileSamples }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
