import type { Itinerary, Presence } from "./itinerary.ts";

/** One stay on whole ticks. */
export interface Stay {
  readonly place: number;
  readonly arrive: number;
  readonly leave: number;
}

const isBy = (p: Presence, s: Stay): boolean =>
  p.places.includes(s.place) && s.arrive <= p.arriveBy && s.leave >= p.stayUntil;

/**
 * Every schedule of stays on whole ticks that obeys least times, made one by one, whatever was seen of it: the judge that tests hold the
 * search against. Good for windows of a few ticks.
 */
export function* everySchedule(
  itinerary: Itinerary,
  stays: readonly Stay[] = [],
): Generator<readonly Stay[]> {
  const { places, travel, from, to, presences } = itinerary;
  yield stays;
  const last = stays.at(-1);
  for (const [place, { leastStay, free }] of places.entries()) {
    const earliest = last === undefined ? from - leastStay : last.leave + (travel[last.place]?.[place] ?? 0);
    for (let arrive = earliest; arrive <= to; arrive++)
      for (
        let leave = Math.max(from, arrive + leastStay);
        leave <= Math.max(to, arrive + leastStay);
        leave++
      ) {
        const stay = { place, arrive, leave };
        // Nobody knows of a place that is no port but by a sighting there.
        if (free || presences.some((p) => isBy(p, stay) && !stays.some((s) => isBy(p, s))))
          yield* everySchedule(itinerary, [...stays, stay]);
      }
  }
}

export const accountsFor = (stays: readonly Stay[], p: Presence): boolean => stays.some((s) => isBy(p, s));

export const accountsForAll = ({ presences }: Itinerary, stays: readonly Stay[]): boolean =>
  presences.every((p) => accountsFor(stays, p));

/** Looks that saw a place without the ship while a schedule has it there all the time. */
export const missedBy = ({ absences }: Itinerary, stays: readonly Stay[]): string[] =>
  absences
    .filter((a) => stays.some((s) => s.place === a.place && s.arrive <= a.from && s.leave >= a.to))
    .map(({ id }) => id);
