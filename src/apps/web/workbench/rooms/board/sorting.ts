import type { BoardRow } from "../../../../../findings/screens/board.ts";

/** Columns that rows can be sorted by. `need` is the order in which the board comes. */
export const sortings = ["need", "site", "count", "last", "usable", "blind"] as const;
export type Sorting = (typeof sortings)[number];

export const isSorting = (text: string | null): text is Sorting => sortings.some((s) => s === text);

const least = -Infinity;
const keyOf: Readonly<Record<Exclude<Sorting, "need" | "site">, (row: BoardRow) => number>> = {
  count: (r) => r.newest?.count.best ?? least,
  last: (r) => r.lastLook?.atMs ?? least,
  usable: (r) => r.lastUsable?.atMs ?? least,
  // Never seen is blind for longest.
  blind: (r) => r.blindDays ?? Infinity,
};

/** Rows by a column, the largest or newest first, names from A; rows that are alike stay in the order of need. */
export function sorted(rows: readonly BoardRow[], by: Sorting, reversed: boolean): readonly BoardRow[] {
  const order = (a: BoardRow, b: BoardRow): number => {
    if (by === "need") return 0;
    if (by === "site") return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
    const [one, other] = [keyOf[by](a), keyOf[by](b)];
    return one === other ? 0 : one > other ? -1 : 1;
  };
  if (by === "need") return reversed ? rows.toReversed() : rows;
  return rows.toSorted((a, b) => (reversed ? -order(a, b) : order(a, b)));
}
