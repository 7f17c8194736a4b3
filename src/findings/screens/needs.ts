/**
 * What needs a person at a site, the most pressing first: what was said and no longer holds comes before what two records contradict each other in, that
 * before what is new, and that before what is old and unfinished. The board sorts its rows by the place of their first need in this list.
 */
export const needCodes = [
  "finding-drifted",
  "dates-contradict",
  "counts-contradict",
  "look-since",
  "unreviewed",
  "not-combined",
  "not-counted",
] as const;
export type NeedCode = (typeof needCodes)[number];

/** One thing that needs a person, and where to go for it. */
export interface Need {
  readonly code: NeedCode;
  /** "2 counts by the machine that nobody has looked through". */
  readonly words: string;
  readonly number: number;
  /** The look to open: the newest of those meant; null where it is none. */
  readonly look: string | null;
  readonly finding: string | null;
}

export function needRank(needs: readonly Need[]): number {
  return Math.min(needCodes.length, ...needs.map((n) => needCodes.indexOf(n.code)));
}
