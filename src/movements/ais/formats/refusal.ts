/**
 * Why a line of a table or a JSON object gave no report: a closed list. (Sentences have reasons of their own besides, in `sentences/refusals.ts`;
 * where both mean the same they use the same words.)
 */
export const refusals = {
  blank: "an empty line",
  "too long": "longer than a line of any format can be; its bytes were passed over up to the next line",
  "wrong cells": "another number of cells than the header has",
  "not json": "not a JSON object",
  "sender impossible": "no MMSI, or a number that no transponder can send",
  "no time": "no time, or one that cannot be read",
  "time without zone": "a time without a zone, and nobody said which",
  "time in future": "more than a day later than now",
  "time absurd": "earlier than 1990, when nobody sent such reports",
  "position not sent": "no position, or the one that stands for none",
  "axes suspected": "a latitude beyond 90 degrees with a longitude within: the two look exchanged",
  "position impossible": "a position that is not on the Earth",
  "message without position": "a message that neither places a sender nor describes it",
} as const;

export type Refusal = keyof typeof refusals;

export const refusalWords = Object.keys(refusals) as readonly Refusal[];

/** The first time that is believed. */
export const earliestMs = Date.UTC(1990, 0, 1);
/** Identities are numbers of 30 bits. */
export const identityLimit = 2 ** 30;
