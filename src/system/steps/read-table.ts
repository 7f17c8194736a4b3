import { readerFor, type RowReader, type Table } from "../../base/table/table.ts";
import { InputError, type Fault } from "../../base/errors.ts";
import { readCsv } from "../files/csv.ts";
import type { FaultList, SourceFile } from "./import.ts";

export interface ReadRowsOptions {
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
  { onProgress, signal }: ReadRowsOptions = {},
): Promise<number> {
  let reader: RowReader<Row> | null = null;
  let rows = 0;
  for await (const records of readCsv(file.path, file.name, signal)) {
    signal?.throwIfAborted();
    for (const { line, cells } of records) {
      if (reader === null) {
        reader = openReader(table, file, cells);
        continue;
      }
      rows++;
      const found: Fault[] = [];
      const row = reader.read(cells, line, found);
      if (row !== null) take(row, `${file.name} line ${line}`, found);
      if (found.length > 0) faults.add(found);
    }
    onProgress?.(rows);
  }
  if (reader === null)
    throw InputError.of(
      file.name,
      "file",
      "no header line",
      `a header with ${Object.keys(table.columns).length} columns or fewer`,
    );
  return rows;
}

function openReader<Row>(table: Table<Row>, file: SourceFile, cells: readonly string[]): RowReader<Row> {
  const header = cells.map((c) => c.trim());
  const [only] = header;
  if (header.length === 1 && only !== undefined && /[;\t]/.test(only))
    throw InputError.of(
      `${file.name} line 1`,
      "header",
      only.includes(";") ? "cells parted by semicolons" : "cells parted by tabs",
      "cells parted by commas",
    );
  const made = readerFor(table, file.name, header);
  if ("faults" in made) throw new InputError(made.faults);
  return made.reader;
}
