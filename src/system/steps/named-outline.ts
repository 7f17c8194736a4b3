import { InputError, quoted } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { readOutlineRecords, statesOf } from "../store/reading-outlines.ts";

/**
 * The key of the outline that words mean: a key as it is printed ("yard/north@2021-03-01"), an area with a first day ("north@2021-03-01"), or an area alone where it has
 * one outline.
 * @throws InputError with the outlines of the site when none or several are meant
 */
export function namedOutline(opened: Case, siteId: string, words: string): string {
  const held = statesOf(readOutlineRecords(opened.database, { siteId })).filter((s) => s.held);
  const meant = held.filter((s) => s.key === words || s.key === `${siteId}/${words}` || s.area.id === words);
  const [only, second] = meant;
  if (only !== undefined && second === undefined) return only.key;
  throw InputError.of(
    "outline",
    "area",
    second === undefined ? quoted(words) : `${quoted(words)}, which has ${meant.length} outlines`,
    `an outline of ${siteId}: ${
      (second === undefined ? held : meant)
        .slice(0, 20)
        .map((s) => s.key.slice(siteId.length + 1))
        .join(", ") || "none yet"
    }`,
  );
}
