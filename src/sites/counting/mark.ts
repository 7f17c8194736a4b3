import type { Position } from "./site.ts";

/** Who or what made a mark. */
export interface Marker {
  readonly type: "person" | "machine";
  /** A person's name or initials, or the model's name and version. */
  readonly name: string;
}

/** What a person said of a mark. `proposed` is a machine's mark that nobody has looked at. */
export const markStates = ["proposed", "accepted", "rejected", "unsure", "hidden"] as const;
export type MarkState = (typeof markStates)[number];

/** One thing seen in a picture: part of one marker's count of one look. */
export interface Mark {
  readonly id: string;
  readonly lookId: string;
  readonly areaId: string | null;
  /** Track that it stands on; null where marks are not made along tracks. */
  readonly trackId: string | null;
  /** A kind of `kind.ts` for what is counted: "railcar", "boxcar", "locomotive". */
  readonly kind: string;
  /** What can be seen of the load: "open-empty", "open-loaded", "tarp", "closed", "cannot-tell". */
  readonly cover: string;
  /** Closed ring of positions, or of pixels where the picture has no georeference. */
  readonly outline: readonly Position[];
  /** True when `outline` is in pixels of the picture: column, row. */
  readonly inPixels: boolean;
  /** How many it stands for: 1, or more for a string marked as one. */
  readonly number: number;
  /** 0 to 1: how sure the marker was. */
  readonly probability: number;
  readonly marker: Marker;
  /** Which pass of this marker over the picture: "1", and "2" for a second blind count. */
  readonly pass: string;
  readonly state: MarkState;
  /** Marks that this one replaces: after a correction one, after a merge several; each half of a split names the whole. */
  readonly replaces: readonly string[];
  readonly note: string;
}
