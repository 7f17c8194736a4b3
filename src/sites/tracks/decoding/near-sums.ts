import type { Terms } from "./car-lengths.ts";
import { logSumWindow, type Window } from "./log-sum.ts";

/** How far, in logs, a source may stand above the common scale before the scale is moved: well inside of what a double holds. */
const headroom = 200;
/** How far above the scale a source may come to lie where the scale is moved down. */
const furthest = 500;
/** A sum below this has lost its digits to the scale, or had none. */
const leastSum = 1e-150;

/**
 * Sums over the nearest places of exp(source + term), as logs, with one exponential a place instead of one a pair: sources are kept as plain numbers
 * on a common scale, which is moved when they outgrow it. Sources are set in order, from one end of the strip to the other.
 */
export class NearSums {
  private readonly logs: Float64Array;
  private readonly plain: Float64Array;
  private readonly reach: number;
  private readonly side: 1 | -1;
  private scale = -Infinity;

  /** @param side 1: sums look ahead, and sources are set from the end backwards; -1: the other way round */
  constructor(boundaries: number, { reach, side }: { reach: number; side: 1 | -1 }) {
    this.logs = new Float64Array(boundaries).fill(-Infinity);
    this.plain = new Float64Array(boundaries);
    this.reach = reach;
    this.side = side;
  }

  set(at: number, log: number): void {
    this.logs[at] = log;
    if (log === -Infinity) this.plain[at] = 0;
    else if (log > this.scale + headroom) this.rescale(at, log);
    else this.plain[at] = Math.exp(log - this.scale);
  }

  /** Over distances from `least` to `most` places, both included. */
  sum(at: number, { logs: terms, shares }: Terms, least: number, most: number): number {
    let sum = 0;
    const { plain, side } = this;
    for (let n = least, i = at + side * least; n <= most; n++, i += side)
      sum += (plain[i] ?? 0) * (shares[n] ?? 0);
    if (sum > leastSum) return this.scale + Math.log(sum);
    const window: Window = { sources: this.logs, terms, side };
    const exact = logSumWindow(window, at, least, most);
    if (exact > -Infinity) this.rescale(at + side, exact);
    return exact;
  }

  private rescale(from: number, wanted: number): void {
    const { logs, plain, reach, side } = this;
    const last = Math.min(plain.length - 1, Math.max(0, from + side * reach));
    let top = -Infinity;
    for (let i = from; i !== last + side; i += side) top = Math.max(top, logs[i] ?? -Infinity);
    // A source that is near but outside of this sum may be far larger, and must not overflow when its turn comes.
    this.scale = Math.max(wanted, top - furthest);
    for (let i = from; i !== last + side; i += side) plain[i] = Math.exp((logs[i] ?? -Infinity) - this.scale);
  }
}
