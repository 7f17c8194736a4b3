import { idColumn, isId } from "../../base/table/column.ts";
import type { TableForm } from "../../base/table/form.ts";
import { plainNumber } from "../../base/table/plain-number.ts";
import { keysOf, type Table } from "../../base/table/table.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import { longest } from "../../sites/counting/marks/mark-fields.ts";
import { firstColumns, meantBy } from "../exchange/csv.ts";
import { sightingColumns } from "./exchanged.ts";
import { sightingsTable, type SightingRow } from "./sightings-table.ts";

const own = keysOf(sightingsTable).map((key) => sightingsTable.columns[key].name);

/** Columns of an export of sightings that the table which people fill in does not have. */
export const besideTable: readonly string[] = [...firstColumns, ...sightingColumns].filter(
  (name) => !own.includes(name),
);

/** Two of them that no other table of sightings has, by which an export is known. */
export const exportMarks = [
  "version",
  "origin",
] as const satisfies readonly (typeof sightingColumns)[number][];

const id = idColumn({ name: "sighting", meaning: sightingsTable.columns.sighting.meaning });

/** Names that a case gives to what was marked in a look: the look, a slash, and which mark. */
const isNameOfMark = (text: string): boolean => text.length <= longest.id && text.includes("/");

/** The table with what a sighting from a mark has beside: its name and its longer note. */
const table: Table<SightingRow> = {
  ...sightingsTable,
  columns: {
    ...sightingsTable.columns,
    sighting: {
      ...id,
      read: (text) => (isNameOfMark(text) ? { ok: true, value: text } : id.read(text)),
    },
    note: freeText("note", sightingsTable.columns.note.meaning, longest.note + 100),
  },
};

/**
 * The form of a file that `yardwatch sighting list` wrote.
 * @param header names of its columns, in order
 * @param guarded whether its texts were kept from being formulas, as in CSV
 * @returns null for a table that people filled in
 */
export function exportedForm(header: readonly string[], guarded: boolean): TableForm<SightingRow> | null {
  if (!exportMarks.every((name) => header.includes(name))) return null;
  const [origin, named] = [header.indexOf("origin"), header.indexOf("sighting")];
  return {
    table,
    beside: besideTable,
    meant: meantIn(header, guarded, words),
    passesOver: (cells) => isTold(cells[origin] ?? "") && !isId(cells[named] ?? ""),
  };
}

/** What publications tell of is worked out from them and is no record. */
const isTold = (origin: string): boolean => /^published (?:voyage|count) /.test(origin);

/** Columns of free text, in which nothing is a number. */
const words: ReadonlySet<string> = new Set(["by", "source", "note"]);

/**
 * What the cells of a file meant that this program wrote.
 * @param header names of its columns, in order
 * @param guarded whether its texts were kept from being formulas, as in CSV
 * @param free columns of free text, in which nothing is a number
 */
export const meantIn =
  (header: readonly string[], guarded: boolean, free: ReadonlySet<string>) =>
  (cell: string, index: number): string =>
    !free.has(header[index] ?? "") && isWithExponent(cell)
      ? plainNumber(Number(cell))
      : guarded
        ? meantBy(cell)
        : cell;

/** As JavaScript writes a number beyond 21 digits or six places: tables of people have none. */
const isWithExponent = (cell: string): boolean => /^-?\d(?:\.\d+)?e[+-]\d+$/.test(cell);

/** The name of a sighting in another case than that of the mark which it was made from: as one that is typed. */
export const nameElsewhere = (sighting: string): string =>
  isId(sighting)
    ? sighting
    : sighting
        .toLowerCase()
        .replaceAll("/", ".")
        .replaceAll(/[^a-z0-9.-]+/g, "-");
