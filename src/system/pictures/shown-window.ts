import type { Picture } from "../../sites/pictures/picture.ts";
import type { PixelWindow } from "../../sites/pictures/raster.ts";
import { withoutClasses } from "../../sites/pictures/without-classes.ts";
import { thumbnailPng } from "./thumbnail.ts";

/** A part of a picture made ready for the eye. */
export interface ShownWindow {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels of the PNG for one of the full picture: at most 1. */
  readonly scale: number;
  /** From a place in the full picture to its place in the PNG. */
  readonly toShown: (pixel: readonly [number, number]) => readonly [number, number];
}

/** Most pixels of a shown window: what a numbered picture has room for. */
const mostPixels = 6_000_000;
/** Shortest and longest side of what is shown, in pixels: what a thumbnail may have. */
const sides = { least: 16, most: 4096 } as const;

/**
 * Reads a window of a picture at no more pixels than can be shown, from the smallest of its levels that has them all.
 * @param window in pixels of the full picture, inside it
 */
export async function shownWindow(
  picture: Picture,
  window: PixelWindow,
  longestSide: number = sides.most,
): Promise<ShownWindow> {
  const { levels, bands, sampleType, ...full } = picture.description;
  const shrink = Math.max(
    1,
    Math.max(window.width, window.height) / longestSide,
    Math.sqrt((window.width * window.height) / mostPixels),
  );
  const level = Math.max(
    0,
    levels.findLastIndex((l) => full.width / l.width <= shrink * 1.01),
  );
  const { width, height } = levels[level] ?? full;
  const [across, down] = [width / full.width, height / full.height];
  const [column, row] = [Math.floor(window.column * across), Math.floor(window.row * down)];
  const part: PixelWindow = {
    column,
    row,
    width: Math.max(1, Math.min(width - column, Math.ceil(window.width * across))),
    height: Math.max(1, Math.min(height - row, Math.ceil(window.height * down))),
  };
  const { raster, meanings } = withoutClasses({
    raster: await picture.readWindow(part, { level }),
    meanings: bands.map((b) => b.meaning),
  });
  const longest = Math.max(part.width, part.height);
  const side = Math.min(sides.most, Math.max(sides.least, Math.round(longest / (shrink * across))));
  const left = Math.min(1, side / longest);
  return {
    png: await thumbnailPng(raster, meanings, { sampleType, longestSide: side }),
    width: Math.max(1, Math.round(part.width * left)),
    height: Math.max(1, Math.round(part.height * left)),
    scale: across * left,
    toShown: ([x, y]) => [(x * across - part.column) * left, (y * down - part.row) * left],
  };
}
