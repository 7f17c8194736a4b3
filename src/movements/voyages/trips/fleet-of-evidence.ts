import type { TimeSpan } from "../../../base/time/span.ts";
import { extremeSchedule } from "../bounds/extreme-schedule.ts";
import type { Fleet, FleetShip, OpenLook, UnnamedSighting } from "../bounds/fleet.ts";
import type { Absence, Presence } from "../bounds/itinerary.ts";
import type { CountingRule } from "../counting-rule.ts";
import type { PortLook, ShipSighting } from "../trips.ts";
import { momentsIn, type HeardAway } from "./heard-away.ts";
import { missesAllowed } from "./misses-allowed.ts";
import type { ShuttleQuestion } from "./shuttle-question.ts";
import type { TripEvidence } from "./trip-evidence.ts";
import { hourMs, tripPlaces, type TripPlaces } from "./trip-places.ts";

/** What is counted: by a rule, in a window, of some ships or of any. */
export interface Counted {
  readonly rule: CountingRule;
  readonly within: TimeSpan;
  /** Names; null: any ship, also such as nobody named. */
  readonly ships: readonly string[] | null;
  /** Pier, for a rule that counts at one. */
  readonly pier: { readonly portId: string; readonly areaId: string } | null;
}

export interface BuiltFleet {
  readonly fleet: Fleet;
  readonly places: TripPlaces;
  readonly misses: number;
  /** False where so many looks may have missed a ship that none of them was taken to show that it was not there. */
  readonly isWeighed: boolean;
  readonly remarks: readonly string[];
}

/** With more misses than these a search takes long and looks bind little. */
const mostMisses = 60;

/** The fleet that evidence tells of in a window. A sighting whose span reaches beyond the window may lie outside it and is left out. */
export function fleetOfEvidence(
  { ports, settings }: ShuttleQuestion,
  evidence: TripEvidence,
  { rule, within, ships, pier }: Counted,
): BuiltFleet {
  const remarks: string[] = [];
  const [from, to] = [within.fromMs, within.toMs - 1];
  const inside = evidence.sightings.filter((s) => s.at.fromMs >= from && s.at.toMs - 1 <= to);
  const places = tripPlaces(
    rule,
    ports,
    inside.filter((s) => s.ship !== null),
    settings,
    pier,
  );
  const names = namesIn(evidence.sightings).filter((n) => ships === null || ships.includes(n));
  const looksInside = evidence.looks.filter(
    (l) => l.at.fromMs >= from && l.at.toMs - 1 <= to && isSharp(l, settings.leastFoundChance),
  );
  const indexOf = new Map(looksInside.map((l, i) => [l.id, i]));
  const open: OpenLook[] = looksInside.map((look) => ({
    absence: absenceOf(look, places),
    named: inside.flatMap((s) => (s.ship !== null && s.lookId === look.id ? [s.ship] : [])),
    isWhole: look.saw === "whole" && placesOf(look, places).length === 1,
  }));
  const allowed = missesAllowed(
    looksInside
      .filter((_, i) => open[i]?.isWhole)
      .map((l) => 1 - (l.foundChance ?? settings.usualFoundChance)),
    settings.missesBeyond,
  );
  const isWeighed = allowed <= mostMisses;
  if (!isWeighed)
    remarks.push(
      `${allowed} looks may have missed a ship, too many to weigh: looks that showed none were not used, which leaves the most too large`,
    );
  const unnamed: UnnamedSighting[] = inside
    .filter((s) => s.ship === null && places.indicesOf(s).length > 0)
    .map((s) => ({
      presence: presenceOf(s, places),
      candidates: fits(s, settings.fleetMetres) ? s.candidates : [],
      look: s.lookId === null ? null : (indexOf.get(s.lookId) ?? null),
    }));
  const itinerary = { places: places.places, travel: places.travel, from, to };
  const fleetShips = names.map((name): FleetShip => {
    const all = inside.filter((s) => s.ship === name);
    const { kept, dropped } = withoutContradiction(
      all,
      (some) =>
        extremeSchedule(
          { ...itinerary, presences: some.map((s) => presenceOf(s, places)), absences: [] },
          { rule, roles: places.roles, end: "least" },
        ) !== null,
    );
    for (const s of dropped)
      remarks.push(
        `${name}: ${s.id} (${s.at.text}) cannot be the same ship as the others at ${settings.greatestKnots} knots; left out`,
      );
    return {
      name,
      presences: kept.map((s) => presenceOf(s, places)),
      absences: awayOf(name, evidence.heardAway ?? [], places, from, to),
    };
  });
  return {
    fleet: {
      itinerary,
      roles: places.roles,
      ships: fleetShips,
      unnamed,
      looks: isWeighed ? open : open.map((look) => ({ ...look, isWhole: false })),
      // Of named ships alone: unnamed sightings may all have been others.
      otherHulls: ships === null ? settings.otherHulls : null,
    },
    places,
    misses: isWeighed ? allowed : 0,
    isWeighed,
    remarks,
  };
}

