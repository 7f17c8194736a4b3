import { logAdd } from "../decoding/log-sum.ts";
import type { LookQuality } from "./detector-errors.ts";
import { drawnIndex } from "./drawn-index.ts";
import { loneRuns, type Lone, type LoneRuns, type SideCars } from "./lone-runs.ts";
import { pairsOf, placesOf, type Pair, type SharedErrors, type TrackCars } from "./placed-pairs.ts";
import { likeness } from "./stay-model.ts";

/** One way in which the track may have changed: for each car its counterpart's index, or what it is without one. */
export interface StayPath {
  readonly before: readonly (number | Lone)[];
  readonly after: readonly (number | Lone)[];
}

export interface StayLattice {
  /** Logarithm of the likelihood of both looks. */
  readonly log: number;
  /** One way, as often as it is probable. `next` gives uniform numbers in [0, 1). */
  readonly draw: (next: () => number) => StayPath;
}

/**
 * All ways in which the cars of a track may have stayed, left and come, summed. Pairs of cars that did not move keep their order, since cars on a track cannot
 * pass each other; between two pairs lie runs of cars without a counterpart, of each look for itself (a pair hidden Markov model: Durbin and others,
 * Biological Sequence Analysis, 1998, chapter 4; ways are traced back by chance: section 4.3). Exchanging the looks, or turning the line around, changes
 * nothing but the order of summing.
 */
export function stayLattices(track: TrackCars): (shared: SharedErrors) => StayLattice {
  const ofBefore = runsOf(track.before);
  const ofAfter = runsOf(track.after);
  const places = placesOf(track);
  return (shared) =>
    stayLattice(
      track,
      pairsOf(places(shared.shiftMetres), shared),
      ofBefore(shared.before, shared.after),
      ofAfter(shared.after, shared.before),
    );
}

/** Runs of one look, kept for each pair of qualities: they do not depend on the shift. */
function runsOf(side: SideCars): (own: LookQuality, other: LookQuality) => LoneRuns {
  const kept = new Map<LookQuality, Map<LookQuality, LoneRuns>>();
  return (own, other) => {
    const row = kept.get(own) ?? new Map<LookQuality, LoneRuns>();
    kept.set(own, row);
    const runs = row.get(other) ?? loneRuns(side, own, other);
    row.set(other, runs);
    return runs;
  };
}

function stayLattice(
  { before, after }: TrackCars,
  pairs: readonly Pair[],
  ofBefore: LoneRuns,
  ofAfter: LoneRuns,
): StayLattice {
  const [n, m] = [before.middles.length, after.middles.length];
  const between = (from: Pair | null, to: Pair | null): number =>
    ofBefore.weight(from?.before ?? -1, to?.before ?? n) + ofAfter.weight(from?.after ?? -1, to?.after ?? m);
  const follows = (a: Pair, b: Pair): boolean =>
    b.before === a.before + 1 &&
    b.after === a.after + 1 &&
    before.strings[a.before] === before.strings[b.before] &&
    after.strings[a.after] === after.strings[b.after];
  const apart = (a: Pair, b: Pair): boolean => a.before < b.before && a.after < b.after && !follows(a, b);
  /** [2 * pair + look] */
  const sums = new Float64Array(2 * pairs.length).fill(-Infinity);
  const whole = (p: number): number => logAdd(sums[2 * p] ?? -Infinity, sums[2 * p + 1] ?? -Infinity);
  const wholes = new Float64Array(pairs.length);
  const looks = [0, 1] as const;
  for (const [p, to] of pairs.entries()) {
    let fresh = between(null, to);
    for (let q = 0; q < p; q++) {
      const from = pairs[q];
      if (from === undefined) continue;
      if (apart(from, to)) fresh = logAdd(fresh, (wholes[q] ?? -Infinity) + between(from, to));
      else if (follows(from, to))
        for (const look of looks)
          for (const was of looks)
            sums[2 * p + look] = logAdd(
              sums[2 * p + look] ?? -Infinity,
              (sums[2 * q + was] ?? -Infinity) + likeness.next[was][look] + to.onward + to.looks[look],
            );
    }
    for (const look of looks)
      sums[2 * p + look] = logAdd(
        sums[2 * p + look] ?? -Infinity,
        fresh + likeness.first[look] + to.fresh + to.looks[look],
      );
    wholes[p] = whole(p);
  }
  const ends = [
    between(null, null),
    ...pairs.map((pair, p) => (wholes[p] ?? -Infinity) + between(pair, null)),
  ];
  return {
    log: ends.reduce(logAdd, -Infinity),
    draw: (next) => {
      const chain: Pair[] = [];
      let p = drawnIndex(ends, next) - 1;
      let look = p < 0 ? 0 : drawnIndex([sums[2 * p] ?? 0, sums[2 * p + 1] ?? 0], next);
      while (p >= 0) {
        const to = pairs[p];
        if (to === undefined) break;
        chain.unshift(to);
        const ways: (readonly [pair: number, look: number | null])[] = [[-1, null]];
        const own = (look === 0 ? likeness.first[0] : likeness.first[1]) + to.fresh;
        const weights = [between(null, to) + own];
        for (let q = 0; q < p; q++) {
          const from = pairs[q];
          if (from === undefined) continue;
          if (apart(from, to)) {
            ways.push([q, null]);
            weights.push((wholes[q] ?? -Infinity) + between(from, to) + own);
          } else if (follows(from, to))
            for (const was of looks) {
              ways.push([q, was]);
              weights.push(
                (sums[2 * q + was] ?? -Infinity) + likeness.next[was][look === 0 ? 0 : 1] + to.onward,
              );
            }
        }
        const [q, was] = ways[drawnIndex(weights, next)] ?? [-1, null];
        p = q;
        if (p >= 0) look = was ?? drawnIndex([sums[2 * p] ?? 0, sums[2 * p + 1] ?? 0], next);
      }
      return pathOf(chain, [n, m], (side, from, to) =>
        (side === "before" ? ofBefore : ofAfter).draw(from, to, next),
      );
    },
  };
}

function pathOf(
  chain: readonly Pair[],
  [n, m]: readonly [number, number],
  run: (side: "before" | "after", from: number, to: number) => Lone[],
): StayPath {
  const before: (number | Lone)[] = [];
  const after: (number | Lone)[] = [];
  for (const pair of [...chain, null]) {
    before.push(...run("before", before.length - 1, pair?.before ?? n));
    after.push(...run("after", after.length - 1, pair?.after ?? m));
    if (pair !== null) {
      before.push(pair.after);
      after.push(pair.before);
    }
  }
  return { before, after };
}
