import { readerFor, type ReadRow, type Table } from "../../base/table/table.ts";
import { InputError } from "../../base/errors.ts";
import { readCsv } from "../files/csv.ts";
import type { FaultList, SourceFile } from "./import.ts";

/** Reads the sound rows of a table from a CSV file; what is wrong with the others goes to `faults`. */
export async function* readTable<Row>(table: Table<Row>, file: SourceFile, faults: FaultList, signal?: AbortSignal): AsyncGenerator<ReadRow<Row>> {
  let reader: { readonly read: (cells: readonly string[], line: number, found: FaultList["faults"]) => Row | null } | null = null;
  for await (const { line, cells } of readCsv(file.path, file.name, signal)) {
    if (reader === null) {
      const header = cells.map((c) => c.trim());
      const [only] = header;
      if (header.length === 1 && only !== undefined && /[;\t]/.test(only))
        throw InputError.of(`${file.name} line 1`, "header", only.includes(";") ? "cells parted by semicolons" : "cells parted by tabs", "cells parted by commas");
      const made = readerFor(table, file.name, header);
      if ("faults" in made) throw new InputError(made.faults);
      ({ reader } = made);
      continue;
    }
    const found: FaultList["faults"] = [];
    const row = reader.read(cells, line, found);
    if (found.length > 0) faults.add(found);
    if (row !== null) yield { line, row };
  }
  if (reader === null) throw InputError.of(file.name, "file", "no header line", `a header with ${Object.keys(table.columns).length} columns or fewer`);
}
