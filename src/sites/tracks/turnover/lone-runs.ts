import { logAdd } from "../decoding/log-sum.ts";
import type { LookQuality } from "./detector-errors.ts";
import { drawnIndex } from "./drawn-index.ts";
import { staying } from "./stay-model.ts";

/** Cars of one look on a track, in order of its line. */
export interface SideCars {
  /** Middles in metres along the line. */
  readonly middles: Float64Array;
  /** Number of the string of each car. */
  readonly strings: readonly number[];
  /** How much more probable its look is of no car than of a car (`doubtOf`). */
  readonly doubts: Float64Array;
  /** 1 where the other look could not see the place, or the car is cut: nothing follows from its absence there. */
  readonly blind: Uint8Array;
}

/** What a car is that has no counterpart at the other look: one that was not found there, one that was not there, or no car at all. */
export const lone = ["unfound", "gone", "none"] as const;
export type Lone = (typeof lone)[number];
const [gone, none] = [1, 2] as const;
const states = lone.length;

/** What misleads the detector misleads it on neighbours too: the chance that the next car of a string is missed, or none, where one was. */
const goesOn = { unfound: 0.5, none: 0.55 } as const;
const parted = Math.log(staying.parted);

/**
 * Cars of one look between two that have a counterpart: `from` and `to` are the indices of these two, -1 and the number of cars at the ends of the
 * track. Runs of the two looks do not depend on each other.
 */
export interface LoneRuns {
  /** Logarithm of the sum over all that the cars between may be. */
  readonly weight: (from: number, to: number) => number;
  /** What they are in one way, as often as it is probable. */
  readonly draw: (from: number, to: number, next: () => number) => Lone[];
}

export function loneRuns(
  { strings, doubts, blind }: SideCars,
  own: LookQuality,
  other: LookQuality,
): LoneRuns {
  const n = strings.length;
  const coupled = (k: number): boolean => k > 0 && k < n && strings[k] === strings[k - 1];
  const isBlind = (k: number): boolean => blind[k] === 1;
  const car = Math.log(1 - own.wrong);
  // Of the cars that stood there at both looks only those are known that at least one look found.
  const missed = Math.log(((1 - own.missed) * other.missed) / (1 - own.missed * other.missed));
  const first = [car + missed, car, Math.log(own.wrong)];
  const again = [car + Math.log(goesOn.unfound), car, Math.log(goesOn.none)];
  /** Weight of car `k` in a state, after one in another state; null: after a car with a counterpart or at the start. */
  const step = (k: number, state: number, before: number | null, from: number): number => {
    if (isBlind(k)) return state === gone ? 0 : -Infinity;
    const doubt = state === none ? Math.log(doubts[k] ?? 1) : 0;
    const free = !coupled(k) || (k - 1 > from && isBlind(k - 1)) || k === 0;
    if (free) return (first[state] ?? 0) + doubt;
    if (before === null) return (first[state] ?? 0) + doubt + (state === gone ? parted : 0);
    if (state === before) return (again[state] ?? 0) + doubt;
    const parts = before !== none && state !== none ? parted : 0;
    return (first[state] ?? 0) + doubt + parts;
  };
  /** Weight of what follows the last car of a run. */
  const last = (to: number, state: number): number =>
    to < n && coupled(to) && state === gone && !isBlind(to - 1) ? parted : 0;
  const onwards = (k: number, from: number, sums: Float64Array): Float64Array => {
    const now = new Float64Array(states).fill(-Infinity);
    for (let s = 0; s < states; s++)
      if (k === from + 1) now[s] = step(k, s, null, from);
      else
        for (let b = 0; b < states; b++)
          now[s] = logAdd(now[s] ?? -Infinity, (sums[b] ?? -Infinity) + step(k, s, b, from));
    return now;
  };
  const table = new Float64Array((n + 1) * (n + 1));
  for (let from = -1; from < n; from++) {
    let sums: Float64Array = new Float64Array(states);
    for (let to = from + 1; to <= n; to++) {
      if (to > from + 1) {
        sums = onwards(to - 1, from, sums);
        let all = -Infinity;
        for (let s = 0; s < states; s++) all = logAdd(all, (sums[s] ?? -Infinity) + last(to, s));
        table[(from + 1) * (n + 1) + to] = all;
      }
    }
  }
  return {
    weight: (from, to) => table[(from + 1) * (n + 1) + to] ?? -Infinity,
    draw: (from, to, next) => {
      const sums: Float64Array[] = [];
      for (let k = from + 1; k < to; k++)
        sums.push(onwards(k, from, sums.at(-1) ?? new Float64Array(states)));
      const run: Lone[] = [];
      let state: number | null = null;
      for (let k = to - 1; k > from; k--) {
        const after: number | null = state;
        const weights = Array.from(
          sums[k - from - 1] ?? [],
          (sum, s) => sum + (after === null ? last(to, s) : step(k + 1, after, s, from)),
        );
        state = drawnIndex(weights, next);
        run.push(lone[state] ?? "none");
      }
      return run.toReversed();
    },
  };
}
