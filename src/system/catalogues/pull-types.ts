import type { Box } from "../../base/geometry/box.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { Affine, Crs } from "../../sites/pictures/georeference/georeference.ts";
import type { BandMeaning, Picture } from "../../sites/pictures/picture.ts";
import type { ChecksumState } from "../../sites/pictures/picture-look.ts";
import type { Raster, SampleType } from "../../sites/pictures/raster.ts";
import type { CatalogueAsset, CatalogueItem } from "../../sites/pictures/supply/catalogue-item.ts";
import type { Catalogue } from "./catalogue.ts";

/** The site's window of an item, all bands on one grid: what is written as the clip. */
export interface Clip {
  readonly raster: Raster;
  readonly sampleType: SampleType;
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  /** Always null: the raster's `valid` says where there is no data. */
  readonly nodata: null;
  readonly transform: Affine;
  readonly crs: Crs;
  readonly texts: Readonly<Record<string, string>>;
}

/** One file that a clip was made from. */
export interface PulledFile {
  readonly asset: string;
  /** Without signature. */
  readonly address: string;
  readonly sizeBytes: number;
  readonly bytesFetched: number;
  readonly checksum: ChecksumState;
}

export interface PullResult {
  /** Names the item in this catalogue for good: 32 hexadecimal digits. The same item has the same key in every pull. */
  readonly key: string;
  readonly id: string;
  readonly collection: string;
  /** null when the item itself could not be read. */
  readonly item: CatalogueItem | null;
  /** The item as the catalogue gave it. */
  readonly itemJson: Uint8Array;
  /** `refused`: it will not get better (damaged, not fetchable, does not reach the site). `failed`: another pull may have it. */
  readonly outcome: "fetched" | "refused" | "failed";
  /** In words; null when it was fetched. */
  readonly reason: string | null;
  /** Stays until `onItem` resolves; move or copy it. null unless it was fetched. */
  readonly clipPath: string | null;
  readonly files: readonly PulledFile[];
  /** Over all runs of this pull. */
  readonly bytesFetched: number;
  readonly checksumVerified: ChecksumState;
  readonly remarks: readonly string[];
}

export interface PullProgress {
  readonly found: number;
  readonly done: number;
  readonly fetched: number;
  readonly refused: number;
  readonly failed: number;
  readonly bytesFetched: number;
}

export interface PullOptions {
  readonly catalogue: Catalogue;
  /** Around the site, in degrees. West beyond east crosses the 180th meridian. */
  readonly box: Box;
  /** Added on all sides; default 0. */
  readonly marginMetres?: number;
  /** First instant and the one after the last, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Of this question alone; kept between runs until the pull is through. */
  readonly workFolder: string;
  /** Opens a file that lies open; the asset tells which, for files whose place stands beside them. */
  readonly openPicture: (source: ByteSource, asset: CatalogueAsset) => Promise<Picture>;
  readonly writeClip: (path: string, clip: Clip) => Promise<unknown>;
  /**
   * Takes an item over for good. Called for one item at a time, in the order of the list. After a kill it may be called once more for
   * the item that was being handed over: know it by its key.
   */
  readonly onItem: (result: PullResult) => Promise<void>;
  /** True for items that the caller has already: they are neither fetched nor handed over. Default: none. */
  readonly isKnown?: (key: string) => boolean;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal?: AbortSignal;
  /** Items that are fetched at the same time; default 4. */
  readonly concurrency?: number;
  /** Files up to this size are fetched whole when they have a checksum; default 64 MiB. */
  readonly mostWholeBytes?: number;
  /** Largest window; default 64 million pixels. */
  readonly mostPixels?: number;
  /** Most bytes of one question to a server: what a kill can cost for each file under way. Default 4 MiB. */
  readonly mostBytesAtOnce?: number;
}

export interface PullSummary {
  readonly found: number;
  /** Items that the caller had already. */
  readonly known: number;
  readonly fetched: number;
  readonly refused: number;
  readonly failed: number;
  readonly bytesFetched: number;
  /** False when items failed or the search may have missed some: the pull is done in part. */
  readonly complete: boolean;
  readonly remarks: readonly string[];
}
