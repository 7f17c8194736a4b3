import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DamageError, InputError, quoted, UnavailableError } from "../../base/errors.ts";
import { lookTitle } from "../../sites/pictures/look-title.ts";
import { countOf } from "../../sites/tracks/count-of.ts";
import type { CountedPicture } from "../../sites/tracks/counted.ts";
import type { TrackGauge } from "../../sites/tracks/track-line.ts";
import type { Case } from "../files/case-folder.ts";
import { writeWhole } from "../files/atomic.ts";
import { sha256OfFile } from "../hash.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { readLook, type Reader } from "../tracks/read-look.ts";
import { proofOf } from "../tracks/proof.ts";
import { marksOfReading } from "../tracks/marks-of-reading.ts";
import { isCombinationReplaced } from "../store/standing-counts.ts";
import { addLook } from "./add-look.ts";
import { combineMarks } from "./combine-marks.ts";
import { recordCount } from "./count-look.ts";

/** What a count of one look came to. */
export interface CountedLook {
  readonly lookId: string;
  readonly counted: CountedPicture;
  /** False when the same reading was on record already. */
  readonly changed: boolean;
  /** The numbered picture of the marks; null where it could not be drawn, with the reason among the notes. */
  readonly proof: string | null;
  readonly notes: readonly string[];
}

export interface CountRequest {
  readonly site: string;
  readonly gauge: TrackGauge | null;
  readonly reader: Reader;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((share: number) => void) | undefined;
}

/**
 * The look that a picture file or an id stands for; a file that is no look yet becomes one.
 * @throws InputError when neither is meant, or the look is of another site
 */
export async function lookFor(
  opened: Case,
  picture: string,
  given: {
    readonly site: string;
    readonly takenAt?: string | undefined;
    readonly licence?: string | undefined;
  },
): Promise<string> {
  const looks = readPictureLooks(opened.database, { siteId: given.site });
  if (looks.some((l) => l.look.id === picture)) return picture;
  if (!existsSync(picture))
    throw InputError.of(
      "count",
      "picture",
      quoted(picture),
      `a picture file, or a look of ${given.site}; look list prints them`,
    );
  const hash = await sha256OfFile(picture);
  const known = looks.find((l) => l.picture?.sha256 === hash);
  if (known !== undefined) return known.look.id;
  return (await addLook(opened, picture, given)).lookId;
}

/** Counts the railcars in one look of a site and puts the count, its marks and their picture on record. */
export async function countLook(opened: Case, lookId: string, request: CountRequest): Promise<CountedLook> {
  const { sites, areas } = readPlaces(opened.database);
  const site = sites.find((s) => s.id === request.site);
  const [look] = readPictureLooks(opened.database, { lookId });
  if (site === undefined || look === undefined || look.look.siteId !== site.id)
    throw InputError.of("count", "look", quoted(lookId), `a look of ${request.site} with a picture`);
  const reading = await readLook({
    look,
    site,
    areas,
    pathOf: (sha256) => opened.evidencePath(sha256),
    gauge: request.gauge,
    reader: request.reader,
    signal: request.signal,
    progress: request.progress,
  });
  const counted = countOf(reading);
  const notes: string[] = [];
  let proof: string | null = null;
  try {
    const { marks } = marksOfReading(counted, reading);
    const png = await proofOf({
      path: opened.evidencePath(reading.pictureSha256),
      reading,
      counted,
      marks,
      title: lookTitle(look),
    });
    const folder = join(opened.reportsFolder, "proofs");
    mkdirSync(folder, { recursive: true });
    proof = join(folder, `${lookId}.png`);
    writeWhole(proof, png);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    notes.push(`the numbered picture was not drawn: ${error.message}`);
  }
  // Last, since what is on record is not counted again: a run that is stopped here draws the picture anew.
  const result = await recordCount(opened, lookId, reading, request.signal);
  if (isCombinationReplaced(opened.database, lookId, "railcar")) {
    const { counts } = await combineMarks(opened, { look: lookId, kind: "railcar" });
    notes.push(
      `people have counted this look too: their counts and this one stand together as ${counts[0]?.id ?? ""}`,
    );
  }
  return { lookId, counted, changed: result.changed, proof, notes };
}

/** Faults of one look that do not keep the others from being counted. */
export const isLooksOwnFault = (error: unknown): error is Error =>
  error instanceof InputError || error instanceof DamageError;
