/** Cells of a row of a table by the names of its columns; empty ones may be left out. */
export type Cells = Readonly<Record<string, string>>;

/** Which columns of a table are corrected together: the value first, then what goes with it, such as its interval, axis or clock. */
export interface CorrectedTogether {
  /** The column that names the record; it is never corrected. */
  readonly named: string;
  readonly together: readonly (readonly string[])[];
}

/**
 * What is to be typed of a correction so that cells as they stand become cells as they should be: those that differ, each with all that goes
 * with it, since a value that is typed anew does not keep the interval, axis or clock of the old one.
 * @param before,after by the names of the columns; what is left out is empty
 * @returns empty where nothing differs
 */
export function changedCellsOf(before: Cells, after: Cells, { named, together }: CorrectedTogether): Cells {
  const now = (name: string): string => after[name] ?? "";
  const differs = (name: string): boolean => now(name) !== (before[name] ?? "");
  const changed = new Map<string, string>();
  for (const name of Object.keys({ ...before, ...after })) {
    if (name === named || !differs(name)) continue;
    changed.set(name, now(name));
    for (const other of together.find((names) => names.includes(name)) ?? [])
      if (differs(other) || now(other) !== "") changed.set(other, now(other));
  }
  return Object.fromEntries(changed);
}
