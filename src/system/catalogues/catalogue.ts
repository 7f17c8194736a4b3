import type { Box } from "../../base/geometry/box.ts";
import type { CatalogueAsset, CatalogueItem } from "../../sites/pictures/supply/catalogue-item.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { ByteKeeper } from "../net/http-source.ts";
import type { CollectionChoice } from "./configuration.ts";

/** What is searched for. */
export interface SearchQuestion {
  /** Boxes that do not cross the 180th meridian, as `searchBoxes` gives them. */
  readonly boxes: readonly Box[];
  /** First instant and the instant after the last, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly signal?: AbortSignal;
}

/** What a search yields. Nothing that a catalogue names is dropped without a word. */
export type FoundItem =
  | {
      readonly type: "item";
      readonly item: CatalogueItem;
      /** The item as the catalogue gave it: its JSON in UTF-8. */
      readonly itemJson: Uint8Array;
      /** Which assets make the picture. */
      readonly choice: CollectionChoice;
    }
  | {
      readonly type: "refused";
      readonly id: string;
      readonly collection: string;
      readonly reason: string;
      readonly itemJson: Uint8Array;
    }
  | {
      readonly type: "remark";
      readonly text: string;
      /** True when the search may have missed items, so that the pull is done in part. */
      readonly incomplete: boolean;
    };

export interface Catalogue {
  /** The name that it has in the configuration. */
  readonly name: string;
  /**
   * Items that touch a box and may have been taken in the time, each once.
   * @throws UnavailableError when the catalogue cannot be had; DamageError when it makes no sense
   */
  readonly search: (question: SearchQuestion) => AsyncIterable<FoundItem>;
  /**
   * Opens a file of an item.
   * @throws UnavailableError, also for addresses that are never followed (s3:, file:, private hosts)
   */
  readonly open: (asset: CatalogueAsset, options: OpenOptions) => Promise<ByteSource>;
  readonly close: () => void;
}

export interface OpenOptions {
  /** Holds bytes that were fetched before, if the file is on a server. */
  readonly keeper?: ByteKeeper;
  readonly mostBytesAtOnce?: number;
  readonly signal?: AbortSignal;
}
