import type { Draft } from "./drawing.ts";

/** What must be known of the outline on record to say what a change means. */
export interface RecordedDays {
  readonly name: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** When it came on record, as 2021-12-31…, or empty. */
  readonly drawnAt: string;
  /** How many looks have counts that rest on it. */
  readonly looks: number;
}

/** What saving a draft does to counts, in plain words. */
export function consequences(draft: Draft, recorded: RecordedDays | null): readonly string[] {
  const { standing, validFrom, validTo, name } = draft;
  if (standing.type === "new" || recorded === null)
    return [
      validFrom === null
        ? `counts of looks of all times can be made in ${name.trim() || "it"}`
        : `looks before ${validFrom} have no outline of ${name.trim() || "it"}`,
      ...(validTo === null ? [] : [`from ${validTo} on it no longer holds`]),
    ];
  const drawn = recorded.drawnAt === "" ? "" : ` drawn on ${recorded.drawnAt.slice(0, 10)}`;
  if (standing.type === "from-day")
    return [
      validFrom === null
        ? "say from which day the new outline holds"
        : `counts before ${validFrom} keep the outline${drawn}`,
      ...(validFrom === null
        ? []
        : [
            `looks from ${validFrom} on are counted in the new outline; counts made before you save keep the one that they were made in`,
            "the history shows a break there, and counts across it are not compared",
          ]),
    ];
  return recorded.looks === 0
    ? ["no count rests on this outline: it is corrected for the same days"]
    : [
        `counts of ${recorded.looks === 1 ? "1 look" : `${recorded.looks} looks`} rest on this line: its name and days can be corrected, its line cannot; draw a new one from a day`,
      ];
}

/** "2021-03-01 to 2023-01-01", "until 2021-03-01", "from 2021-03-01", "always". */
export function daysInWords(validFrom: string | null, validTo: string | null): string {
  if (validFrom === null) return validTo === null ? "always" : `until ${validTo}`;
  return validTo === null ? `from ${validFrom}` : `${validFrom} to ${validTo}`;
}
