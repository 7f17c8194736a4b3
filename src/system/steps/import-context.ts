import type { Fault } from "../../base/errors.ts";
import { eventsTable } from "../../sites/history/event.ts";
import { statementsTable } from "../../findings/contradictions/statements-table.ts";
import { connectionsTable } from "../../movements/chain/connections-table.ts";
import { voyagesTable } from "../../movements/voyages/voyages-table.ts";
import type { Table } from "../../base/table/table.ts";
import type { Case } from "../files/case-folder.ts";
import { connections, statements } from "../store/chain-tables.ts";
import { voyages } from "../store/movement-tables.ts";
import { events, type RecordTable } from "../store/tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** Tables in which a row is a record, with nothing to join. */
const contexts = {
  "event import": { table: eventsTable, records: events },
  "voyage import": { table: voyagesTable, records: voyages },
  "chain import": { table: connectionsTable, records: connections },
  "contradiction import": { table: statementsTable, records: statements },
} as const;
export type ContextStep = keyof typeof contexts;

export const isContextStep = (step: string): step is ContextStep => Object.hasOwn(contexts, step);

/** Imports a table of events or of published voyages. */
export async function importContext(
  opened: Case,
  step: ContextStep,
  path: string,
  signal?: AbortSignal,
): Promise<ImportResult> {
  return importFiles(opened, {
    step,
    settings: {},
    paths: [path],
    signal,
    read: (files, sink, faults) => readContext(step, files, sink, faults, signal),
  });
}

/** Also run by `case verify`, against the records. */
export async function readContext(
  step: ContextStep,
  files: readonly SourceFile[],
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
) {
  const [file] = files;
  const summary = { rows: 0, new: 0, onRecord: 0 };
  if (file === undefined) return { summary, warnings: [] };
  const { table, records } = contexts[step];
  summary.rows = await takeAll(
    table as Table<object>,
    records as RecordTable<object>,
    file,
    sink,
    faults,
    summary,
    signal,
  );
  return { summary, warnings: [] };
}

async function takeAll<Row>(
  table: Table<Row>,
  records: RecordTable<Row>,
  file: SourceFile,
  sink: Sink,
  faults: FaultList,
  summary: { new: number; onRecord: number },
  signal?: AbortSignal,
): Promise<number> {
  const take = (row: Row, where: string, found: Fault[]): void => {
    const added = sink.add(records, row);
    if (added === "new") summary.new++;
    else if (added === "same") summary.onRecord++;
    else
      found.push({
        where,
        field: records.columns[0] ?? "id",
        found: `${String(records.values(row)[0])} with other content than on record`,
        allowed: "what is on record under this name, or a new name",
      });
  };
  return readRows(table, file, faults, take, { signal });
}
