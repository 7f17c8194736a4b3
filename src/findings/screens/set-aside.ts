import type { Converted } from "../../sites/history/contrary.ts";
import type { NotComparable } from "../../sites/history/record-answer.ts";
import { dateInWords } from "../report/figures.ts";

/** An earlier look that did not enter the test. */
export interface SetAside {
  readonly look: string;
  readonly count: string;
  readonly date: string;
  readonly observer: string;
  readonly reason: string;
  /** What its length of train would be in cars. */
  readonly converted: Converted | null;
}

/** Looks that did not enter for one kind of reason. */
export interface SetAsideGroup {
  /** "another outline", "a part of the site": the reason without its particulars. */
  readonly reason: string;
  readonly number: number;
  /** The newest of them, newest first. */
  readonly newest: readonly SetAside[];
}

/** More than this of one reason are counted and not listed. */
const mostListed = 60;

/** What was not comparable, by the kind of reason, the most common first. */
export function setAsideByReason(
  all: readonly NotComparable[],
  observerOf: (lookId: string) => string,
): SetAsideGroup[] {
  const groups = new Map<string, NotComparable[]>();
  for (const entry of all) {
    const reason = headOf(entry.reason);
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, [entry]);
    else group.push(entry);
  }
  return [...groups]
    .map(([reason, entries]) => ({
      reason,
      number: entries.length,
      newest: entries
        .slice(-mostListed)
        .toReversed()
        .map((entry): SetAside => ({
          look: entry.look,
          count: entry.counts.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? "",
          date: entry.takenAt === null ? "date not known" : dateInWords(entry.takenAt),
          observer: observerOf(entry.look),
          reason: entry.reason,
          converted: entry.converted,
        })),
    }))
    .sort((a, b) => b.number - a.number || (a.reason < b.reason ? -1 : 1));
}

/** A reason up to its particulars: "another outline: drawn by …" is "another outline". */
const headOf = (reason: string): string => reason.split(/[:(;]/, 1)[0]?.trim() ?? reason;
