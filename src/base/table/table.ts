import { quoted, type Fault } from "../errors.ts";
import type { Cell, Column } from "./column.ts";

/** A table that people fill in: its columns by the name of the field they become. */
export interface Table<Row> {
  readonly name: string;
  /** For the reference: what one row is. */
  readonly oneRow: string;
  readonly columns: { readonly [K in keyof Row]: Column<Row[K]> };
}

/** Reads cells into rows of one table, in the order of one header. */
export interface RowReader<Row> {
  /** Gives the row, or adds what is wrong with it to `faults` and gives null. */
  readonly read: (cells: readonly string[], line: number, faults: Fault[]) => Row | null;
}

/**
 * Matches a header to a table.
 * @param beside columns that the file may have beside those of the table; they are not read
 * @returns a reader, or the faults of the header: a column that is needed and missing, twice there, or not known.
 */
export function readerFor<Row>(
  table: Table<Row>,
  file: string,
  header: readonly string[],
  beside: readonly string[] = [],
): { readonly reader: RowReader<Row> } | { readonly faults: readonly Fault[] } {
  const where = `${file} line 1`;
  const faults: Fault[] = [];
  const keys = keysOf(table);
  const byName = new Map(keys.map((key) => [table.columns[key].name, key]));
  const names = [...byName.keys()].join(", ");
  const places = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    if (beside.includes(name)) continue;
    if (!byName.has(name)) faults.push({ where, field: "header", found: quoted(name), allowed: names });
    else if (places.has(name))
      faults.push({ where, field: "header", found: `${name} twice`, allowed: `each column once` });
    else places.set(name, index);
  }
  for (const key of keys) {
    const column = table.columns[key];
    if (column.needed && !places.has(column.name))
      faults.push({
        where,
        field: "header",
        found: `no column ${column.name}`,
        allowed: `a column ${column.name}`,
      });
  }
  if (faults.length > 0) return { faults };
  const plan = keys.map((key) => ({
    key,
    column: table.columns[key],
    index: places.get(table.columns[key].name),
    // Most cells of most tables are empty: what that means is worked out once.
    empty: table.columns[key].read(""),
  }));
  return { reader: { read: (cells, line, found) => readRow(plan, file, header.length, cells, line, found) } };
}

interface Step<Row> {
  readonly key: keyof Row;
  readonly column: Column<Row[keyof Row]>;
  readonly index: number | undefined;
  readonly empty: Cell<Row[keyof Row]>;
}

function readRow<Row>(
  plan: readonly Step<Row>[],
  file: string,
  width: number,
  cells: readonly string[],
  line: number,
  faults: Fault[],
): Row | null {
  if (cells.length !== width) {
    const found = `${cells.length} cells`;
    faults.push({
      where: `${file} line ${line}`,
      field: "row",
      found,
      allowed: `${width} cells, as in the header`,
    });
    return null;
  }
  const row: Partial<Row> = {};
  let sound = true;
  for (const { key, column, index, empty } of plan) {
    const text = index === undefined ? "" : (cells[index] ?? "").trim();
    const cell = text === "" ? empty : column.read(text);
    if (cell.ok) row[key] = cell.value;
    else {
      sound = false;
      const found = text === "" ? "nothing" : quoted(text);
      faults.push({ where: `${file} line ${line}`, field: column.name, found, allowed: cell.allowed });
    }
  }
  // Every key of the table was filled above, or the row is not sound.
  return sound ? (row as Row) : null;
}

/** The fields of a table, in the order of its definition. */
export function keysOf<Row>(table: Table<Row>): (keyof Row)[] {
  return Object.keys(table.columns) as (keyof Row)[];
}
