import type { StopSignal } from "../../../base/abort.ts";
import type { CountingRule } from "../counting-rule.ts";
import { EarliestQueue } from "./earliest-queue.ts";
import { inOrderOfArrival, noHits, type HitSet } from "./hit-sets.ts";
import { mustBeItinerary, withoutShortcuts, type Itinerary } from "./itinerary.ts";
import { nextStays, searchOver } from "./next-stays.ts";
import { stepsOf, type PlaceRole } from "./rule-steps.ts";

/** One stay of a schedule, in the units of the itinerary; ends included. */
export interface PlannedStay {
  readonly place: number;
  readonly arrive: number;
  readonly leave: number;
  /** What the rule counted at its beginning: 0 or 1. */
  readonly gain: 0 | 1;
  readonly missed: readonly string[];
}

export interface ExtremeSchedule {
  readonly count: number;
  readonly stays: readonly PlannedStay[];
}

export interface ExtremeOptions {
  readonly rule: CountingRule;
  /** What each place is to the rule. */
  readonly roles: readonly PlaceRole[];
  readonly end: "least" | "most";
  /** How many looks without the ship may have missed it. */
  readonly misses?: number;
  /** A published floor: at least so many were counted by this moment. */
  readonly floor?: CountFloor | undefined;
  /** Is told how much work it took. */
  readonly work?: Work | undefined;
  readonly signal?: StopSignal | undefined;
}

/** Steps taken so far by searches that share a budget: the same on every machine. */
export interface Work {
  steps: number;
}

export interface CountFloor {
  readonly by: number;
  readonly atLeast: number;
}

/** A schedule so far: it ends with `stay`. */
interface Path {
  readonly before: Path | null;
  readonly stay: PlannedStay | null;
  readonly leave: number;
  readonly phase: number;
  readonly hits: HitSet;
  readonly misses: number;
  readonly count: number;
  /** Counted by the moment of the floor, no more than the floor asks for. */
  readonly early: number;
}

/** How many steps between two looks at the signal. */
const stepsBetweenLooks = 4096;
const noFloor: CountFloor = { by: Number.NEGATIVE_INFINITY, atLeast: 0 };

/**
 * The least or the most that a rule counts over all schedules of one ship that obey everything known of it, with a schedule that reaches it.
 * Exact: a search over schedules in order of their last departure, in which of two that end at the same place, in the same phase of the
 * rule and with the same sightings accounted for, the one that left earlier and counted no worse is kept. The proof: docs/method/voyages.md.
 * @returns null when no schedule obeys all that is known: then a sighting, a look or a least time is wrong
 * @throws RangeError when the itinerary is none
 */
export function extremeSchedule(itinerary: Itinerary, options: ExtremeOptions): ExtremeSchedule | null {
  mustBeItinerary(itinerary);
  const { places, from } = itinerary;
  const { roles, end, misses: missesAllowed = 0, signal, work, floor = noFloor } = options;
  const { step } = stepsOf(options.rule);
  const presences = inOrderOfArrival(itinerary.presences);
  const search = searchOver(itinerary, presences);
  const travel = withoutShortcuts(itinerary.travel, places);
  const better = (a: number, b: number): boolean => (end === "most" ? a > b : a < b);
  /** Best count popped so far by number of misses; whatever comes later left no earlier. */
  const popped = new Map<string, number[]>();
  const isDominated = (key: string, misses: number, count: number): boolean => {
    const best = popped.get(key);
    if (best === undefined) return false;
    for (let m = 0; m <= misses; m++) {
      const known = best[m];
      if (known !== undefined && !better(count, known)) return true;
    }
    return false;
  };
  const keyOf = (place: number, phase: number, early: number, hits: HitSet): string =>
    `${place}/${phase}/${early}/${hits.key}`;

  const queue = new EarliestQueue<Path>((path) => path.leave);
  const extend = (path: Path): void => {
    const last = path.stay?.place;
    for (const [place, { leastStay, free }] of places.entries()) {
      // At the start of the window the ship may lie anywhere, for any time already.
      const earliest = last === undefined ? from - leastStay : path.leave + (travel[last]?.[place] ?? 0);
      const [phase, gain] = step(path.phase, roles[place] ?? "other");
      const count = path.count + gain;
      const missesLeft = missesAllowed - path.misses;
      for (const next of nextStays(search, place, leastStay, earliest, path.hits, missesLeft)) {
        const isEarly = next.arrive <= floor.by && path.early < floor.atLeast;
        // A stay that accounts for nothing can be left out of a least schedule, and leads nowhere if no port lies there.
        if (next.newHits === 0 && (!free || (end === "least" && !isEarly))) continue;
        const early = path.early + (isEarly ? gain : 0);
        const misses = path.misses + next.missed.length;
        if (isDominated(keyOf(place, phase, early, next.hits), misses, count)) continue;
        queue.push({
          before: path,
          stay: { place, arrive: next.arrive, leave: next.leave, gain, missed: next.missed },
          leave: next.leave,
          phase,
          hits: next.hits,
          misses,
          count,
          early,
        });
      }
    }
  };

  let best: Path | null = null;
  let steps = 0;
  const start: Path = {
    before: null,
    stay: null,
    leave: from,
    phase: 0,
    hits: noHits,
    misses: 0,
    count: 0,
    early: 0,
  };
  const settle = (path: Path): void => {
    if (path.hits.first < presences.length || path.early < floor.atLeast) return;
    if (best === null || better(path.count, best.count)) best = path;
  };
  settle(start);
  extend(start);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (++steps % stepsBetweenLooks === 0) signal?.throwIfAborted();
    const key = keyOf(path.stay?.place ?? -1, path.phase, path.early, path.hits);
    if (isDominated(key, path.misses, path.count)) continue;
    const counts = popped.get(key) ?? [];
    counts[path.misses] = path.count;
    popped.set(key, counts);
    settle(path);
    extend(path);
  }
  if (work !== undefined) work.steps += steps;
  return best === null ? null : { count: (best as Path).count, stays: staysOf(best) };
}

function staysOf(path: Path): PlannedStay[] {
  const stays: PlannedStay[] = [];
  for (let at: Path | null = path; at !== null; at = at.before) if (at.stay !== null) stays.push(at.stay);
  return stays.toReversed();
}
