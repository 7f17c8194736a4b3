import type { Camera, ViewSize } from "./camera.ts";
import type { PictureStyle } from "./layer.ts";
import type { TileMesh } from "./tile-mesh.ts";
import type { TileSamples } from "./tile-source.ts";

/** A tile that is there, ready to be drawn. */
export interface DrawnTile {
  readonly key: string;
  readonly samples: TileSamples;
  readonly mesh: TileMesh;
  /** Share of the samples' width and height that the mesh spans: the last tiles of a picture may be cut. */
  readonly span: readonly [across: number, down: number];
  /** The tiles on its left, on its right, above and below, as far as they are there: smoothing at an edge takes the pixels beyond it. */
  readonly beside: readonly (TileSamples | null)[];
}

/** One layer's tiles, the sharpest first: what a tile has drawn, later ones do not draw over. */
export interface DrawnLayer {
  readonly tiles: readonly DrawnTile[];
  readonly style: PictureStyle;
  readonly opacity: number;
  readonly across: readonly [from: number, to: number] | null;
}

/** Something that tiles are drawn on. */
export interface Surface {
  readonly drawnBy: "webgl2" | "canvas";
  /** Draws all layers on a canvas that has its size already. */
  readonly draw: (layers: readonly DrawnLayer[], camera: Camera, size: ViewSize, scale: number) => void;
  readonly forget: (key: string) => void;
  readonly close: () => void;
}
