import type { Spot } from "./spots.ts";

/** Calls back with the index of every spot of a list that may lie within a reach of a place. */
export type Nearby = (x: number, y: number, reach: number, found: (index: number) => void) => void;

/** Sorts spots into squares of ground. */
export function spotIndex(spots: readonly Pick<Spot, "x" | "y">[], cellMetres: number): Nearby {
  let [wide, high] = [1, 1];
  const cellOf = (metres: number): number => Math.max(0, Math.floor(metres / cellMetres));
  for (const { x, y } of spots) {
    wide = Math.max(wide, cellOf(x) + 1);
    high = Math.max(high, cellOf(y) + 1);
  }
  const starts = new Uint32Array(wide * high + 1);
  const cells = Uint32Array.from(spots, ({ x, y }) => cellOf(y) * wide + cellOf(x));
  for (const cell of cells) starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
  for (let c = 0; c < wide * high; c++) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(spots.length);
  cells.forEach((cell, i) => {
    const at = next[cell] ?? 0;
    order[at] = i;
    next[cell] = at + 1;
  });
  return (x, y, reach, found) => {
    for (let v = cellOf(y - reach); v <= Math.min(high - 1, cellOf(y + reach)); v++) {
      const [from, to] = [cellOf(x - reach), Math.min(wide - 1, cellOf(x + reach))];
      if (from > to) continue;
      for (let at = starts[v * wide + from] ?? 0; at < (starts[v * wide + to + 1] ?? 0); at++)
        found(order[at] ?? 0);
    }
  };
}
