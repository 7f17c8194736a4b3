import type { BandMeaning } from "../../sites/pictures/picture.ts";

/** What the head of a PNG or a JPEG says, and the bytes to decode. */
export interface FlatHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: 8 | 16;
  /** What the decoded bands show, in order. */
  readonly bands: readonly BandMeaning[];
  readonly isGrey: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly coding: string;
  /** The file without what would change its pixels on the way: colour profiles. */
  readonly plain: Uint8Array;
}
