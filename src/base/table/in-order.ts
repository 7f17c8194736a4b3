/** A column of a row and its number; null where the cell is empty. */
export type NamedFigure = readonly [column: string, value: number | null];

/** What is out of order in a row: the column, what it holds, and what it may not be below. */
export interface OutOfOrder {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
}

/** Figures that may not fall from left to right, as least, best and greatest; empty cells are passed over. */
export function outOfOrder(figures: readonly NamedFigure[]): OutOfOrder[] {
  const found: OutOfOrder[] = [];
  let before: { readonly column: string; readonly value: number } | null = null;
  for (const [column, value] of figures) {
    if (value === null) continue;
    if (before !== null && value < before.value)
      found.push({
        field: column,
        found: String(value),
        allowed: `not less than ${before.column}, which is ${before.value}`,
      });
    before = { column, value };
  }
  return found;
}
