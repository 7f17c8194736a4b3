import { InputError, quoted } from "../../base/errors.ts";
import { meansChanges, changeInWords, type MachineMeans } from "../../sites/counting/means.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import { lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { countingRule } from "../../sites/tracks/decoding/counting-rule.ts";
import { modelName } from "../../sites/tracks/records.ts";
import type { Case } from "../files/case-folder.ts";
import { readMachineMeans, readTracksAt } from "../store/reading-means.ts";
import { readReadings } from "../store/reading-marks.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { readingOf } from "./count-look.ts";

/** A look that is to be counted, or why it is not. */
export interface LookToCount {
  readonly lookId: string;
  /** null: to be counted. */
  readonly leftOut: string | null;
  /** What is other about today's model, rule and lines than those of the count on record, each in words; empty for a look that has none. */
  readonly again: readonly string[];
}

/** The model as a count by it would name it. */
export interface ModelOfToday {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * The looks of a site for `count --all`, in the order in which they came on record: each exposure once, those that show something, and not those whose count
 * on record came from this model, this rule and these lines.
 */
export function looksToCount(opened: Case, siteId: string, model: ModelOfToday): LookToCount[] {
  const { areas, sites } = readPlaces(opened.database);
  if (!sites.some((s) => s.id === siteId))
    throw InputError.of(
      "count",
      "--site",
      quoted(siteId),
      `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  const hasLines = areas.some((a) => a.siteId === siteId && a.outline.type === "lines");
  const tracksAt = readTracksAt(opened.database, siteId);
  const newest = new Map(
    [...readMachineMeans(opened.database, siteId).values()].map((means) => [means.lookId, means]),
  );
  const leftOut = (lookId: string, why: string): LookToCount => ({ lookId, leftOut: why, again: [] });
  return exposuresOf(readPictureLooks(opened.database, { siteId }), "railcar").flatMap(
    ({ counted, repeats }) => [
      decided(counted),
      ...repeats.map((r) => leftOut(r.look.id, `the same exposure as ${counted.look.id}`)),
    ],
  );

  function decided(look: PictureLook): LookToCount {
    const lookId = look.look.id;
    const done = newest.get(lookId);
    if (look.picture === null) return leftOut(lookId, "no picture");
    if (look.picture.georeference === null) return leftOut(lookId, "no place on the ground");
    // Counting it says that lines are needed.
    if (!hasLines) return { lookId, leftOut: null, again: [] };
    if (lookUsability(look, "railcar").usability === "not-seen") return leftOut(lookId, "not seen");
    if (done === undefined) return { lookId, leftOut: null, again: [] };
    const before = done.modelSha256 === null ? { ...done, modelSha256: modelOfCount(opened, lookId) } : done;
    const today: MachineMeans = {
      model: modelName(model),
      modelSha256: model.sha256,
      rule: countingRule.name,
      // Follows from the picture.
      way: before.way,
      tracks: tracksAt(look.look.takenAt, Infinity),
    };
    const again = meansChanges(before, today, true).map(changeInWords);
    return again.length === 0 ? leftOut(lookId, "counted already") : { lookId, leftOut: null, again };
  }
}

/** The hash of the model, from the reading itself: for counts that were put on record without it. */
function modelOfCount(opened: Case, lookId: string): string | null {
  const reading = readReadings(opened.database, { lookId }).at(-1);
  return reading === undefined ? null : readingOf(opened, reading.evidence).model.sha256;
}

/** How many looks are counted again for each reason, the commonest first: "3 looks: counted by model …". */
export function againInWords(listed: readonly LookToCount[]): string[] {
  const looks = new Map<string, number>();
  for (const { again } of listed) for (const why of again) looks.set(why, (looks.get(why) ?? 0) + 1);
  return [...looks]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([why, n]) => `${n === 1 ? "1 look" : `${n} looks`}: ${why}`);
}
