import type { Presence } from "./itinerary.ts";

/** Which presences a schedule has accounted for so far: all before `first`, and `beyond`. Presences are in order of `arriveBy`. */
export interface HitSet {
  readonly key: string;
  readonly first: number;
  readonly beyond: readonly number[];
}

export const noHits: HitSet = { key: "0", first: 0, beyond: [] };

export const isHit = (hits: HitSet, i: number): boolean => i < hits.first || hits.beyond.includes(i);

/** A set with more presences in it. */
export function withHits(hits: HitSet, more: readonly number[]): HitSet {
  if (more.length === 0) return hits;
  const beyond = [...hits.beyond, ...more].toSorted((a, b) => a - b);
  let { first } = hits;
  let taken = 0;
  while (beyond[taken] === first) {
    first++;
    taken++;
  }
  const rest = beyond.slice(taken);
  return { key: `${first}|${rest.join(",")}`, first, beyond: rest };
}

/** Presences in the order that a hit set needs. */
export const inOrderOfArrival = (presences: readonly Presence[]): readonly Presence[] =>
  presences.toSorted((a, b) => a.arriveBy - b.arriveBy || a.stayUntil - b.stayUntil);