/** A silence that counts as a gap is longer than this: a shorter stay may lie between two reports, in milliseconds. */
const shortestGapMs = 6 * hourMs;

/** Moments at which a ship that was heard elsewhere was in none of the ports, close enough together for no stay to fit between. */
function awayOf(
  name: string,
  heard: readonly HeardAway[],
  { places }: TripPlaces,
  from: number,
  to: number,
): Absence[] {
  return heard
    .filter((h) => h.ship === name && h.toMs > from && h.fromMs < to)
    .flatMap((h) =>
      places.flatMap(({ id, free, leastStay }, place) =>
        !free || leastStay < shortestGapMs
          ? []
          : momentsIn(
              { fromMs: Math.max(h.fromMs, from - 1), toMs: Math.min(h.toMs, to + 1) },
              leastStay,
            ).map((at): Absence => ({ id: `heard away from ${id} at ${at}`, place, from: at, to: at })),
      ),
    );
}

export const namesIn = (sightings: readonly ShipSighting[]): string[] =>
  [...new Set(sightings.flatMap((s) => (s.ship === null ? [] : [s.ship])))].toSorted();

const isSharp = (look: PortLook, least: number): boolean =>
  look.foundChance === null || look.foundChance >= least;

const fits = ({ lengthMetres }: ShipSighting, [shortest, longest]: readonly [number, number]): boolean =>
  lengthMetres === null || (lengthMetres >= shortest && lengthMetres <= longest);

const presenceOf = (s: ShipSighting, places: TripPlaces): Presence => {
  const [first, last] = [s.at.fromMs, s.at.toMs - 1];
  return {
    id: s.id,
    places: places.indicesOf(s),
    arriveBy: s.throughout ? first : last,
    stayUntil: s.throughout ? last : first,
  };
};

const placesOf = (look: PortLook, places: TripPlaces): readonly number[] =>
  places.indicesOf({ placeId: look.portId, areaId: look.areaId }).filter(
    // A look at one pier says nothing of a port that is one place to the rule.
    (i) => look.areaId === null || places.places[i]?.id === `${look.portId}/${look.areaId}`,
  );

const absenceOf = (look: PortLook, places: TripPlaces): Absence => ({
  id: look.id,
  place: placesOf(look, places)[0] ?? -1,
  from: look.at.fromMs,
  to: look.at.toMs - 1,
});

/** Leaves out the fewest sightings, one after another, until one ship can have been all of them. */
function withoutContradiction(
  all: readonly ShipSighting[],
  isPossible: (some: readonly ShipSighting[]) => boolean,
): { readonly kept: readonly ShipSighting[]; readonly dropped: readonly ShipSighting[] } {
  if (isPossible(all)) return { kept: all, dropped: [] };
  const kept: ShipSighting[] = [];
  const dropped: ShipSighting[] = [];
  for (const single of all)
    if (isPossible(all.filter((s) => s !== single)))
      return { kept: all.filter((s) => s !== single), dropped: [single] };
  for (const s of all.toSorted((a, b) => a.at.fromMs - b.at.fromMs))
    if (isPossible([...kept, s])) kept.push(s);
    else dropped.push(s);
  return { kept, dropped };
}
