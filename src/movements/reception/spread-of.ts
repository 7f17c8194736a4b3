import type { Levels } from "./levels.ts";
import type { TallyColumns } from "./tallies.ts";

/**
 * How much alike things of one group are, as correlations within the group from 0 to 1: reports of one ship in a cell and hour, hours of one cell, cells of one
 * coarse cell. They say how much a tally is worth and how far one may conclude from the group to its member.
 */
export interface Alikeness {
  readonly ofShip: number;
  readonly ofTime: number;
  readonly ofCell: number;
}

/** What is taken where there is too little to estimate them from. */
export const usualAlikeness: Alikeness = { ofShip: 0.2, ofTime: 0.1, ofCell: 0.05 };

/**
 * Least correlations that are believed. Receivers fail seldom and then wholly: a week without a failure must not teach that hours are all alike, or the next
 * failure would be taken for ships that switched off.
 */
const least: Alikeness = { ofShip: 0.02, ofTime: 0.1, ofCell: 0.02 };

/** Slots that a correlation must rest on. */
const fewestSlots = 2000;

/**
 * By the method of moments: what groups vary more than chance would make them (J. C. Kleinman, Proportions with extraneous variance: single and independent
 * samples, Journal of the American Statistical Association 68, 1973).
 */
export function alikenessOf(levels: Levels): Alikeness {
  const ofShip = shipAlikeness(levels.fineTime.columns, levels.fineTime.size());
  const { fine, coarse } = levels.rowsAbove();
  return {
    ofShip,
    ofTime: Math.max(
      least.ofTime,
      groupAlikeness(levels.fineTime.columns, levels.fineTime.size(), fine, ofShip, usualAlikeness.ofTime),
    ),
    ofCell: Math.max(
      least.ofCell,
      groupAlikeness(
        levels.fine.columns,
        levels.fine.size(),
        parentsOf(levels, fine, coarse),
        ofShip,
        usualAlikeness.ofCell,
      ),
    ),
  };
}

/** The coarse row of each fine row. */
function parentsOf(levels: Levels, fine: Int32Array, coarse: Int32Array): Int32Array {
  const parents = new Int32Array(levels.fine.size());
  for (const [i, row] of fine.entries()) parents[row] = coarse[i] ?? 0;
  return parents;
}

function shipAlikeness(c: TallyColumns, size: number): number {
  let [over, room, slots] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    const groups = (c.groups[i] ?? 0) + (c.silentGroups[i] ?? 0);
    const n = (c.slots[i] ?? 0) + (c.silent[i] ?? 0);
    if (groups < 2 || n < 4) continue;
    const h = c.heard[i] ?? 0;
    const within = ((h / n) * (1 - h / n) * n) / (n - 1);
    over += (c.heardSquares[i] ?? 0) - (h * h) / n - within * (groups - 1);
    room += within * (n - ((c.squares[i] ?? 0) + (c.silentSquares[i] ?? 0)) / n - (groups - 1));
    slots += n;
  }
  return slots < fewestSlots || room <= 0
    ? usualAlikeness.ofShip
    : Math.max(least.ofShip, Math.min(0.6, over / room));
}

/** Slots that count once as many as they are alike. */
export const worth = (slots: number, squares: number, ofShip: number): number =>
  slots <= 0 ? 0 : slots / (1 + Math.max(0, squares / slots - 1) * ofShip);

function groupAlikeness(
  c: TallyColumns,
  size: number,
  parents: Int32Array,
  ofShip: number,
  usual: number,
): number {
  let most = -1;
  for (let i = 0; i < size; i++) most = Math.max(most, parents[i] ?? 0);
  const [n, h, nn, children] = [0, 1, 2, 3].map(() => new Float64Array(most + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const hh = new Float64Array(most + 1);
  let slots = 0;
  for (let i = 0; i < size; i++) {
    const all = (c.slots[i] ?? 0) + (c.silent[i] ?? 0);
    const counts = worth(all, (c.squares[i] ?? 0) + (c.silentSquares[i] ?? 0), ofShip);
    if (counts < 2) continue;
    const p = parents[i] ?? 0;
    const heard = (counts * (c.heard[i] ?? 0)) / all;
    n[p] = (n[p] ?? 0) + counts;
    h[p] = (h[p] ?? 0) + heard;
    nn[p] = (nn[p] ?? 0) + counts * counts;
    hh[p] = (hh[p] ?? 0) + (heard * heard) / counts;
    children[p] = (children[p] ?? 0) + 1;
    slots += all;
  }
  let [over, room] = [0, 0];
  for (let p = 0; p <= most; p++) {
    const [count, total, heard] = [children[p] ?? 0, n[p] ?? 0, h[p] ?? 0];
    if (count < 2) continue;
    const within = ((heard / total) * (1 - heard / total) * total) / (total - 1);
    over += (hh[p] ?? 0) - (heard * heard) / total - within * (count - 1);
    room += within * (total - (nn[p] ?? 0) / total - (count - 1));
  }
  return slots < fewestSlots || room <= 0 ? usual : Math.max(0, Math.min(0.3, over / room));
}
