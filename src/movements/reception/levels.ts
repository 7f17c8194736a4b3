import { coarseCell } from "./cells.ts";
import { classGroups, type Evidence } from "./evidence.ts";
import { addRow, tallies, type Tallies } from "./tallies.ts";

/** The same evidence four times, from fine to coarse in place and time. Keys end in the class. */
export interface Levels {
  readonly bins: number;
  /** Fine cell and bin of time. */
  readonly fineTime: Tallies;
  /** Fine cell, all of the time. */
  readonly fine: Tallies;
  /** Coarse cell and bin of time. */
  readonly coarseTime: Tallies;
  /** Coarse cell, all of the time. */
  readonly coarse: Tallies;
  /** Rows of the three others by row of `fineTime`. */
  readonly rowsAbove: () => {
    readonly fine: Int32Array;
    readonly coarseTime: Int32Array;
    readonly coarse: Int32Array;
  };
}

export const keysOf = (bins: number, cell: number, bin: number, group: number) => {
  const wide = coarseCell(cell);
  return {
    fineTime: (cell * bins + bin) * classGroups + group,
    fine: cell * classGroups + group,
    coarseTime: (wide * bins + bin) * classGroups + group,
    coarse: wide * classGroups + group,
  };
};

/** The cell, bin of time and class of a key of `fineTime`. */
export function partsOf(key: number, bins: number) {
  const group = key % classGroups;
  const rest = (key - group) / classGroups;
  const bin = rest % bins;
  return { cell: (rest - bin) / bins, bin, group };
}

export function levelsOf({ fine: fineTime, times: { bins } }: Evidence): Levels {
  const [fine, coarseTime, coarse] = [tallies(16_384), tallies(16_384), tallies(4096)];
  let above = { fine: new Int32Array(0), coarseTime: new Int32Array(0), coarse: new Int32Array(0) };
  let done = 0;
  // Gaps may lead through cells in which nobody else was: rows are joined as they come.
  const join = (): void => {
    const size = fineTime.size();
    if (size === done) return;
    const wider = {
      fine: new Int32Array(size),
      coarseTime: new Int32Array(size),
      coarse: new Int32Array(size),
    };
    wider.fine.set(above.fine);
    wider.coarseTime.set(above.coarseTime);
    wider.coarse.set(above.coarse);
    const keys = fineTime.keys();
    for (; done < size; done++) {
      const { cell, bin, group } = partsOf(keys[done] ?? 0, bins);
      const names = keysOf(bins, cell, bin, group);
      const [a, b, c] = [fine.row(names.fine), coarseTime.row(names.coarseTime), coarse.row(names.coarse)];
      wider.fine[done] = a;
      wider.coarseTime[done] = b;
      wider.coarse[done] = c;
      addRow(fineTime.columns, done, fine.columns, a);
      addRow(fineTime.columns, done, coarseTime.columns, b);
      addRow(fineTime.columns, done, coarse.columns, c);
    }
    above = wider;
  };
  join();
  return {
    bins,
    fineTime,
    fine,
    coarseTime,
    coarse,
    rowsAbove: () => {
      join();
      return above;
    },
  };
}
