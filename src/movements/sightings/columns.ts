import type { Column } from "../../base/table/column.ts";
import { offsetMinutes } from "../../base/time/calendar.ts";
import { parseSpan, spanForms, type ParsedSpan } from "../../base/time/span.ts";

/** A time that is read together with the column `zone`: here only that it has the form of one. */
export const atColumn = (meaning: string, emptyMeans: string | null): Column<string> => ({
  name: "at",
  meaning,
  allowed: emptyMeans === null ? spanForms : `${spanForms}; or ${emptyMeans}`,
  needed: emptyMeans === null,
  read: (text) => {
    if (text === "") return emptyMeans === null ? { ok: false, allowed: spanForms } : { ok: true, value: "" };
    const parsed = parseSpan(text, 0);
    return parsed.ok ? { ok: true, value: text } : parsed;
  },
});

const zoneWords =
  "an offset such as +09:00, or Z; needed where `at` has no time of day, as a day begins elsewhere at another time";

export const zoneColumn: Column<string> = {
  name: "zone",
  meaning: "Clock by which a day, month or year of `at` is meant.",
  allowed: zoneWords,
  needed: false,
  read: (text) =>
    text === "" || offsetMinutes(text) !== null
      ? { ok: true, value: text }
      : { ok: false, allowed: zoneWords },
};

/** Reads `at` by `zone`. @returns what is allowed where a day comes without its clock */
export function spanIn(at: string, zone: string): ParsedSpan {
  const timeless = at.split("/").some((end) => !end.includes("T"));
  if (timeless && zone === "")
    return { ok: false, allowed: "a time of day with its offset, or a day with the column zone filled in" };
  return parseSpan(at, offsetMinutes(zone) ?? 0);
}

/** A cell of words of a closed list, parted by blanks or commas; each once. */
export const wordsColumn = (
  name: string,
  meaning: string,
  words: readonly string[],
): Column<readonly string[]> => {
  const known = new Set(words);
  const allowed = `${words.join(", ")}; several parted by blanks, or empty`;
  return {
    name,
    meaning,
    allowed,
    needed: false,
    read: (text) => {
      const found = text.split(/[\s,]+/).filter((w) => w !== "");
      return found.every((w) => known.has(w)) && new Set(found).size === found.length
        ? { ok: true, value: found }
        : { ok: false, allowed };
    },
  };
};
