import { faultLine, InputError, quoted, type Fault } from "../../base/errors.ts";
import { isId } from "../../base/table/column.ts";
import { portFormOf, portsTable, type PortForm, type PortRow } from "../../movements/places/ports-tables.ts";
import type { Port } from "../../movements/places/port.ts";
import type { Case } from "../files/case-folder.ts";
import { readCsv } from "../files/csv.ts";
import { ports } from "../store/movement-tables.ts";
import {
  importFiles,
  mostFaults,
  type FaultList,
  type ImportResult,
  type Sink,
  type SourceFile,
} from "./import.ts";
import { readRows } from "./read-table.ts";

export interface ImportPortsOptions {
  /** What the list is called; by its form where left out. */
  readonly list?: string | undefined;
  readonly onProgress?: ((rows: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports a list of ports: the World Port Index or the anchorages of Global Fishing Watch in the columns in which that gives them, or our own columns.
 * @throws InputError when the columns are none of them, or a row is wrong
 */
export async function importPorts(
  opened: Case,
  path: string,
  { list, onProgress, signal }: ImportPortsOptions = {},
): Promise<ImportResult> {
  if (list !== undefined && !isId(list))
    throw InputError.of("port import", "--list", quoted(list), "1 to 80 of a-z, 0-9, . and -");
  return importFiles(opened, {
    step: "port import",
    settings: list === undefined ? {} : { list },
    paths: [path],
    signal,
    read: (files, sink, faults) => readPortsFile(files, list, sink, faults, { onProgress, signal }),
  });
}

/** Also run by `case verify`, against the records. */
export async function readPortsFile(
  files: readonly SourceFile[],
  list: string | undefined,
  sink: Sink,
  faults: FaultList,
  { onProgress, signal }: Pick<ImportPortsOptions, "onProgress" | "signal"> = {},
) {
  const [file] = files;
  if (file === undefined) throw InputError.of("port import", "file", "none", "a CSV file of ports");
  const form = await formOf(file, signal);
  const summary = { rows: 0, ports: 0, onRecord: 0, repeated: 0, refused: 0 };
  const own = new Map<string, string>();
  const take = (row: object, where: string, found: Fault[]): void => {
    const port = portOf(form.row(row), list ?? form.list, own);
    if (port === null) {
      summary.repeated++;
      return;
    }
    const added = sink.add(ports, port);
    if (added === "new") summary.ports++;
    else if (added === "same") summary.onRecord++;
    else
      found.push({
        where,
        field: "port",
        found: `${port.id} with another name or position than on record`,
        allowed: "what is on record under this name; another edition needs a --list of its own",
      });
  };
  if (!form.isPublished) {
    summary.rows = await readRows(form.table, file, faults, take, { onProgress, signal });
    return { summary, warnings: [] };
  }
  const refused = refusedRows();
  summary.rows = await readRows(form.table, file, refused, take, { onProgress, signal });
  summary.refused = refused.lines.size;
  // A list of which hardly a row can be read is another list.
  if (summary.refused > mostRefused * summary.rows) faults.add(refused.faults);
  return {
    summary,
    warnings: refused.faults.slice(0, mostWarnings).map((fault) => `passed over: ${faultLine(fault)}`),
  };
}

/** Share of a publisher's rows that may be wrong. */
const mostRefused = 0.1;
const mostWarnings = 10;

/** Faults of rows that are passed over, with the lines that they stand on. */
function refusedRows() {
  const faults: Fault[] = [];
  const lines = new Set<string>();
  return {
    faults,
    lines,
    add: (found: readonly Fault[]): void => {
      for (const fault of found) {
        lines.add(fault.where);
        if (faults.length < mostFaults) faults.push(fault);
      }
    },
    throwIfAny: (): void => {
      throw new InputError(faults);
    },
  };
}

/** The record of a row; null when the list has the very same row twice. Several ports of one name are numbered in order. */
function portOf(row: PortRow, list: string, own: Map<string, string>): Port | null {
  const { key, name, country, kind, longitude, latitude } = row;
  const content = JSON.stringify([name, country, kind, longitude, latitude]);
  for (let n = 1; ; n++) {
    const id = `${list}/${key}${n === 1 ? "" : `-${n}`}`;
    const known = own.get(id);
    if (known === content) return null;
    if (known !== undefined) continue;
    own.set(id, content);
    return { id, name, country, kind, position: [longitude, latitude], list };
  }
}

async function formOf(file: SourceFile, signal?: AbortSignal): Promise<PortForm> {
  for await (const [header] of readCsv(file.path, file.name, signal)) {
    const names = header?.cells.map((c) => c.trim()) ?? [];
    const form = portFormOf(names);
    if (form !== null) return form;
    throw InputError.of(
      `${file.name} line 1`,
      "header",
      quoted(names.join(",")),
      `${Object.values(portsTable.columns)
        .map((c) => c.name)
        .join(
          ",",
        )}; or iso3,label,sublabel,latitude,longitude (World Port Index); or s2id,latitude,longitude,label,sublabel,iso3 (anchorages)`,
    );
  }
  throw InputError.of(file.name, "file", "no header line", "a CSV file of ports");
}
