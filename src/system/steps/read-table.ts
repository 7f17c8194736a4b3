import { asFilledIn, type TableForm } from "../../base/table/form.ts";
import { readerFor, type RowReader, type Table } from "../../base/table/table.ts";
import { InputError, type Fault } from "../../base/errors.ts";
import { readCsv } from "../files/csv.ts";
import type { FaultList, SourceFile } from "./import.ts";

export interface ReadRowsOptions<Row> {
  /** The form of a file with this header; the table as people fill it in where it is left out. */
  readonly formOf?: (header: readonly string[]) => TableForm<Row>;
  readonly onProgress?: ((rows: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a table from a CSV file and hands each sound row to `take`, which may find faults of its own; all of them come in order of lines.
 * @returns the number of rows, sound or not
 */
export async function readRows<Row>(
  table: Table<Row>,
  file: SourceFile,
  faults: FaultList,
  take: (row: Row, where: string, found: Fault[]) => void,
  { formOf = () => asFilledIn(table), onProgress, signal }: ReadRowsOptions<Row> = {},
): Promise<number> {
  let opened: { readonly form: TableForm<Row>; readonly reader: RowReader<Row> } | null = null;
  let rows = 0;
  for await (const records of readCsv(file.path, file.name, signal)) {
    signal?.throwIfAborted();
    for (const { line, cells } of records) {
      if (opened === null) {
        const header = headerOf(file, cells);
        const form = formOf(header);
        opened = { form, reader: readerOf(form, file, header) };
        continue;
      }
      rows++;
      const { form, reader } = opened;
      if (form.passesOver(cells)) continue;
      const found: Fault[] = [];
      const row = reader.read(form.meant === null ? cells : cells.map(form.meant), line, found);
      if (row !== null) take(row, `${file.name} line ${line}`, found);
      if (found.length > 0) faults.add(found);
    }
    onProgress?.(rows);
  }
  if (opened === null)
    throw InputError.of(
      file.name,
      "file",
      "no header line",
      `a header with ${Object.keys(table.columns).length} columns or fewer`,
    );
  return rows;
}

function headerOf(file: SourceFile, cells: readonly string[]): readonly string[] {
  const header = cells.map((c) => c.trim());
  const [only] = header;
  if (header.length === 1 && only !== undefined && /[;\t]/.test(only))
    throw InputError.of(
      `${file.name} line 1`,
      "header",
      only.includes(";") ? "cells parted by semicolons" : "cells parted by tabs",
      "cells parted by commas",
    );
  return header;
}

function readerOf<Row>(
  { table, beside }: TableForm<Row>,
  file: SourceFile,
  header: readonly string[],
): RowReader<Row> {
  const made = readerFor(table, file.name, header, beside);
  if ("faults" in made) throw new InputError(made.faults);
  return made.reader;
}
