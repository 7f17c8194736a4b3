import type { StopSignal } from "../../base/abort.ts";
import type { Georeference } from "./georeference/georeference.ts";
import type { PixelWindow, Raster, SampleType } from "./raster.ts";

export const pictureFormats = ["geotiff", "png", "jpeg"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What a band shows. `unknown` where the file does not say. */
export const bandMeanings = [
  "coastal",
  "blue",
  "green",
  "red",
  "red-edge",
  "near-infrared",
  "cirrus",
  "shortwave-infrared",
  "grey",
  "alpha",
  "vv",
  "vh",
  "hh",
  "hv",
  "classes",
  "unknown",
] as const;
export type BandMeaning = (typeof bandMeanings)[number];

/** What a file says of its pixels, without any of them. */
export interface PictureDescription {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly sampleType: SampleType;
  /** In the order of the bands. */
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  /** The value that means no data; null when the file gives none. 0 is a value unless the file says otherwise. */
  readonly nodata: number | null;
  /** Level 0 is the full picture, then overviews from fine to coarse. */
  readonly levels: readonly { readonly width: number; readonly height: number }[];
  readonly georeference: Georeference | null;
  /** Texts that the file carries, by name (ImageDescription, DateTime, Software, GDAL's metadata items). */
  readonly texts: Readonly<Record<string, string>>;
  /** How the pixels are coded, for people: "deflate, predictor 2, tiles of 512x512, pixel-interleaved". */
  readonly coding: string;
}

export interface ReadOptions {
  /** Which level; default 0, the full picture. */
  readonly level?: number;
  /** Which bands, by index, in this order; default all but the mask. */
  readonly bands?: readonly number[];
  readonly signal?: StopSignal;
}

/** An opened picture. Only what a window needs is read. */
export interface Picture {
  readonly description: PictureDescription;
  /**
   * Decodes a window of a level.
   * @throws InputError when the level, a band or the window's size is out of what the picture has or the program takes;
   * DamageError when the bytes are cut or cannot be decoded: a missing tile is never read as zeros
   */
  readonly readWindow: (window: PixelWindow, options?: ReadOptions) => Promise<Raster>;
  readonly close: () => Promise<void>;
}
