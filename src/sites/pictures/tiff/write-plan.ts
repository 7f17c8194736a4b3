import { InputError } from "../../../base/errors.ts";
import type { Raster, SampleType } from "../raster.ts";
import { maskTileBytes, predictorFor, tileBytes, type Predictor } from "./write-block.ts";
import { geoKeysOf } from "./write-geokeys.ts";
import { layOut, type Level } from "./write-layout.ts";
import { halved } from "./write-overview.ts";
import { checkPicture, type PictureToWrite } from "./write-picture.ts";
import { maskTags, pictureTags, pixelTags } from "./write-tags.ts";

export interface WriteOptions {
  /** Pixels along a side of a tile, a multiple of 16 up to 4096. Default 256 for pictures up to 1024 pixels, else 512. */
  readonly tile?: number;
  /** Whether smaller levels are made, each half of the one before, down to one tile. Default true. */
  readonly overviews?: boolean;
  /** Whether neighbours are subtracted before packing (predictor 2, or 3 for floats). Default true. */
  readonly predictor?: boolean;
}

/** What has to be packed for a file, and how it becomes one. */
export interface WritePlan {
  readonly blocks: number;
  /** Bytes of a block before compression. */
  readonly unpacked: (block: number) => Uint8Array;
  /** The file, from the packed blocks (zlib format) in the same order. */
  readonly assembled: (packed: readonly Uint8Array[]) => Uint8Array;
}

interface PlannedLevel {
  readonly raster: Raster;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Plans a Cloud Optimized GeoTIFF: deflate, tiles, bands side by side, overviews by area average over the pixels that have data
 * (the most frequent value for bands of classes). Pixels without data are written as nodata, or as 0 under an internal mask.
 * @throws TypeError and InputError as `checkPicture` does; InputError on a CRS without an EPSG code, on a tile size that TIFF does not
 * have, and where a pixel that is said to have data is nodata in every band
 */
export function planCog(picture: PictureToWrite, options: WriteOptions = {}): WritePlan {
  checkPicture(picture);
  const geoKeys = geoKeysOf(picture.crs);
  const tile = tileSize(picture.raster, options.tile);
  const predictor: Predictor = (options.predictor ?? true) ? predictorFor(picture.sampleType) : 1;
  const base = withoutGaps(picture);
  const levels = levelsOf(picture, base, tile, options.overviews ?? true);
  const blocks = levels.flatMap(({ raster, columns, rows }) =>
    Array.from({ length: columns * rows }, (_, i) => {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const tiles = [() => tileBytes(raster, picture.sampleType, tile, column, row, predictor)];
      const { valid } = raster;
      if (valid !== null) tiles.push(() => maskTileBytes(raster, valid, tile, column, row));
      return tiles;
    }).flat(),
  );
  return {
    blocks: blocks.length,
    unpacked: (block) => {
      const make = blocks[block];
      if (make === undefined) throw new RangeError(`planCog: there is no block ${block}`);
      return make();
    },
    assembled: (packed) => {
      let next = 0;
      const laid = levels.map(({ raster, columns, rows }, index): Level => {
        const step = raster.valid === null ? 1 : 2;
        const own = packed.slice(next, next + columns * rows * step);
        next += own.length;
        const first = index === 0;
        return {
          picture: {
            tags: [
              ...pixelTags(picture, raster, tile, predictor, !first),
              ...(first ? pictureTags(picture, geoKeys) : []),
            ],
            blocks: own.filter((_, i) => i % step === 0),
          },
          mask:
            step === 1
              ? null
              : { tags: maskTags(raster, tile, !first), blocks: own.filter((_, i) => i % 2 === 1) },
        };
      });
      return layOut(laid);
    },
  };
}

function tileSize({ width, height }: Raster, asked: number | undefined): number {
  const tile = asked ?? (Math.max(width, height) <= 1024 ? 256 : 512);
  if (!Number.isInteger(tile) || tile < 16 || tile > 4096 || tile % 16 !== 0)
    throw InputError.of("picture to write", "tile", String(tile), "a multiple of 16 from 16 to 4096");
  return tile;
}

/** The raster with nodata, or 0, where it has no data. A mask that hides nothing, or that nodata says as well, is left out. */
function withoutGaps({ raster, sampleType, nodata }: PictureToWrite): Raster {
  const { valid } = raster;
  const pixels = raster.width * raster.height;
  if (valid === null)
    return nodata === null ? raster : { ...raster, valid: dataOf(raster, nodata, sampleType) };
  if (nodata !== null) {
    const data = dataOf(raster, nodata, sampleType);
    for (let i = 0; i < pixels; i++)
      if (valid[i] !== 0 && data !== null && data[i] === 0)
        throw InputError.of(
          "picture to write",
          `pixel ${i % raster.width}, ${Math.floor(i / raster.width)}`,
          `nodata (${nodata}) in every band of a pixel that has data`,
          "a nodata value that no pixel with data has, or null for a mask",
        );
  }
  if (!valid.includes(0)) return { ...raster, valid: null };
  const bands = raster.bands.map((band) => {
    const filled = band.slice();
    for (let i = 0; i < pixels; i++) if (valid[i] === 0) filled[i] = nodata ?? 0;
    return filled;
  });
  return { ...raster, bands, valid };
}

/** 1 where any band is something else than nodata; null where that is everywhere. */
function dataOf(raster: Raster, nodata: number, type: SampleType): Uint8Array | null {
  const data = new Uint8Array(raster.width * raster.height);
  const value = type === "float32" ? Math.fround(nodata) : nodata;
  for (const band of raster.bands)
    for (let i = 0; i < data.length; i++) if (!Object.is(band[i], value) && band[i] !== value) data[i] = 1;
  return data.includes(0) ? data : null;
}

function levelsOf(picture: PictureToWrite, base: Raster, tile: number, overviews: boolean): PlannedLevel[] {
  const planned = (raster: Raster): PlannedLevel => ({
    raster: picture.nodata === null ? raster : { ...raster, valid: null },
    columns: Math.ceil(raster.width / tile),
    rows: Math.ceil(raster.height / tile),
  });
  const reductions = picture.bands.map(({ meaning }) =>
    meaning === "classes" ? ("most" as const) : ("average" as const),
  );
  const levels = [planned(base)];
  if (!overviews) return levels;
  let raster = base;
  while (Math.max(raster.width, raster.height) > tile) {
    raster = halved(raster, picture.sampleType, reductions, picture.nodata);
    levels.push(planned(raster));
  }
  return levels;
}
