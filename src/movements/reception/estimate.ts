import { logGamma } from "../../base/probability/gamma.ts";
import { keysOf, type Levels } from "./levels.ts";
import { worth, type Alikeness } from "./spread-of.ts";
import type { Tallies } from "./tallies.ts";

/** That a slot is heard, with what the estimate is worth in slots that are independent. */
export interface SlotEstimate {
  readonly mean: number;
  readonly weight: number;
}

/** What one ship added to the tallies by its own gaps: silent slots and their squares, by key. */
export interface Own {
  readonly fineTime: ReadonlyMap<number, readonly [slots: number, squares: number]>;
  readonly fine: ReadonlyMap<number, readonly [slots: number, squares: number]>;
  readonly coarseTime: ReadonlyMap<number, readonly [slots: number, squares: number]>;
  readonly coarse: ReadonlyMap<number, readonly [slots: number, squares: number]>;
}

/** Groups of class whose evidence counts for a sender: its own and the unknown; all for one whose class is unknown. */
const groupsFor = [
  [0, 2],
  [1, 2],
  [0, 1, 2],
] as const;
/** What other classes are worth for one that has nothing of its own, in independent slots. */
const otherClassWeight = 4;

const logit = (p: number): number => Math.log(p / (1 - p));
const inside = (p: number): number => Math.min(1 - 1e-6, Math.max(1e-6, p));

/**
 * The share of slots heard in a cell and bin of time, each level shrunk to the one above by how alike its members are. The estimate begins with the coarse
 * cell over all of the time; the cell and the hour each say how they differ from it, and both together are what is expected of the cell in that hour before its
 * own slots are counted.
 * @param group class of the sender: 0 A, 1 B, 2 not known
 * @param own gaps of the ship that is asked about, left out
 * @returns null where nobody else was ever heard in the coarse cell
 */
export function estimateSlot(
  levels: Levels,
  alike: Alikeness,
  cell: number,
  bin: number,
  group: number,
  own: Own | null,
): SlotEstimate | null {
  const keys = keysOf(levels.bins, cell, bin, 0);
  const groups = groupsFor[group] ?? groupsFor[2];
  const all = sumOf(levels.coarse, keys.coarse, groupsFor[2], own?.coarse, alike.ofShip);
  if (all.heard <= 0) return null;
  const everybody = (all.heard + 0.5) / (all.counts + 1);
  const wide = shrunk(
    group === 2 ? all : sumOf(levels.coarse, keys.coarse, groups, own?.coarse, alike.ofShip),
    everybody,
    otherClassWeight,
  );
  const perTime = 1 / alike.ofTime - 1;
  const perCell = 1 / alike.ofCell - 1;
  const place = shrunk(sumOf(levels.fine, keys.fine, groups, own?.fine, alike.ofShip), wide.mean, perCell);
  const time = shrunk(
    sumOf(levels.coarseTime, keys.coarseTime, groups, own?.coarseTime, alike.ofShip),
    wide.mean,
    perTime,
  );
  const expected =
    1 / (1 + Math.exp(-(logit(inside(place.mean)) + logit(inside(time.mean)) - logit(inside(wide.mean)))));
  return shrunk(
    sumOf(levels.fineTime, keys.fineTime, groups, own?.fineTime, alike.ofShip),
    expected,
    // What is expected is worth no more than what it rests on.
    Math.min(perTime, time.weight, Math.max(place.weight, 1)),
  );
}

interface Sum {
  /** In independent slots. */
  readonly counts: number;
  readonly heard: number;
}

function sumOf(
  table: Tallies,
  key: number,
  groups: readonly number[],
  own: ReadonlyMap<number, readonly [number, number]> | undefined,
  ofShip: number,
): Sum {
  let [slots, squares, heard] = [0, 0, 0];
  const c = table.columns;
  for (const group of groups) {
    const row = table.find(key + group);
    if (row < 0) continue;
    slots += (c.slots[row] ?? 0) + (c.silent[row] ?? 0);
    squares += (c.squares[row] ?? 0) + (c.silentSquares[row] ?? 0);
    heard += c.heard[row] ?? 0;
    const mine = own?.get(key + group);
    if (mine !== undefined) {
      slots -= mine[0];
      squares -= mine[1];
    }
  }
  // What was taken off may leave less than nothing, by rounding.
  slots = Math.max(slots, heard);
  const counts = worth(slots, Math.max(squares, slots), ofShip);
  return { counts, heard: slots <= 0 ? 0 : (counts * heard) / slots };
}

const shrunk = ({ counts, heard }: Sum, mean: number, weight: number): SlotEstimate => ({
  mean: (heard + mean * weight) / (counts + weight),
  weight: counts + weight,
});

/**
 * Probability that nothing is heard in a number of slots, by the beta-binomial distribution: how well the share of the slots is known and how much ships
 * differ among themselves (one antenna is not as good as another) spread it. Parts of a slot count in part.
 */
export function unheard({ mean, weight }: SlotEstimate, slots: number, { ofShip }: Alikeness): number {
  const share = Math.min(0.9, 1 / (weight + 1) + ofShip);
  const precision = 1 / share - 1;
  const p = inside(mean);
  const [a, b] = [p * precision, (1 - p) * precision];
  return Math.min(1, Math.exp(logGamma(b + slots) + logGamma(a + b) - logGamma(b) - logGamma(a + b + slots)));
}
