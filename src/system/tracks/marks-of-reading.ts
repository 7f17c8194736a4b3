import type { Mark } from "../../sites/counting/mark.ts";
import { writeMarksGeoJson } from "../../sites/counting/marks/geojson-marks.ts";
import type { CountedPicture } from "../../sites/tracks/counted.ts";
import { countingRule } from "../../sites/tracks/decoding/counting-rule.ts";
import { placeOfReading } from "../../sites/tracks/place-of-reading.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { recordsOf } from "../../sites/tracks/records.ts";

/** The marks of a count that is in no case, and the same as a file. */
export function marksOfReading(
  counted: CountedPicture,
  reading: PictureReading,
): { readonly marks: readonly Mark[]; readonly geoJson: string } {
  const lookId = reading.pictureSha256.slice(0, 12);
  const { marks } = recordsOf(counted, reading, {
    lookId,
    evidence: reading.pictureSha256,
    rule: countingRule.name,
    settings: "{}",
    replaced: new Map(),
    toPosition: placeOfReading(reading)?.toPosition ?? null,
  });
  return { marks, geoJson: writeMarksGeoJson(lookId, marks) };
}
