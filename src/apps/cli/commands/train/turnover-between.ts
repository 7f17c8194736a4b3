import { InputError, quoted } from "../../../../base/errors.ts";
import type { StoredCount } from "../../../../sites/tracks/turnover/stored-count.ts";
import { turnoverOf, type Turnover } from "../../../../sites/tracks/turnover/turnover.ts";

/** Seed of the draws: one for all, so that the same looks give the same answer. */
const seed = 1;

/**
 * What changed between two counted looks of one site.
 * @throws InputError when they are of two sites, or the same look
 */
export function turnoverBetween(before: StoredCount, after: StoredCount): Turnover {
  if (before.siteId !== after.siteId || before.lookId === after.lookId)
    throw InputError.of(
      "train turnover",
      "after",
      `${quoted(after.lookId)}, ${before.lookId === after.lookId ? "the same look" : `of site ${after.siteId}`}`,
      `another look of site ${before.siteId}`,
    );
  if (before.takenAt !== null && after.takenAt !== null && after.takenAt.toMs <= before.takenAt.fromMs)
    throw InputError.of(
      "train turnover",
      "after",
      `${quoted(after.lookId)}, which was taken earlier`,
      "the later of the two looks",
    );
  return turnoverOf(before, after, seed);
}
