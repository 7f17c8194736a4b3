import { quoted, type Fault } from "../errors.ts";
import { keysOf, type Table } from "./table.ts";

/** Columns of a row that were typed anew, each with what it now holds. */
export type TypedAnew<Row> = Partial<Row>;

/**
 * Reads the cells of a correction by the columns of a table. An empty cell takes a value away.
 * @param cells by the names of the columns
 * @param named the column that names the record, which no correction changes
 * @returns null after adding to `faults`
 */
export function typedAnew<Row>(
  table: Table<Row>,
  named: keyof Row,
  cells: Readonly<Record<string, string>>,
  where: string,
  faults: Fault[],
): TypedAnew<Row> | null {
  const before = faults.length;
  const changes: TypedAnew<Row> = {};
  const keys = new Map(keysOf(table).map((key) => [table.columns[key].name, key]));
  keys.delete(table.columns[named].name);
  for (const [name, cell] of Object.entries(cells)) {
    const key = keys.get(name);
    if (key === undefined) {
      faults.push({ where, field: "columns", found: quoted(name), allowed: [...keys.keys()].join(", ") });
      continue;
    }
    const column = table.columns[key];
    const [text, read] = [cell.trim(), column.read(cell.trim())];
    if (read.ok) changes[key] = read.value;
    else
      faults.push({
        where,
        field: column.name,
        found: text === "" ? "nothing" : quoted(cell),
        allowed: read.allowed,
      });
  }
  return faults.length > before ? null : changes;
}
