import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { asFilledIn, type TableForm } from "../../base/table/form.ts";
import { keysOf, readerFor, type Table } from "../../base/table/table.ts";
import { featureRows } from "../../movements/sightings/feature-rows.ts";
import type { FaultList, SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** Cells of one row by the names of its columns, as they were typed. */
export type TypedCells = Readonly<Record<string, string>>;

/** A file, or the one row that was typed for a step. */
export type RowSource = { readonly file: SourceFile } | { readonly step: string; readonly cells: TypedCells };

/** How a table's rows are written by this program itself, where it writes them. */
export interface ExportOf<Row> {
  /** Columns beside those of the table by which a file is known. */
  readonly marks: readonly string[];
  readonly formOf: (header: readonly string[], guarded: boolean) => TableForm<Row> | null;
}

export interface SeenRows<Row> {
  readonly table: Table<Row>;
  /** The column that a feature's id stands for. */
  readonly key: string;
  readonly exported: ExportOf<Row> | null;
}

/** What was read beside the rows that were taken. */
export interface RowsRead {
  /** All rows, sound or not. */
  readonly rows: number;
  readonly passedOver: number;
  readonly isExport: boolean;
}

/** Longest GeoJSON file, in bytes. */
const longestGeoJson = 128 * 1024 * 1024;

/** Reads rows of a CSV file, of the features of a GeoJSON file, or the one row that was typed. */
export async function readSeenRows<Row>(
  { table, key, exported }: SeenRows<Row>,
  source: RowSource,
  faults: FaultList,
  warnings: string[],
  take: (row: Row, where: string, found: Fault[]) => void,
  signal?: AbortSignal,
): Promise<RowsRead> {
  let [passedOver, isExport] = [0, false];
  const formOf = (header: readonly string[], guarded: boolean): TableForm<Row> => {
    const form = exported?.formOf(header, guarded) ?? null;
    if (form === null) return asFilledIn(table);
    isExport = true;
    // Of features all that is left out is told already.
    if (guarded)
      warnings.push(
        leftOutInWords(
          "columns",
          header.filter((name) => form.beside.includes(name)),
        ),
      );
    return {
      ...form,
      passesOver: (cells) => {
        const passes = form.passesOver(cells);
        if (passes) passedOver++;
        return passes;
      },
    };
  };
  if ("cells" in source) {
    const { step, cells } = source;
    const rows = [Object.values(cells)];
    readCells(asFilledIn(table), step, Object.keys(cells), rows, () => step, faults, take);
    return { rows: 1, passedOver, isExport };
  }
  const { file } = source;
  if (!beginsAsJson(file.path)) {
    const rows = await readRows(table, file, faults, take, {
      formOf: (header) => formOf(header, true),
      signal,
    });
    return { rows, passedOver, isExport };
  }
  const { size } = statSync(file.path);
  if (size > longestGeoJson)
    throw InputError.of(
      file.name,
      "file",
      `${size} bytes`,
      `at most ${longestGeoJson} bytes; a CSV file may be longer`,
    );
  const text = readFileSync(file.path, "utf8");
  const columns = keysOf(table).map((k) => table.columns[k].name);
  let features = featureRows(text, file.name, columns, key);
  const { leftOut } = features;
  if (leftOut.length > 0) warnings.push(leftOutInWords("properties", leftOut));
  const marks = exported?.marks ?? [];
  if (marks.length > 0 && marks.every((name) => leftOut.includes(name)))
    features = featureRows(text, file.name, [...columns, ...marks], key);
  const { header, rows } = features;
  const whereOf = (index: number): string => `${file.name} feature ${index + 1}`;
  readCells(formOf(header, false), file.name, header, rows, whereOf, faults, take);
  return { rows: rows.length, passedOver, isExport };
}

const leftOutInWords = (what: "columns" | "properties", names: readonly string[]): string =>
  `${what} that are none of the table's were left out: ${names.map(quoted).join(", ")}`;

/** Whether the first thing of a file is a brace; no more of it is read, since a table may be long. */
function beginsAsJson(path: string): boolean {
  const head = new Uint8Array(4_096);
  const file = openSync(path, "r");
  try {
    const read = readSync(file, head, 0, head.length, 0);
    return /^\ufeff?\s*\{/.test(new TextDecoder().decode(head.subarray(0, read)));
  } finally {
    closeSync(file);
  }
}

function readCells<Row>(
  form: TableForm<Row>,
  file: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  whereOf: (index: number) => string,
  faults: FaultList,
  take: (row: Row, where: string, found: Fault[]) => void,
): void {
  const made = readerFor(form.table, file, header, form.beside);
  if ("faults" in made) throw new InputError(made.faults.map((f) => ({ ...f, where: file })));
  for (const [index, cells] of rows.entries()) {
    if (form.passesOver(cells)) continue;
    const found: Fault[] = [];
    const where = whereOf(index);
    const row = made.reader.read(form.meant === null ? cells : cells.map(form.meant), index + 1, found);
    if (row !== null) take(row, where, found);
    if (found.length > 0) faults.add(found.map((f) => ({ ...f, where })));
  }
}
