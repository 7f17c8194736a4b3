import { plainNumber } from "../../base/table/plain-number.ts";
import { keysOf } from "../../base/table/table.ts";
import { belongsTo, rowOf } from "./corrected.ts";
import type { Sighting } from "./sighting.ts";
import { sightingsTable, type SightingRow } from "./sightings-table.ts";

/** Cells of a row of the table of sightings by the names of its columns; empty ones may be left out. */
export type SightingCells = Readonly<Record<string, string>>;

/** A sighting as the cells that would give it, each number to its last digit; empty where nothing is known, and of a circle its other axis. */
export function cellsOf(sighting: Sighting): SightingCells {
  const { semiMajorMetres, semiMinorMetres } = sighting.error;
  const circle =
    semiMajorMetres === semiMinorMetres ? { errorMinorMetres: null, errorAzimuthDegrees: null } : {};
  const row: SightingRow = { ...rowOf(sighting), ...circle };
  return Object.fromEntries(
    keysOf(sightingsTable).map((key) => [sightingsTable.columns[key].name, cellText(row[key])]),
  );
}

function cellText(value: SightingRow[keyof SightingRow]): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value !== "number") return value.join(" ");
  return plainNumber(value);
}

/** Columns that are corrected together: the value first, then its interval, axis or clock. */
const together: readonly (readonly string[])[] = belongsTo.map(([value, parts]) =>
  [value, ...parts].map((key) => sightingsTable.columns[key].name),
);

/**
 * What is to be typed of a correction so that cells as they stand become cells as they should be: those that differ, each with all that goes
 * with it, since a value that is typed anew does not keep the interval, axis or clock of the old one.
 * @param before,after by the names of the columns; what is left out is empty
 * @returns empty where nothing differs
 */
export function changedCells(before: SightingCells, after: SightingCells): SightingCells {
  const now = (name: string): string => after[name] ?? "";
  const differs = (name: string): boolean => now(name) !== (before[name] ?? "");
  const changed = new Map<string, string>();
  for (const name of Object.keys({ ...before, ...after })) {
    if (name === "sighting" || !differs(name)) continue;
    changed.set(name, now(name));
    for (const other of together.find((names) => names.includes(name)) ?? [])
      if (differs(other) || now(other) !== "") changed.set(other, now(other));
  }
  return Object.fromEntries(changed);
}
