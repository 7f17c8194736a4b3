import type { VerdictWord } from "../../../movements/matching/verdict.ts";

/** What a sighting is drawn as: its verdict, or that none was reached yet. */
export type ShownWord = VerdictWord | "no-verdict";

export const wordsOfVerdict = {
  matched: "matched",
  dark: "dark",
  "report-without-ship": "report without a ship",
  "fixed-object": "fixed object",
  "cannot-tell": "cannot tell",
  "no-verdict": "no verdict yet",
} as const satisfies Record<ShownWord, string>;

/** In the order in which they are listed. */
export const shownWords = Object.keys(wordsOfVerdict) as readonly ShownWord[];
