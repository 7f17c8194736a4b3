import type { Georeference } from "../pictures/georeference/georeference.ts";
import type { LinedUp } from "../pictures/shift/as-it-lies.ts";
import type { ErrorTerms } from "./error-terms.ts";
import type { DecoderSettings, StripReading } from "./reading.ts";
import type { SunAngles, ViewAngles } from "./strips/network-input.ts";

/** Metres between the knots of a centre line as it was read. */
export const knotMetres = 2;

/** One track as it was read: the network's answers, where they lie in the picture, and the colours beneath them. */
export interface TrackReading {
  readonly reading: StripReading;
  /** Pixels of level 0 of the line as it was used, every `knotMetres` from its start: column, row, one pair a knot. */
  readonly knots: Float64Array;
  /** Pixels that one metre to the right of the line is, one pair a knot. */
  readonly across: Float64Array;
  /** Mean red, green and blue of the middle 2.5 m of each place, in the picture's own tone (0 the median, 1 the spread); 3 numbers a place. */
  readonly colours: Float32Array;
  /** Largest distance in metres that the line was moved by, onto what the picture shows. */
  readonly movedMetres: number;
}

/** How the picture with a known answer fared on the way that this one went. */
export interface CanaryResult {
  readonly expected: number;
  readonly found: number;
  readonly passed: boolean;
}

/** What the network was told of light and view beside the pixels, and who says so. null: not known. */
export interface ToldAngles {
  /** "shadows" are not listed: what the picture's own cars show is learnt while it is read. */
  readonly sun: (SunAngles & { readonly from: "analyst" | "supplier" | "place and time" }) | null;
  readonly view: (ViewAngles & { readonly from: "supplier" }) | null;
}

/** All that a count of one picture rests on: kept as evidence, so that the count can be made again from it on any machine. */
export interface PictureReading {
  readonly format: "yardwatch-reading/1";
  /** Hash of the picture file; empty where there was none. */
  readonly pictureSha256: string;
  readonly width: number;
  readonly height: number;
  readonly georeference: Georeference | null;
  /** How the picture lies on the site's reference: metres to add to its own coordinates. null: not lined up. */
  readonly lineUp: LinedUp | null;
  readonly simulated: boolean;
  /** Left out by readings that were made before it was kept. */
  readonly told?: ToldAngles;
  readonly sampleDistanceMetres: number;
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly decoder: DecoderSettings;
  readonly errorTerms: readonly ErrorTerms[];
  readonly canary: CanaryResult | null;
  /** Parts of the picture that could not be read, in words. */
  readonly damaged: readonly string[];
  /** Share of each line that something known hides (cloud by the look's clarity), by track; those that are clear are left out. */
  readonly hiddenShares: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
  readonly tracks: readonly TrackReading[];
}
