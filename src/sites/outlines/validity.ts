import type { Area } from "../counting/site.ts";
import type { Remarks } from "./remarks.ts";

/** A record and the place in the file that it was read from. */
export interface Located<T> {
  readonly where: string;
  readonly record: T;
}

/** Days as 2021-12-31 sort as text; nothing sorts before every day, this after. */
const afterEveryDay = "9999-99-99";

/** Reports each outline that holds on a day on which another of the same area of the same site holds too. */
export function checkValidity(areas: readonly Located<Area>[], remarks: Remarks): void {
  const byArea = Map.groupBy(areas, ({ record }) => `${record.siteId}/${record.id}`);
  for (const outlines of byArea.values()) {
    const inTurn = outlines.toSorted((a, b) => byCode(a.record.validFrom ?? "", b.record.validFrom ?? ""));
    let before: Located<Area> | undefined;
    for (const outline of inTurn) {
      if (
        before !== undefined &&
        (before.record.validTo ?? afterEveryDay) > (outline.record.validFrom ?? "")
      ) {
        const found = `${periodOf(outline.record)}, which overlaps ${periodOf(before.record)} of ${before.where}`;
        remarks.fault(
          outline.where,
          "valid_from",
          found,
          "outlines of one area that follow each other; valid_to is the first day on which one no longer holds",
        );
      }
      if (
        before === undefined ||
        (outline.record.validTo ?? afterEveryDay) > (before.record.validTo ?? afterEveryDay)
      )
        before = outline;
    }
  }
}

function periodOf({ validFrom, validTo }: Area): string {
  return `${validFrom ?? "ever"} to ${validTo ?? "further notice"}`;
}

/** Order of two texts by code unit, the same on every machine. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
