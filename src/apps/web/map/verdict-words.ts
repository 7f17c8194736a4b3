import { wordsOfVerdict as wordsOnRecord, type VerdictWord } from "../../../movements/matching/verdict.ts";

/** What a sighting is drawn as: its verdict, or that none was reached yet. */
export type ShownWord = VerdictWord | "no-verdict";

export const wordsOfVerdict = {
  ...wordsOnRecord,
  "no-verdict": "no verdict yet",
} as const satisfies Record<ShownWord, string>;

/** In the order in which they are listed. */
export const shownWords = Object.keys(wordsOfVerdict) as readonly ShownWord[];
