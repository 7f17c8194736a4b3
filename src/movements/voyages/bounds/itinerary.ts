/** A place that a ship may stay at. Times are whole numbers of one unit (milliseconds on record), so that nothing is rounded. */
export interface ItineraryPlace {
  readonly id: string;
  /** Least length of a stay that begins inside the window. */
  readonly leastStay: number;
  /** True for a port: a ship may have called there unseen. False for a place that only a sighting leads to. */
  readonly free: boolean;
}

/**
 * The ship was at one of some places in a stay that begins by `arriveBy` and lasts until `stayUntil` or longer. Seen at a moment of [u, v]:
 * `arriveBy` is v and `stayUntil` is u. There all through [u, v]: `arriveBy` is u and `stayUntil` is v.
 */
export interface Presence {
  readonly id: string;
  readonly places: readonly number[];
  readonly arriveBy: number;
  readonly stayUntil: number;
}

/** At some moment of [from, to] the ship was not at the place: no stay there covers all of it. */
export interface Absence {
  readonly id: string;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** All that is known of one ship in a window, both ends of it included. */
export interface Itinerary {
  readonly places: readonly ItineraryPlace[];
  /** Least time from the end of a stay at one place to the beginning of a stay at another, at least 1; on the diagonal, away and back. */
  readonly travel: readonly (readonly number[])[];
  readonly from: number;
  readonly to: number;
  readonly presences: readonly Presence[];
  readonly absences: readonly Absence[];
}

/** @throws RangeError when a ship could make endlessly many stays, or a number is not whole */
export function mustBeItinerary({ places, travel, from, to, presences, absences }: Itinerary): void {
  const whole = [
    from,
    to,
    ...places.map((p) => p.leastStay),
    ...travel.flat(),
    ...presences.flatMap((p) => [p.arriveBy, p.stayUntil]),
    ...absences.flatMap((a) => [a.from, a.to]),
  ].every(Number.isSafeInteger);
  if (!whole || to < from)
    throw new RangeError("itinerary: times are whole numbers, and a window has its end after its start");
  if (travel.flat().some((t) => t < 1) || places.some((p) => p.leastStay < 0))
    throw new RangeError("itinerary: from one stay to the next takes time, and no time is negative");
}

/**
 * Travel times that no call on the way undercuts: the shortest over ways through ports, their least stays included. Measured distances
 * obey that by themselves; made or rounded ones may not, and the argument for the least number needs it (docs/method/voyages.md). A place
 * that is no port is no way between others: how far it is may not be known.
 */
export function withoutShortcuts(
  travel: readonly (readonly number[])[],
  places: readonly Pick<ItineraryPlace, "leastStay" | "free">[],
): number[][] {
  const times = travel.map((row) => [...row]);
  const at = (i: number, j: number): number => times[i]?.[j] ?? 0;
  for (const [k, { leastStay, free }] of places.entries())
    if (free)
      for (const [i, row] of times.entries())
        for (const j of row.keys()) row[j] = Math.min(at(i, j), at(i, k) + leastStay + at(k, j));
  return times;
}
