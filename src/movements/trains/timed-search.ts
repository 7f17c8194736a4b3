import type { LooksSearch } from "../../sites/tracks/turnover/search-looks.ts";
import type { FoundTrain } from "../../sites/tracks/turnover/find-again.ts";
import { runBetween, type PublishedLength, type Run, type RunSettings, type TrainPlace } from "./run.ts";

/** One look of a search, with whether the train can have come there, and what is left of each candidate then. */
export interface TimedLook {
  readonly lookId: string;
  readonly run: Run;
  /** By posterior, the most probable first. All are 0 where the train cannot have been there. */
  readonly ranked: readonly FoundTrain[];
  /** That none of what stands there is the train. */
  readonly noneOfThese: number;
  /** What it was by the order of cars alone. */
  readonly noneByCars: number;
  /** Other looks in which the train cannot have been too, if it was in this one. */
  readonly excludes: readonly string[];
}

export interface TimedSearch {
  readonly print: LooksSearch["print"];
  readonly mix: LooksSearch["mix"];
  readonly looks: readonly TimedLook[];
  readonly settings: RunSettings;
}

/** Looks that are weighed together for excluding each other; more are weighed each by itself. */
const weighedTogether = 12;

/**
 * Adds time to a search by cars. A look that the train cannot have reached has it not, however like its cars are. Where two looks cannot both
 * have it, what speaks for one speaks against the other: all sets of looks in which it may have been are weighed together.
 */
export function timedSearch(
  { print, mix, looks }: LooksSearch,
  own: TrainPlace,
  places: ReadonlyMap<string, TrainPlace>,
  settings: RunSettings,
  published: PublishedLength,
): TimedSearch {
  const reached = looks.flatMap(({ lookId, search }) => {
    const place = places.get(lookId);
    if (place === undefined) throw new RangeError(`timedSearch: no place for look ${lookId}`);
    const run = runBetween(own, place, settings, published);
    return [{ lookId, search, place, run, chance: run.feasible === "no" ? 0 : 1 - search.noneOfThese }];
  });
  const isApart = (a: TrainPlace, b: TrainPlace): boolean =>
    runBetween(a, b, settings, published).feasible === "no";
  const weighed = reached
    .filter((r) => r.chance > 0)
    .toSorted((a, b) => b.chance - a.chance || (a.lookId < b.lookId ? -1 : 1))
    .slice(0, weighedTogether);
  const chances = chancesTogether(
    weighed.map((r) => r.chance),
    (i, j) => {
      const [a, b] = [weighed[i], weighed[j]];
      return a !== undefined && b !== undefined && isApart(a.place, b.place);
    },
  );
  const chanceOf = new Map(weighed.map((r, i) => [r.lookId, chances[i] ?? 0]));
  return {
    print,
    mix,
    settings,
    looks: reached.map(({ lookId, search, place, run, chance }): TimedLook => {
      const now = chanceOf.get(lookId) ?? chance;
      const scale = chance === 0 ? 0 : now / chance;
      return {
        lookId,
        run,
        ranked: search.ranked.map((f) => ({ ...f, posterior: f.posterior * scale })),
        noneOfThese: search.ranked.length === 0 ? 1 : 1 - now,
        noneByCars: search.noneOfThese,
        excludes:
          now === 0
            ? []
            : reached
                .filter((r) => r.lookId !== lookId && r.chance > 0 && isApart(place, r.place))
                .map((r) => r.lookId),
      };
    }),
  };
}

/**
 * Chances that each of some things holds, out of their chances apart from each other, given that some pairs cannot both hold: over all sets
 * without such a pair, each as probable as its things apart.
 */
export function chancesTogether(
  apart: readonly number[],
  excludes: (i: number, j: number) => boolean,
): number[] {
  const sums = apart.map(() => 0);
  let all = 0;
  const visit = (index: number, chosen: readonly number[], weight: number): void => {
    if (weight === 0) return;
    const chance = apart[index];
    if (chance === undefined) {
      all += weight;
      for (const i of chosen) sums[i] = (sums[i] ?? 0) + weight;
      return;
    }
    visit(index + 1, chosen, weight * (1 - chance));
    if (!chosen.some((i) => excludes(i, index))) visit(index + 1, [...chosen, index], weight * chance);
  };
  visit(0, [], 1);
  // Where all are certain and exclude each other no set is left: nothing can be said for one over another.
  return all > 0 ? sums.map((s) => s / all) : apart.map(() => 0);
}
