import type { Box } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import { InputError } from "../../base/errors.ts";
import type { Mapping } from "../../sites/pictures/georeference/mapping.ts";
import type { BandMeaning, Picture } from "../../sites/pictures/picture.ts";
import type { PixelWindow, Raster, Samples } from "../../sites/pictures/raster.ts";

/** A picture over a site's window, in no more pixels than can be judged at once. */
export interface SiteView {
  readonly raster: Raster;
  readonly meanings: readonly BandMeaning[];
  /** The pixel of the raster at a position; null where the picture's projection shows no such place. */
  readonly pixelAt: (position: LonLat) => readonly [column: number, row: number] | null;
  /** The position of a place in the raster; null where the projection gives none. */
  readonly positionAt: (column: number, row: number) => LonLat | null;
  /** Ground metres from pixel to pixel of the raster. */
  readonly sampleDistanceMetres: number;
  /** Ground metres from pixel to pixel of the full picture. */
  readonly fullSampleDistanceMetres: number;
  /** The window in pixels of the full picture. */
  readonly window: PixelWindow;
}

/** The box within a view's corners, where it shows ground for certain unless the picture has holes; null for a view without extent. */
export function boxWithin({ raster: { width, height }, positionAt }: SiteView): Box | null {
  const corners = [positionAt(0, 0), positionAt(width, 0), positionAt(width, height), positionAt(0, height)];
  const [a, b, c, d] = corners;
  if (!a || !b || !c || !d) return null;
  const longitudes = [a[0], b[0], c[0], d[0]].sort((x, y) => x - y);
  const latitudes = [a[1], b[1], c[1], d[1]].sort((x, y) => x - y);
  // The two in the middle: a picture that stands a little askew loses its corners, not its place.
  const [, west = 0, east = 0] = longitudes;
  const [, south = 0, north = 0] = latitudes;
  return west < east && south < north ? { west, south, east, north } : null;
}

/** What two boxes share; null when they share nothing. */
export function sharedBox(a: Box, b: Box): Box | null {
  const box = {
    west: Math.max(a.west, b.west),
    south: Math.max(a.south, b.south),
    east: Math.min(a.east, b.east),
    north: Math.min(a.north, b.north),
  };
  return box.west < box.east && box.south < box.north ? box : null;
}

/** Most pixels of a view; a larger window is read from an overview, or averaged down while it is read. */
export const mostViewPixels = 6_000_000;

/**
 * Reads what a picture shows of a box; null when the picture lies beside it.
 * @param mostPixels of the view
 * @throws DamageError where its pixels cannot be read: a view never has holes that the picture has not
 */
export async function viewOfSite(
  picture: Picture,
  mapping: Mapping,
  box: Box,
  signal?: AbortSignal,
  mostPixels: number = mostViewPixels,
): Promise<SiteView | null> {
  const { width, height, levels, bands } = picture.description;
  const window = orNull(() => mapping.windowOf(box, width, height));
  if (window === null) return null;
  const chosen = levels.findIndex((level) => pixelsOf(atLevel(window, width, height, level)) <= mostPixels);
  const index = chosen === -1 ? levels.length - 1 : chosen;
  const level = levels[index] ?? { width, height };
  const part = atLevel(window, width, height, level);
  const factor = Math.ceil(Math.sqrt(pixelsOf(part) / mostPixels));
  const meanings = bands.map((b) => b.meaning);
  const raster = await readReduced(picture, part, index, factor, meanings, signal);
  const scale = { across: level.width / width / factor, along: level.height / height / factor };
  const middle = [window.column + window.width / 2, window.row + window.height / 2] as const;
  const ground = mapping.sampleDistanceMetres(middle);
  return {
    raster,
    meanings,
    window,
    fullSampleDistanceMetres: Math.sqrt(ground.acrossMetres * ground.alongMetres),
    sampleDistanceMetres: Math.sqrt(
      (ground.acrossMetres / scale.across) * (ground.alongMetres / scale.along),
    ),
    positionAt: (column, row) =>
      orNull(() =>
        mapping.toPosition([
          (column + part.column / factor) / scale.across,
          (row + part.row / factor) / scale.along,
        ]),
      ),
    pixelAt: (position) => {
      const pixel = orNull(() => mapping.pixelAt(position));
      return pixel === null
        ? null
        : [pixel[0] * scale.across - part.column / factor, pixel[1] * scale.along - part.row / factor];
    },
  };
}

