import type { CountedPicture } from "./counted.ts";
import { countPicture } from "./interval/count-picture.ts";
import type { PictureReading } from "./picture-reading.ts";

/** The count that follows from a reading: the same reading gives the same count, on any machine. What could not be read makes it partial. */
export function countOf(reading: PictureReading): CountedPicture {
  const counted = countPicture(
    reading.tracks.map((t) => t.reading),
    {
      sampleDistanceMetres: reading.sampleDistanceMetres,
      decoder: reading.decoder,
      errorTerms: reading.errorTerms,
      hiddenShares: new Map(Object.entries(reading.hiddenShares)),
    },
  );
  const { damaged } = reading;
  if (damaged.length === 0 || (counted.outcome !== "counted" && counted.outcome !== "partial"))
    return counted;
  const shown = damaged.slice(0, mostShown);
  const more = damaged.length - shown.length;
  return {
    ...counted,
    outcome: "partial",
    reasons: [
      ...counted.reasons,
      `${damaged.length === 1 ? "A part" : `${damaged.length} parts`} of the picture could not be read: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`,
    ],
  };
}

/** Damaged parts that a reason names; the others are counted. */
const mostShown = 3;
