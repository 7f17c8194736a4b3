import type { TimeSpan } from "../../../base/time/span.ts";
import type { BandMeaning } from "../picture.ts";
import type { Footprint } from "./footprint.ts";
import type { Checksum } from "./multihash.ts";

/** Under what terms a picture may be used, and who says so. */
export interface Licence {
  /** An SPDX identifier or the words of the source. */
  readonly name: string;
  /** Where the terms stand; null when no address is given. */
  readonly address: string | null;
  readonly saidBy: "item" | "collection" | "configuration";
}

/** A band as a catalogue describes it. */
export interface AssetBand {
  readonly name: string;
  readonly meaning: BandMeaning;
}

/** One file of an item. */
export interface CatalogueAsset {
  readonly key: string;
  /** Resolved against the item's own address when that is known. */
  readonly href: string;
  readonly type: string | null;
  readonly roles: readonly string[];
  readonly checksum: Checksum | null;
  /** Bytes, as the catalogue says. */
  readonly sizeBytes: number | null;
  readonly bands: readonly AssetBand[];
  /** Metres per pixel. */
  readonly gsdMetres: number | null;
  /** [rows, columns], as proj:shape has them. */
  readonly shape: readonly [rows: number, columns: number] | null;
  /** The six or nine numbers of proj:transform. */
  readonly transform: readonly number[] | null;
  /** EPSG code of this file, where it has its own. */
  readonly epsg: number | null;
}

/** How the sensor and the sun stood. Degrees; null where the item does not say. */
export interface Viewing {
  readonly offNadirDegrees: number | null;
  /** At the ground, between the vertical and the line to the sensor. */
  readonly incidenceDegrees: number | null;
  /**
   * From the ground to the sensor, clockwise from north. STAC words view:azimuth as measured at the sub-satellite point and draws it as measured at the scene
   * (github.com/stac-extensions/view, issues 14 and 18). Optical suppliers write what the scene sees: Planet its satellite_azimuth, Maxar its meanSatAz; so it is read.
   */
  readonly azimuthDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  readonly sunAzimuthDegrees: number | null;
}

/** One picture as a catalogue describes it: plain data, checked. */
export interface CatalogueItem {
  readonly id: string;
  /** Empty when the item names none. */
  readonly collection: string;
  readonly footprint: Footprint;
  /** When the picture was taken; null when the item does not say. Never taken from a date of release. */
  readonly takenAt: TimeSpan | null;
  /** When it was released (`published`); null when the item does not say. */
  readonly publishedAt: TimeSpan | null;
  /** When the record of it was made and last changed in the catalogue. Neither says when the picture was taken. */
  readonly recordedAt: TimeSpan | null;
  readonly recordChangedAt: TimeSpan | null;
  readonly platform: string | null;
  readonly instruments: readonly string[];
  /** Metres per pixel. */
  readonly gsdMetres: number | null;
  /** Share of the whole scene under cloud, 0 to 100. Says nothing of the site. */
  readonly sceneCloudPercent: number | null;
  readonly viewing: Viewing;
  readonly epsg: number | null;
  /** null: not known. */
  readonly licence: Licence | null;
  readonly providers: readonly string[];
  readonly assets: readonly CatalogueAsset[];
  /** What was odd about the item and how it was read, in sentences. */
  readonly remarks: readonly string[];
}

/** What reading an item gave. A refused item keeps its name, so that it becomes a look with its reason. */
export type ReadItem =
  | { readonly ok: true; readonly item: CatalogueItem }
  | {
      readonly ok: false;
      readonly id: string;
      readonly collection: string;
      readonly reason: string;
    };
