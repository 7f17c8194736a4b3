import { counted } from "../../base/counted.ts";
import { spanInWords } from "../../base/time/words.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { DatedBy, LineUp, PictureLook, Supply } from "../../sites/pictures/picture-look.ts";

/** How exactly a time is known, in words that follow the time. */
export function precisionInWords(span: TimeSpan | null): string {
  switch (span?.precision) {
    case undefined:
      return "nobody says when it was taken";
    case "second":
      return "known to the second";
    case "minute":
      return "known to the minute";
    case "day":
      return "known to the day";
    case "month":
      return "known to the month only";
    case "year":
      return "known to the year only";
    case "range":
      return "known as a range only";
  }
}

export const datedInWords = (dated: DatedBy | null): string | null =>
  dated === null ? null : `${spanInWords(dated.span)} (${dated.source})`;

export const checksumInWords: Readonly<Record<Supply["checksum"], string>> = {
  verified: "the supplier's checksum, verified",
  mismatch: "not the supplier's checksum",
  "not-given": "the supplier gave no checksum",
  "not-checked": "the supplier's checksum is of the whole file; a window cannot be held against it",
};

const way = (metres: number, positive: string, negative: string): string =>
  `${Math.abs(metres).toFixed(2)} m ${metres < 0 ? negative : positive}`;

/** "0.42 m east, 1.10 m north". */
export const shiftInWords = ({
  eastMetres,
  northMetres,
}: Pick<LineUp, "eastMetres" | "northMetres">): string =>
  `${way(eastMetres, "east", "west")}, ${way(northMetres, "north", "south")}`;

/** How a picture lies against the others of its site, as a sentence without its full stop. */
export function lineUpInWords(lineUp: LineUp | null, isReference: boolean): string {
  if (lineUp === null) return "not lined up: nobody has tried";
  switch (lineUp.outcome) {
    case "matched":
      return `moved ${shiftInWords(lineUp)} onto ${lineUp.reference}; quality ${lineUp.quality.toFixed(2)} of 1`;
    case "reference":
      return `${isReference ? "the site's reference" : "the site's reference until a later one took its place"}: ${lineUp.reason}`;
    case "poor":
      return `matches the reference poorly, so it was not moved: ${lineUp.reason}`;
    case "none":
      return `not lined up: ${lineUp.reason}`;
  }
}

/** Where a picture lies and how far that may be off. */
export function placeInWords(georeference: NonNullable<PictureLook["picture"]>["georeference"]): string {
  if (georeference === null) return "no place on the ground";
  if (georeference.type === "transform") return georeference.crs.name;
  const error =
    georeference.errorMetres === null
      ? "how far off is not known"
      : `about ${Number(georeference.errorMetres.toPrecision(2))} m off (leave-one-out)`;
  return `${counted(georeference.points.length, "control point")}, ${georeference.model}, ${georeference.crs.name}; ${error}`;
}

/** What is known of how two looks lie on each other. */
export interface LinedUpPair {
  readonly isMeasured: boolean;
  readonly words: string;
}

interface Lined {
  readonly id: string;
  /** When it was taken: what people call it. */
  readonly taken: string;
  readonly lineUp: LineUp | null;
}

/** Whether two looks are laid on each other by a measured shift, and how good it is; else why not. */
export function linedUpPair(a: Lined, b: Lined): LinedUpPair {
  const referenceOf = ({ id, lineUp }: Lined): string | null =>
    lineUp?.outcome === "matched" ? lineUp.reference : lineUp?.outcome === "reference" ? id : null;
  const [ra, rb] = [referenceOf(a), referenceOf(b)];
  const missing = [a, b].filter((_, i) => [ra, rb][i] === null);
  if (missing.length > 0)
    return {
      isMeasured: false,
      words: `The shift between the two could not be measured: ${missing
        .map(({ taken, lineUp }) => `${taken}: ${lineUp?.reason ?? "it was not lined up"}`)
        .join("; ")}. Each lies as its own file says.`,
    };
  if (ra !== rb)
    return {
      isMeasured: false,
      words: `The two were lined up on different references (${ra}, ${rb}): how they lie on each other was not measured.`,
    };
  const parts = [a, b].flatMap(({ taken, lineUp }) =>
    lineUp?.outcome === "matched"
      ? [`${taken} moved ${shiftInWords(lineUp)}, quality ${lineUp.quality.toFixed(2)} of 1`]
      : [],
  );
  return {
    isMeasured: true,
    words:
      parts.length === 0 ? "Both are the same look." : `Lined up by the measured shift: ${parts.join("; ")}.`,
  };
}
