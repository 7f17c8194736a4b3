import type { PlanePoint } from "./frame.ts";
import type { ShownLevel } from "../../../sites/pictures/shown-levels.ts";
import type { TileSource } from "./tile-source.ts";

/** How samples become colours. */
export interface PictureStyle {
  /** Indices of one band (shown grey) or three (red, green, blue). */
  readonly bands: readonly number[];
  /** The samples shown black and white, one pair a band. */
  readonly ends: readonly (readonly [low: number, high: number])[];
  /** Above 1 lifts the shadows. */
  readonly gamma: number;
  /** False shows the pixels as they are: blocks, not smoothed. */
  readonly smooth: boolean;
}

/** A picture that can be shown: how large, at which levels, where its pixels lie, and where they come from. */
export interface ShownPicture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** From fine to coarse. */
  readonly levels: readonly ShownLevel[];
  /** From a pixel of the full picture to the view's plane, through the real georeference and the line-up; NaN where there is no such place. */
  readonly toPlane: (pixel: readonly [number, number]) => PlanePoint;
  readonly source: TileSource;
}

/** A picture in a view. Later layers lie over earlier ones. */
export interface PictureLayer {
  readonly picture: ShownPicture;
  readonly style: PictureStyle;
  /** 0 to 1. */
  readonly opacity: number;
  /** The part of the view's width that it is shown in, as shares from the left; null: all of it. */
  readonly across: readonly [from: number, to: number] | null;
}
