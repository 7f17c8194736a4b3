import type { PlannedStay } from "./extreme-schedule.ts";
import type { Fleet, FleetShip, UnnamedSighting } from "./fleet.ts";
import type { Absence, Presence } from "./itinerary.ts";

/**
 * Where schedules of single ships do not go together: sightings that no ships account for, with the pairs of which at least one would have to
 * hold; or more ships in sight of a look than it showed, of which at least one was not there.
 */
export type Clash =
  | {
      readonly kind: "unaccounted";
      readonly pairs: readonly (readonly [ship: number, presence: Presence])[];
    }
  | { readonly kind: "too-many"; readonly look: Absence; readonly ships: readonly number[] };

export interface ClashOptions {
  /** Whether every unnamed sighting has to be one of these ships. */
  readonly mustAccount: boolean;
  readonly isToldAbsent: (ship: number, look: Absence) => boolean;
}

/** True when a sighting may be a ship of that name; null: a hull that nobody named. */
export const mayBe = ({ candidates }: UnnamedSighting, name: string | null): boolean =>
  name === null || candidates === null || candidates.includes(name);

/** The first clash of schedules, one for each ship; null when they go together. */
export function clashOf(
  fleet: Fleet,
  ships: readonly FleetShip[],
  schedules: readonly (readonly PlannedStay[])[],
  { mustAccount, isToldAbsent }: ClashOptions,
): Clash | null {
  const accounts = (ship: number, u: UnnamedSighting): boolean =>
    mayBe(u, ships[ship]?.name ?? null) &&
    (schedules[ship] ?? []).some(
      (s) =>
        u.presence.places.includes(s.place) &&
        s.arrive <= u.presence.arriveBy &&
        s.leave >= u.presence.stayUntil,
    );
  const all = [...ships.keys()];
  const groups = new Map<string, UnnamedSighting[]>();
  for (const [i, u] of fleet.unnamed.entries()) {
    const key = u.look === null ? `alone ${i}` : `look ${u.look}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [u]);
    else group.push(u);
  }
  if (mustAccount)
    for (const group of groups.values())
      if (!isMatchable(group, all, (u, ship) => accounts(ship, u)))
        return {
          kind: "unaccounted",
          pairs: all.flatMap((ship) =>
            group
              .filter((u) => mayBe(u, ships[ship]?.name ?? null) && !accounts(ship, u))
              .map((u) => [ship, u.presence] as const),
          ),
        };
  for (const [index, { absence, named, isWhole }] of fleet.looks.entries()) {
    if (!isWhole) continue;
    const shown = groups.get(`look ${index}`);
    // Where nothing unnamed was shown, the ships know it already.
    if (shown === undefined) continue;
    const there = all.filter((ship) => {
      const name = ships[ship]?.name ?? null;
      return (
        !(name !== null && named.includes(name)) &&
        !isToldAbsent(ship, absence) &&
        shown.some((u) => mayBe(u, name)) &&
        (schedules[ship] ?? []).some(
          (s) => s.place === absence.place && s.arrive <= absence.from && s.leave >= absence.to,
        )
      );
    });
    if (!isMatchable(there, shown, (ship, u) => accounts(ship, u)))
      return { kind: "too-many", look: absence, ships: there };
  }
  return null;
}

/** True when each of `left` can have one of `right` for itself: augmenting paths (Kuhn 1955). */
function isMatchable<L, R>(left: readonly L[], right: readonly R[], fits: (l: L, r: R) => boolean): boolean {
  const taken = new Map<R, L>();
  const place = (l: L, tried: Set<R>): boolean =>
    right.some((r) => {
      if (tried.has(r) || !fits(l, r)) return false;
      tried.add(r);
      const owner = taken.get(r);
      if (owner !== undefined && !place(owner, tried)) return false;
      taken.set(r, l);
      return true;
    });
  return left.every((l) => place(l, new Set()));
}
