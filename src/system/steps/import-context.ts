import type { Fault } from "../../base/errors.ts";
import { cellToCome } from "../../base/time/to-come.ts";
import { eventsTable, type EventRow } from "../../sites/history/event.ts";
import { outOfOrder, type OutOfOrder } from "../../base/table/in-order.ts";
import { statementsTable, type StatementRow } from "../../findings/contradictions/statements-table.ts";
import { connectionsTable, type ConnectionRow } from "../../movements/chain/connections-table.ts";
import { legFaults } from "../../movements/voyages/leg-order.ts";
import { voyagesTable, type VoyageRow } from "../../movements/voyages/voyages-table.ts";
import type { Table } from "../../base/table/table.ts";
import type { Case } from "../files/case-folder.ts";
import { connections, statements } from "../store/chain-tables.ts";
import { voyages } from "../store/movement-tables.ts";
import { events, type RecordTable } from "../store/tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** What no single cell shows to be wrong. */
const faultsOf: Readonly<Partial<Record<ContextStep, (row: never) => OutOfOrder[]>>> = {
  "voyage import": legFaults,
  "chain import": (row: ConnectionRow) =>
    outOfOrder([
      ["length_km_low", row.lengthKmLow],
      ["length_km_high", row.lengthKmHigh],
    ]),
  "contradiction import": (row: StatementRow) =>
    outOfOrder([
      ["low", row.low],
      ["best", row.best],
      ["high", row.high],
    ]),
};

type NamedTimes = readonly (readonly [column: string, text: string])[];

/** Cells of a row that say when something happened or was published. */
const timesOf: Readonly<Partial<Record<ContextStep, (row: never) => NamedTimes>>> = {
  "event import": (row: EventRow) => [["at", row.at]],
  "voyage import": (row: VoyageRow) => [
    ["from_at", row.fromAt],
    ["to_at", row.toAt],
    ["published_at", row.publishedAt],
  ],
  // A statement may speak of days to come.
  "contradiction import": (row: StatementRow) => [
    ["retrieved", row.retrieved],
    ["published_at", row.publishedAt],
  ],
};

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
    read: (files, sink, faults) =>
      readContext(step, files, sink, faults, signal, faultsOf[step] as RowCheck | undefined),
  });
}

type RowCheck = (row: object) => OutOfOrder[];

/**
 * Also run by `case verify`, against the records.
 * @param check what else a row is held to; left out for what is on record, which came in by the rules of its time
 */
export async function readContext(
  step: ContextStep,
  files: readonly SourceFile[],
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
  check: RowCheck = () => [],
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
    check,
    (timesOf[step] ?? (() => [])) as (row: object) => NamedTimes,
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
  check: (row: Row) => OutOfOrder[],
  times: (row: Row) => NamedTimes,
  signal?: AbortSignal,
): Promise<number> {
  const take = (row: Row, where: string, found: Fault[]): void => {
    const wrong = check(row);
    if (wrong.length > 0) {
      found.push(...wrong.map((w) => ({ where, ...w })));
      return;
    }
    const added = sink.add(records, row);
    if (added === "new") {
      summary.new++;
      for (const [field, text] of times(row))
        found.push(...cellToCome(field, text, sink.latestMs).map((late) => ({ where, ...late })));
    } else if (added === "same") summary.onRecord++;
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
