import { plainNumber } from "../../base/table/plain-number.ts";
import { keysOf } from "../../base/table/table.ts";
import { changedCellsOf, type Cells } from "./changed-cells.ts";
import { belongsTo, rowOf } from "./corrected.ts";
import type { Sighting } from "./sighting.ts";
import { sightingsTable, type SightingRow } from "./sightings-table.ts";

/** Cells of a row of the table of sightings by the names of its columns; empty ones may be left out. */
export type SightingCells = Cells;

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

/** Columns that are corrected together. */
const together: readonly (readonly string[])[] = belongsTo.map(([value, parts]) =>
  [value, ...parts].map((key) => sightingsTable.columns[key].name),
);

/** What is to be typed of a correction of a sighting, by `changedCellsOf`. */
export const changedCells = (before: SightingCells, after: SightingCells): SightingCells =>
  changedCellsOf(before, after, { named: "sighting", together });
