import type { SeasonedPaint } from "./brush.ts";
import type { NoiseTile } from "./noise.ts";
import { grainTile, patchTile } from "./noise.ts";
import type { Point } from "./plane.ts";

/**
 * Samples of the ground, finer than the pixels: what is there, and how high. Row 0 is the northernmost.
 * A sample's place is its middle: east = west + (column + 0.5) * spacing.
 */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Metres between samples. */
  readonly spacing: number;
  /** Of the outer corner of the first sample. */
  readonly west: number;
  readonly north: number;
  /** The paint of each sample, by its place in `looks`, and the light that a pattern gives it. */
  readonly paints: Uint32Array;
  readonly lights: Uint8Array;
  readonly looks: SeasonedPaint[];
  /** Colour codes, four a sample: known once the canvas is dry. */
  readonly codes: Uint8ClampedArray;
  /** Metres above the ground. */
  readonly heights: Float32Array;
  /** 1 where snow lies; null where no snow falls. */
  readonly snow: Uint8Array | null;
  /** For each sample the number of an overhead colour plus 1, 0 for none; as seen by the sensor. */
  readonly overhead: Uint8Array;
  /** Share of the sun that overheads stop, 0 to 255. */
  readonly overheadShade: Uint8Array;
  readonly grain: NoiseTile;
  readonly patches: NoiseTile;
  /** What of the grain is left at this spacing, 0 to 1. */
  readonly grainLeft: number;
}

/** Metres a cell of the noise tiles. */
export const grainCell = 0.13;
export const patchCell = 0.8;

/** The tiles of the seed that was asked for last: a scene is often taken many times. */
let lastTiles: { readonly seed: number; readonly grain: NoiseTile; readonly patches: NoiseTile } | null =
  null;

function tilesOf(seed: number): { readonly grain: NoiseTile; readonly patches: NoiseTile } {
  if (lastTiles?.seed !== seed) lastTiles = { seed, grain: grainTile(seed), patches: patchTile(seed) };
  return lastTiles;
}

export function canvasOf(
  middle: Point,
  widthMetres: number,
  heightMetres: number,
  spacing: number,
  snow: boolean,
  seed: number,
): Canvas {
  const width = Math.ceil(widthMetres / spacing);
  const height = Math.ceil(heightMetres / spacing);
  const count = width * height;
  const tiles = tilesOf(seed);
  return {
    width,
    height,
    spacing,
    west: middle[0] - (width * spacing) / 2,
    north: middle[1] + (height * spacing) / 2,
    paints: new Uint32Array(count),
    lights: new Uint8Array(count).fill(128),
    looks: [],
    codes: new Uint8ClampedArray(count * 4),
    heights: new Float32Array(count),
    snow: snow ? new Uint8Array(count) : null,
    overhead: new Uint8Array(count),
    overheadShade: new Uint8Array(count),
    grain: tiles.grain,
    patches: tiles.patches,
    grainLeft: 0.75 * Math.min(1, Math.max(0.25, grainCell / spacing)),
  };
}
