import type { LeftOut, MatchedSegment } from "./left-out.ts";

/** What can be said of a sighting or of a report, after rivals, reception and chance were weighed. */
export const verdicts = ["matched", "dark", "report-without-ship", "fixed-object", "cannot-tell"] as const;
export type VerdictWord = (typeof verdicts)[number];

/** As people read them. */
export const wordsOfVerdict = {
  matched: "matched",
  dark: "dark",
  "report-without-ship": "report without ship",
  "fixed-object": "fixed object",
  "cannot-tell": "cannot tell",
} as const satisfies Record<VerdictWord, string>;

/** One thing that may be the one seen: a ship of the reports, a fixed object, or neither, with what speaks for and against it. */
export interface Rival {
  /** null: no ship of the reports. */
  readonly mmsi: number | null;
  /** null: no fixed object. Where both are null: a ship that sent no report, or nothing at all. */
  readonly fixedObjectId: string | null;
  readonly name: string;
  /** That the sighting is this one, of all rivals together 1. */
  readonly probability: number;
  /** Where its reports put it at the time of the picture, with the 1-sigma ellipse; null for none. */
  readonly expected: {
    readonly position: readonly [longitude: number, latitude: number];
    readonly semiMajorMetres: number;
    readonly semiMinorMetres: number;
    readonly azimuthDegrees: number;
  } | null;
  /** Minutes to the last report before and the first after the picture; null when there is none. */
  readonly minutesBefore: number | null;
  readonly minutesAfter: number | null;
  readonly distanceMetres: number | null;
  /** Natural logarithms of likelihood ratios by name of what was compared (position, length, heading, ...). */
  readonly evidence: Readonly<Record<string, number>>;
  /** Which of the ships of its number; left out where the number is one. */
  readonly segment?: MatchedSegment;
  /** Its reports about the time of the picture that the forecast does not rest on; left out where there are none. */
  readonly leftOut?: readonly LeftOut[];
}

/** The verdict of one sighting; for a report without a ship `sightingId` is null and the one rival is its sender. */
export interface Verdict {
  readonly sightingId: string | null;
  readonly sceneId: string | null;
  readonly word: VerdictWord;
  /** That the word is right; 1 for cannot-tell, which claims nothing. */
  readonly probability: number;
  /** All that may be it, most probable first. */
  readonly rivals: readonly Rival[];
  /** That a transponder there and then would have been heard; null when not computed. */
  readonly heard: number | null;
  /** Sentences without figures that are not in the fields above: why this word and not another. */
  readonly reasons: readonly string[];
}

/** The rival that a verdict says it is. Null where the word names nothing: the likeliest rival of a dark ship is not it. */
export const namedRival = ({ word, rivals }: Pick<Verdict, "word" | "rivals">): Rival | null =>
  word === "dark" || word === "cannot-tell"
    ? null
    : (rivals.find((r) => r.mmsi !== null || r.fixedObjectId !== null) ?? null);

/** A verdict on record: with its settings as canonical JSON, and the digest of the reports that it was reached from. */
export interface VerdictRecord extends Verdict {
  readonly id: string;
  readonly settings: string;
  readonly positions: string;
}