/** A projection that cannot show a place shows nothing of it. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

const pixelsOf = (window: PixelWindow): number => window.width * window.height;

function atLevel(
  window: PixelWindow,
  width: number,
  height: number,
  level: { readonly width: number; readonly height: number },
): PixelWindow {
  const [across, along] = [level.width / width, level.height / height];
  const column = Math.floor(window.column * across);
  const row = Math.floor(window.row * along);
  return {
    column,
    row,
    width: Math.max(1, Math.ceil((window.column + window.width) * across) - column),
    height: Math.max(1, Math.ceil((window.row + window.height) * along) - row),
  };
}

/** Rows of the full picture that are held at once while a large window is averaged down. */
const stripPixels = 8_000_000;

async function readReduced(
  picture: Picture,
  window: PixelWindow,
  level: number,
  factor: number,
  meanings: readonly BandMeaning[],
  signal?: AbortSignal,
): Promise<Raster> {
  const options = signal === undefined ? { level } : { level, signal };
  if (factor <= 1) return picture.readWindow(window, options);
  const [width, height] = [Math.floor(window.width / factor), Math.floor(window.height / factor)];
  const bands = meanings.map(() => new Float32Array(width * height));
  const valid = new Uint8Array(width * height);
  const rowsAtOnce = Math.max(1, Math.floor(stripPixels / (window.width * factor)));
  for (let row = 0; row < height; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - row);
    const strip = await picture.readWindow(
      { column: window.column, row: window.row + row * factor, width: window.width, height: rows * factor },
      options,
    );
    for (const [b, band] of bands.entries())
      reduceInto(
        band,
        strip.bands[b] ?? new Uint8Array(),
        strip,
        valid,
        row,
        rows,
        width,
        factor,
        meanings[b] === "classes",
      );
  }
  return { width, height, bands, valid };
}

/** A view with `factor` by `factor` pixels averaged to one; what is left over at the right and the bottom is dropped. */
export function reducedView(view: SiteView, factor: number): SiteView {
  if (factor <= 1) return view;
  const { raster, meanings } = view;
  const [width, height] = [Math.floor(raster.width / factor), Math.floor(raster.height / factor)];
  const bands = meanings.map(() => new Float32Array(width * height));
  const valid = new Uint8Array(width * height);
  for (const [b, band] of bands.entries())
    reduceInto(
      band,
      raster.bands[b] ?? new Uint8Array(),
      raster,
      valid,
      0,
      height,
      width,
      factor,
      meanings[b] === "classes",
    );
  return {
    ...view,
    raster: { width, height, bands, valid },
    sampleDistanceMetres: view.sampleDistanceMetres * factor,
    positionAt: (column, row) => view.positionAt(column * factor, row * factor),
    pixelAt: (position) => {
      const pixel = view.pixelAt(position);
      return pixel === null ? null : [pixel[0] / factor, pixel[1] / factor];
    },
  };
}

/** Averages blocks of pixels that have data; of a band of classes it takes the middle pixel, since classes have no mean. */
function reduceInto(
  target: Float32Array,
  source: Samples,
  strip: Raster,
  valid: Uint8Array,
  firstRow: number,
  rows: number,
  width: number,
  factor: number,
  isClasses: boolean,
): void {
  const half = Math.floor(factor / 2);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < width; column++) {
      let [sum, count] = [0, 0];
      for (let y = 0; y < factor; y++) {
        const from = (row * factor + y) * strip.width + column * factor;
        for (let i = from; i < from + factor; i++)
          if (strip.valid === null || strip.valid[i] !== 0) {
            sum += source[i] ?? 0;
            count++;
          }
      }
      const at = (firstRow + row) * width + column;
      if (count * 2 < factor * factor) continue;
      valid[at] = 1;
      target[at] = isClasses
        ? (source[(row * factor + half) * strip.width + column * factor + half] ?? 0)
        : sum / count;
    }
}
