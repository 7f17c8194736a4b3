import { isHit, withHits, type HitSet } from "./hit-sets.ts";
import type { Absence, Itinerary, Presence } from "./itinerary.ts";

/** A stay that a schedule may go on with: the earliest of its kind. */
export interface NextStay {
  readonly arrive: number;
  readonly leave: number;
  readonly hits: HitSet;
  readonly newHits: number;
  /** Looks without the ship that it contradicts. */
  readonly missed: readonly string[];
}

export interface StaySearch {
  readonly presences: readonly Presence[];
  /** By place, in order of `from`. */
  readonly absences: readonly (readonly Absence[])[];
  readonly longestSpan: number;
  readonly to: number;
}

export function searchOver(itinerary: Itinerary, presences: readonly Presence[]): StaySearch {
  return {
    presences,
    absences: itinerary.places.map((_, place) =>
      itinerary.absences.filter((a) => a.place === place).toSorted((a, b) => a.from - b.from),
    ),
    longestSpan: presences.reduce((most, p) => Math.max(most, p.arriveBy - p.stayUntil), 0),
    to: itinerary.to,
  };
}

/**
 * All stays at a place that are worth going on with, from a schedule that has accounted for `hits` and can be there from `earliest` on.
 * For each end that a presence asks for, and for each number of misses, it is the one that begins and ends earliest: any other stay that
 * accounts for as much begins and ends no earlier, so whatever can follow it can follow this one.
 */
export function nextStays(
  search: StaySearch,
  place: number,
  leastStay: number,
  earliest: number,
  hits: HitSet,
  missesLeft: number,
): NextStay[] {
  const { presences } = search;
  // Whoever arrives after a presence that is still open has missed it.
  const latest = Math.min(search.to, presences[hits.first]?.arriveBy ?? search.to);
  if (earliest > latest) return [];
  const found: NextStay[] = [];
  const own = openPresences(search, place, hits, earliest);
  const ends = new Set([
    earliest,
    ...own.map((i) => presences[i]?.stayUntil ?? earliest).filter((end) => end > earliest + leastStay),
  ]);
  const absences = search.absences[place] ?? [];
  for (const end of [...ends].toSorted((a, b) => a - b)) {
    if (isTooLate(search, place, hits, end)) break;
    let arrive: number | null = null;
    // More misses than it takes to arrive at once gain nothing.
    for (let misses = 0; misses <= missesLeft && arrive !== earliest; misses++) {
      arrive = earliestArrival(absences, earliest, leastStay, end, misses, latest);
      if (arrive === null) continue;
      const leave = Math.max(arrive + leastStay, end);
      const [from, missed] = [arrive, covered(absences, arrive, leave).map(({ id }) => id)];
      const now = own.filter((i) => {
        const p = presences[i];
        return p !== undefined && from <= p.arriveBy && leave >= p.stayUntil;
      });
      const all = withHits(hits, now);
      const nextOpen = presences[all.first];
      if (nextOpen !== undefined && nextOpen.arriveBy < leave) continue;
      found.push({ arrive: from, leave, hits: all, newHits: now.length, missed });
    }
  }
  return found;
}

/** Presences at a place that are still open and that a stay may account for before another one is missed. */
function openPresences(
  { presences, longestSpan }: StaySearch,
  place: number,
  hits: HitSet,
  earliest: number,
): number[] {
  const open: number[] = [];
  let bound = Number.POSITIVE_INFINITY;
  for (let i = hits.first; i < presences.length; i++) {
    const p = presences[i];
    if (p === undefined || p.arriveBy - longestSpan > bound) break;
    if (isHit(hits, i)) continue;
    if (!p.places.includes(place)) bound = Math.min(bound, p.arriveBy);
    else if (p.stayUntil <= bound && p.arriveBy >= earliest) open.push(i);
  }
  return open;
}

/** True when a stay until `end` passes over a presence elsewhere that is still open. */
function isTooLate({ presences }: StaySearch, place: number, hits: HitSet, end: number): boolean {
  for (let i = hits.first; i < presences.length; i++) {
    const p = presences[i];
    if (p === undefined || p.arriveBy >= end) return false;
    if (!isHit(hits, i) && !p.places.includes(place)) return true;
  }
  return false;
}

/** The earliest arrival at which a stay to `end` contradicts at most so many looks; null when there is none by `latest`. */
function earliestArrival(
  absences: readonly Absence[],
  earliest: number,
  leastStay: number,
  end: number,
  misses: number,
  latest: number,
): number | null {
  let arrive = earliest;
  while (arrive <= latest) {
    const contradicted = covered(absences, arrive, Math.max(arrive + leastStay, end));
    // All but `misses` of these must lie before the arrival: a later arrival only makes the stay end later.
    const last = contradicted[contradicted.length - misses - 1];
    if (last === undefined) return arrive;
    arrive = last.from + 1;
  }
  return null;
}

/** Absences that a stay covers wholly, in order of `from`. */
function covered(absences: readonly Absence[], arrive: number, leave: number): Absence[] {
  let [low, high] = [0, absences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((absences[middle]?.from ?? 0) < arrive) low = middle + 1;
    else high = middle;
  }
  const found: Absence[] = [];
  for (let i = low; i < absences.length; i++) {
    const absence = absences[i];
    if (absence === undefined || absence.from > leave) break;
    if (absence.to <= leave) found.push(absence);
  }
  return found;
}
