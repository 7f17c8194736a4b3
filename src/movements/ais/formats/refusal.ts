/** Why a line gave no report. A closed list: what an import refused is counted by these words and by nothing else. */
export const refusals = {
  "line-too-long": "longer than a line of any format can be",
  "not-text": "bytes that are no UTF-8 text",
  "wrong-cells": "another number of cells than the header has",
  "not-json": "not a JSON object",
  "no-identity": "no MMSI, or one that no transponder can send",
  "no-time": "no time, or one that cannot be read",
  "time-without-zone": "a time without a zone, and nobody said which",
  "time-in-future": "later than a day after the import",
  "time-absurd": "earlier than 1990, when nobody sent such reports",
  "no-position": "no position, or the one that stands for none",
  "axes-suspected": "a latitude beyond 90 degrees with a longitude within: the two look exchanged",
  "position-out-of-range": "a position that is not on the Earth",
  "not-a-report": "a message of another kind: it neither places a sender nor describes it",
  "bad-checksum": "a sentence that does not fit its checksum",
  "bad-sentence": "a sentence that is not whole or cannot be read",
  "lost-part": "a part of a message whose other parts did not come",
} as const;

export type Refusal = keyof typeof refusals;

export const refusalWords = Object.keys(refusals) as readonly Refusal[];

/** The first time that is believed. */
export const earliestMs = Date.UTC(1990, 0, 1);
/** How far a clock may be ahead. */
export const aheadMs = 86_400_000;
/** Identities are numbers of 30 bits. */
export const identityLimit = 2 ** 30;
