import type { Links } from "./links.ts";

/** For each state of `Links`: the odds that the best way ahead of it adds, and the state that it steps to; -1 where going on adds nothing. */
export interface BestWays {
  readonly ahead: Float32Array;
  readonly next: Int32Array;
}

/** What is so far ahead counts by a factor of 1/e: a line is judged by what is around it. */
const reachMetres = 60;
const sweeps = 30;

/** The best ways from every spot in both directions: Viterbi's recursion over place and direction, in turns until nothing changes. */
export function bestWays({ starts, to, gain, metres }: Links): BestWays {
  const states = starts.length - 1;
  const ahead = new Float32Array(states);
  const next = new Int32Array(states).fill(-1);
  const fade = metres.map((m) => Math.exp(-m / reachMetres));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = 0;
    for (let n = 0; n < states; n++) {
      const state = sweep % 2 === 0 ? n : states - 1 - n;
      let [best, way] = [0, -1];
      for (let at = starts[state] ?? 0; at < (starts[state + 1] ?? 0); at++) {
        const other = to[at] ?? 0;
        const found = (gain[at] ?? 0) + (fade[at] ?? 0) * (ahead[other] ?? 0);
        if (found > best) [best, way] = [found, other];
      }
      if (Math.abs(best - (ahead[state] ?? 0)) > 1e-3) changed++;
      ahead[state] = best;
      next[state] = way;
    }
    if (changed === 0) break;
  }
  return { ahead, next };
}
