import { parseSpan } from "../../../base/time/span.ts";
import { isImoNumber } from "../imo.ts";
import type { WatchEntry } from "../watch-entry.ts";

/** Forms in which lists of sanctions are published, and a table of one's own. */
export const listForms = [
  "ofac-csv",
  "ofac-xml",
  "ofac-advanced-xml",
  "un-xml",
  "eu-xml",
  "eu-csv",
  "own-csv",
] as const;
export type ListForm = (typeof listForms)[number];

/** One vessel as a list has it, before it is known of which edition. */
export type ListedVessel = Omit<WatchEntry, "id" | "list" | "published"> & {
  /** The list's own number of it. */
  readonly number: string;
};

/** What a reader of one form gives. */
export interface ReadList {
  /** Day of the edition by the file itself, as 2023-12-12; null when the file does not say. */
  readonly published: string | null;
  readonly vessels: readonly ListedVessel[];
  /** Entries that are no vessels and were passed over. */
  readonly others: number;
  readonly warnings: readonly string[];
}

export const bareVessel: Omit<ListedVessel, "number" | "name"> = {
  otherNames: [],
  imo: "",
  mmsi: "",
  callSign: "",
  flag: "",
  owner: "",
  listedFrom: "",
  listedTo: "",
  programme: "",
  remarks: "",
};

/** Longest text that is kept of a remark. */
const longestRemark = 2_000;

// Control characters have no place in a record.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** Text of a list on one line, at most as long as is kept. */
export const plainText = (text: string): string =>
  text.replace(unprintable, " ").replace(/\s+/g, " ").trim().slice(0, longestRemark).toWellFormed();

/**
 * The ship number in a text that speaks of one: seven digits after "IMO", with a right check digit. Numbers of companies, which have seven digits too, are passed over
 * where the text says that they are.
 */
export function imoIn(text: string): string {
  for (const match of text.matchAll(/\bIMO\b(?:\s*(?:number|no\.?|nr\.?|#|:))*\s*:?\s*(\d{7})\b/gi)) {
    const [, number = ""] = match;
    const before = text.slice(Math.max(0, match.index - 45), match.index);
    if (isImoNumber(number) && !/company(?:\s+(?:identification|number|no\.?))*\s*$/i.test(before))
      return number;
  }
  return "";
}

/** The maritime identity in a text that speaks of one. */
export const mmsiIn = (text: string): string =>
  /\bMMSI\b(?:\s*(?:number|no\.?|#|:))*\s*:?\s*(\d{9})\b/i.exec(text)?.[1] ?? "";

/**
 * A date of a list as 2023-12-12; empty when it is none. Understands 2023-12-12 with or without a time, and dates with slashes in the order that the list's publisher uses:
 * OFAC writes the month first, the EU the day.
 */
export function dayIn(text: string, order: "month-first" | "day-first"): string {
  const iso = /^(\d{4}-\d{2}-\d{2})/.exec(text.trim());
  const [, a = "", b = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const [month, day] = order === "month-first" ? [a, b] : [b, a];
  const found = iso?.[1] ?? (year === "" ? "" : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return found !== "" && parseSpan(found, 0).ok ? found : "";
}

/** Names without repetition, the first one's spelling kept. */
export function otherNamesOf(name: string, names: readonly string[]): string[] {
  const seen = new Set([name.toLowerCase()]);
  return names.map(plainText).filter((n) => {
    const key = n.toLowerCase();
    const fresh = n !== "" && !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

/**
 * The same value with texts of its own. A text that was cut out of a piece of a file keeps the whole piece in memory for as long as it lives, and what is kept of a list
 * lives to its end.
 */
export const withOwnTexts = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
