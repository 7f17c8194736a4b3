import { InputError, quoted } from "../../base/errors.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { countOf } from "../../sites/tracks/count-of.ts";
import { storedCountOf, type StoredCount } from "../../sites/tracks/turnover/stored-count.ts";
import type { Case } from "../files/case-folder.ts";
import { readReadings } from "../store/reading-marks.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readingOf } from "./count-look.ts";

/** Error of a picture's place, standard deviation in metres: lined up with the site's reference, and by its own word alone. */
const placeSdMetres = { linedUp: 1, alone: 8 } as const;

/** Ids of the looks that the machine counted, in the order in which they came on record. */
export function readCountedLooks(opened: Case): string[] {
  return readPictureLooks(opened.database, {})
    .map(({ look }) => look.id)
    .filter((lookId) => readReadings(opened.database, { lookId }).length > 0);
}

/**
 * Reads the newest count by the machine of each look, out of the reading that it rests on.
 * @throws InputError for a look that is not in the case or was not counted
 * @throws DamageError when a reading is missing or damaged
 */
export function readStoredCounts(opened: Case, lookIds: readonly string[], where: string): StoredCount[] {
  return lookIds.map((lookId) => {
    const [look] = readPictureLooks(opened.database, { lookId });
    const newest = readReadings(opened.database, { lookId }).at(-1);
    if (look === undefined || newest === undefined)
      throw InputError.of(
        where,
        "look",
        quoted(lookId),
        look === undefined
          ? "a look of the case that rests on a picture; look list prints them"
          : "a look that was counted by the machine; count does it",
      );
    const reading = readingOf(opened, newest.evidence);
    return storedCountOf(
      { lookId, siteId: look.look.siteId, takenAt: look.look.takenAt, lineUpSdMetres: placeSd(look) },
      countOf(reading),
      reading,
    );
  });
}

function placeSd({ lineUp }: PictureLook): number {
  return lineUp?.outcome === "reference" || lineUp?.outcome === "matched"
    ? placeSdMetres.linedUp
    : placeSdMetres.alone;
}
