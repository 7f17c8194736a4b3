import type { Georeference } from "../../../sites/pictures/georeference/georeference.ts";
import type { LineUp } from "../../../sites/pictures/picture-look.ts";
import type { BandMeaning } from "../../../sites/pictures/picture.ts";
import { shownLevels } from "../../../sites/pictures/shown-levels.ts";
import { sitePlaceOf } from "../../../sites/pictures/site-place.ts";
import { sortedBands, type SortedBands } from "../../../sites/pictures/tones.ts";
import type { PictureFrame, PlacePosition } from "./frame.ts";
import type { ShownPicture } from "./layer.ts";
import type { TileAddress, TileSamples, TileSource } from "./tile-source.ts";

/** What must be known of a picture to show it. */
export interface PictureToShow {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Of the file, from fine to coarse. */
  readonly levels: readonly { readonly width: number; readonly height: number }[];
  readonly meanings: readonly BandMeaning[];
  readonly sampleType: string;
  readonly georeference: Georeference | null;
  readonly lineUp: Pick<LineUp, "eastMetres" | "northMetres" | "outcome"> | null;
}

/** A picture ready for a view. */
export interface OpenPicture extends ShownPicture {
  readonly meanings: readonly BandMeaning[];
  readonly sampleType: string;
  /** From the coarsest level, in order, for the stretch. */
  readonly sorted: (bands: readonly number[]) => Promise<SortedBands>;
  /** The corners of the picture, as positions. */
  readonly corners: readonly PlacePosition[];
}

/**
 * Puts a picture into a frame: through its georeference and its line-up on the ground, or as it is in pixels.
 * @throws InputError when its georeference cannot be computed
 */
export function shownPicture(of: PictureToShow, source: TileSource, frame: PictureFrame): OpenPicture {
  const { width, height } = of;
  const levels = shownLevels(of.levels);
  const place =
    of.georeference === null || frame.kind === "pixels" ? null : sitePlaceOf(of.georeference, of.lineUp);
  const toPosition = (pixel: readonly [number, number]): PlacePosition =>
    place === null ? pixel : place.toPosition(pixel);
  const coarsest = levels.length - 1;
  const first = new Map<string, Promise<TileSamples>>();

  /** The coarsest tile is needed for the stretch and for the first paint: it is loaded once, for both. */
  function coarsestTile(bands: readonly number[]): Promise<TileSamples> {
    const key = bands.join(",");
    const had = first.get(key);
    if (had !== undefined) return had;
    const tile = source.load({ level: coarsest, column: 0, row: 0 }, bands, new AbortController().signal);
    first.set(key, tile);
    tile.catch(() => first.delete(key));
    return tile;
  }

  const sorted = new Map<string, Promise<SortedBands>>();
  function sortedOf(bands: readonly number[]): Promise<SortedBands> {
    const key = bands.join(",");
    const had = sorted.get(key);
    if (had !== undefined) return had;
    const made = coarsestTile(bands).then(sortedBands);
    sorted.set(key, made);
    made.catch(() => sorted.delete(key));
    return made;
  }

  return {
    id: of.id,
    width,
    height,
    levels,
    meanings: of.meanings,
    sampleType: of.sampleType,
    toPlane: (pixel) => {
      try {
        return frame.toPlane(toPosition(pixel));
      } catch {
        // A projection or a bent model may have no place for a corner; the tile is then left out.
        return [Number.NaN, Number.NaN];
      }
    },
    source: {
      by: source.by,
      load: (tile: TileAddress, bands, signal) =>
        tile.level === coarsest && tile.column === 0 && tile.row === 0
          ? coarsestTile(bands)
          : source.load(tile, bands, signal),
      close: source.close,
    },
    sorted: sortedOf,
    corners: (
      [
        [0, 0],
        [width, 0],
        [width, height],
        [0, height],
      ] as const
    ).map(toPosition),
  };
}
