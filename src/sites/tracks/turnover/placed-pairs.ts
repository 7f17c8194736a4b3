import type { LookQuality } from "./detector-errors.ts";
import type { SideCars } from "./lone-runs.ts";
import { farthestMetres, placeRatio } from "./stay-model.ts";

/** One track at both looks. */
export interface TrackCars {
  readonly before: SideCars;
  readonly after: SideCars;
  /** Logarithm of "the same car" to "two cars of the mix", [before][after]. */
  readonly logRatios: readonly Float64Array[];
  readonly lengthMetres: number;
}

/** What all cars of a yard share, whatever their track. */
export interface YardState {
  readonly before: LookQuality;
  readonly after: LookQuality;
  /** That a string stayed, rather than left and was followed by another at its place. */
  readonly stayOdds: number;
}

/** What all cars of the track share. */
export interface SharedErrors extends YardState {
  /** Metres along the line from a place at the first look to the same place at the second. */
  readonly shiftMetres: number;
}

/** Two cars that may be one that did not move, with what speaks for it. */
export interface Pair {
  readonly before: number;
  readonly after: number;
  /** Logarithms of its weight where both cars look as they did, and where one has changed. */
  readonly looks: readonly [asEver: number, changed: number];
  /** Logarithm of what the place says: where it is the first pair of a run, and where it follows another one. */
  readonly fresh: number;
  readonly onward: number;
}

/** Two cars that may be one that did not move, at one shift. */
type Placed = Pick<Pair, "before" | "after" | "fresh" | "onward"> & { readonly alike: number };

/** All pairs of cars that may be one that did not move, in the order of both looks; kept for each shift. */
export function placesOf({
  before,
  after,
  logRatios,
  lengthMetres,
}: TrackCars): (shift: number) => readonly Placed[] {
  const kept = new Map<number, Placed[]>();
  return (shiftMetres) => {
    const known = kept.get(shiftMetres);
    if (known !== undefined) return known;
    const pairs: Placed[] = [];
    for (const [i, x] of before.middles.entries())
      for (const [j, y] of after.middles.entries()) {
        const off = y - x - shiftMetres;
        if (Math.abs(off) > farthestMetres) continue;
        pairs.push({
          before: i,
          after: j,
          alike: logRatios[i]?.[j] ?? 0,
          fresh: placeRatio(off, false, lengthMetres),
          onward: placeRatio(off, true, lengthMetres),
        });
      }
    kept.set(shiftMetres, pairs);
    return pairs;
  };
}

export function pairsOf(
  places: readonly Placed[],
  { before: one, after: two, stayOdds }: SharedErrors,
): Pair[] {
  const found =
    Math.log(((1 - one.missed) * (1 - two.missed)) / (1 - one.missed * two.missed)) +
    Math.log((1 - one.wrong) * (1 - two.wrong));
  const odds = Math.log(stayOdds);
  return places.map(({ before, after, alike, fresh, onward }) => ({
    before,
    after,
    looks: [alike + found, found],
    fresh: fresh + odds,
    onward,
  }));
}
