import { foldName, type FoldedName } from "./names/fold.ts";
import { canReach, nameLikeness, nameThresholds } from "./names/likeness.ts";
import type { WatchEntry } from "./watch-entry.ts";

/** One published state of a list on record. */
export interface ListEdition {
  readonly list: string;
  readonly published: string;
}

export type ListedWord = "listed" | "not-listed" | "cannot-tell";

/** Whether a vessel stood on a list on a day, and how that is known. */
export interface ListedAnswer {
  readonly list: string;
  readonly word: ListedWord;
  readonly reason: string;
  /** The entry that says so; null for none. */
  readonly entry: WatchEntry | null;
}

/**
 * Whether a ship number stood on a list on a day, by the editions on record. Between two editions that differ it cannot be told, unless the list gives the day of
 * listing; nor before the first edition, nor for a vessel without a number, nor where an edition has entries without numbers of a name that is alike.
 * @param day as 2023-10-16
 * @param editions of this list, in any order
 * @param entries of all of its editions that have the number
 */
export function listedOn(
  list: string,
  day: string,
  editions: readonly ListEdition[],
  entries: readonly WatchEntry[],
): ListedAnswer {
  const days = [...new Set(editions.map((e) => e.published))].sort();
  const of = new Map(entries.map((e) => [e.published, e]));
  const answer = (word: ListedWord, reason: string, entry: WatchEntry | null): ListedAnswer => ({
    list,
    word,
    reason,
    entry,
  });
  if (days.length === 0) return answer("cannot-tell", "no edition of it is on record", null);
  const newest = entries.toSorted((a, b) => (a.published < b.published ? 1 : -1))[0] ?? null;
  const since = entries.find((e) => e.listedFrom !== "" && (e.listedTo === "" || day < e.listedTo));
  if (since !== undefined && since.listedFrom <= day && day <= since.published)
    return answer("listed", `by its own word since ${since.listedFrom}`, since);
  const ended = entries.find((e) => e.listedTo !== "" && e.listedTo <= day);
  const before = days.filter((d) => d <= day).at(-1) ?? null;
  const after = days.find((d) => d > day) ?? null;
  const [entryBefore, entryAfter] = [before, after].map((d) => (d === null ? null : (of.get(d) ?? null)));
  if (ended !== undefined && (entryBefore === null || entryBefore === undefined || entryBefore === ended))
    return answer("not-listed", `by its own word until ${ended.listedTo}`, ended);
  if (entryBefore !== null && entryBefore !== undefined) {
    if (after === null)
      return before === day
        ? answer("listed", `on the edition of that day`, entryBefore)
        : answer(
            "cannot-tell",
            `on the edition of ${before ?? ""}, and no later one is on record`,
            entryBefore,
          );
    return entryAfter === null || entryAfter === undefined
      ? before === day
        ? answer("listed", "on the edition of that day", entryBefore)
        : answer("cannot-tell", `on the edition of ${before ?? ""} and not on that of ${after}`, entryBefore)
      : answer("listed", `on the editions of ${before ?? ""} and ${after}`, entryBefore);
  }
  if (entryAfter !== null && entryAfter !== undefined && entryAfter.listedFrom > day)
    return answer("not-listed", `by its own word only since ${entryAfter.listedFrom}`, entryAfter);
  if (before === null)
    return answer("cannot-tell", `the first edition on record is of ${days[0] ?? ""}`, newest);
  if (entryAfter !== null && entryAfter !== undefined)
    return before === day
      ? answer("not-listed", "not on the edition of that day", null)
      : answer("cannot-tell", `not on the edition of ${before} and on that of ${after ?? ""}`, entryAfter);
  if (after !== null)
    return answer("not-listed", `neither on the edition of ${before} nor on that of ${after}`, null);
  return before === day
    ? answer("not-listed", "not on the edition of that day", null)
    : answer("cannot-tell", `not on the edition of ${before}, and no later one is on record`, null);
}

/** How an entry of a list may be a vessel. Only a number makes it the vessel. */
export interface ListMatch {
  readonly entry: WatchEntry;
  readonly by: "imo" | "mmsi" | "likeness";
  /** Likeness of the best pair of names, 0 to 1. */
  readonly likeness: number;
  readonly reasons: readonly string[];
}

interface Marks {
  readonly imo: string | null;
  readonly mmsis: readonly number[];
  readonly names: readonly string[];
  readonly callSigns: readonly string[];
}

/**
 * Entries that are a vessel by ship number, and candidates by identity, name and call sign with their likeness. An entry with another ship number
 * is never one.
 */
export function listMatches(
  vessel: Marks,
  entries: readonly WatchEntry[],
  folds: Map<string, FoldedName> = new Map(),
): ListMatch[] {
  const own = vessel.names.map((name) => foldName(name));
  const folded = (name: string): FoldedName => {
    const known = folds.get(name) ?? foldName(name);
    folds.set(name, known);
    return known;
  };
  return entries
    .flatMap((entry): ListMatch[] => {
      const other = entry.imo !== "" && vessel.imo !== null && entry.imo !== vessel.imo;
      if (other) return [];
      const likeness = Math.max(
        0,
        ...own.flatMap((a) =>
          [entry.name, ...entry.otherNames].map((name) => {
            const b = folded(name);
            return canReach(a, b, nameThresholds.perhaps) ? nameLikeness(a, b) : 0;
          }),
        ),
      );
      if (entry.imo !== "" && vessel.imo !== null)
        return [{ entry, by: "imo", likeness, reasons: ["the same ship number"] }];
      const reasons: string[] = [];
      const mmsi = entry.mmsi !== "" && vessel.mmsis.includes(Number(entry.mmsi));
      if (mmsi) reasons.push("the same maritime identity, which may pass from ship to ship");
      if (likeness >= nameThresholds.perhaps) reasons.push(likeness === 1 ? "the same name" : "names alike");
      if (entry.callSign !== "" && vessel.callSigns.includes(entry.callSign.toUpperCase()))
        reasons.push("the same call sign");
      return reasons.length === 0 ? [] : [{ entry, by: mmsi ? "mmsi" : "likeness", likeness, reasons }];
    })
    .sort((a, b) => rank[a.by] - rank[b.by] || b.likeness - a.likeness || (a.entry.id < b.entry.id ? -1 : 1));
}

const rank = { imo: 0, mmsi: 1, likeness: 2 } as const;
