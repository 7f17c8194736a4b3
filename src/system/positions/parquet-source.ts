import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type {
  Fixes,
  PositionDay,
  PositionQuery,
  PositionSource,
  SecondCounts,
  Statement,
} from "../../movements/ais/fixes.ts";
import { countedDays } from "./counted-days.ts";
import { statementKey, type StatementColumn } from "./day-columns.ts";
import { engineError } from "./engine-error.ts";
import { literals, rowsOf } from "./duck.ts";
import { batchSelect, fixBatches } from "./fix-batches.ts";
import { mergedDays, mostMerged } from "./merged-days.ts";
import { checkQuery, dayIsAsked, fixCondition, statementCondition } from "./position-filter.ts";
import { secondCounts } from "./second-counts.ts";
import { shipRanges } from "./ship-ranges.ts";
import { fixesIn } from "./write-day.ts";

/** Reports of several days that are sorted in memory at a time, where nobody says otherwise. */
const usuallySorted = 2_000_000;

const dayFile = /^(\d{4}-\d{2}-\d{2})\.parquet$/;

/** Days that a folder has a file of, in order. */
export function daysIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => dayFile.exec(name)?.[1] ?? [])
    .sort();
}

/** How much is held at a time. */
export interface ReadingLimits {
  /** Reports of several days that are sorted in memory. */
  readonly sortedAtOnce?: number | undefined;
  /** Days that are read side by side rather than sorted, where there are more reports than that. */
  readonly mergedAtOnce?: number | undefined;
}

/** Position reports that lie as one Parquet file a day, each in order of ship and time, in a folder. */
export function parquetSource(
  folder: string,
  engine: DuckDBInstance,
  { sortedAtOnce = usuallySorted, mergedAtOnce = mostMerged }: ReadingLimits = {},
): PositionSource {
  const statements = join(folder, "statements");
  return {
    days: () => withConnection(engine, (connection) => daysOf(folder, connection)),
    fixes: (query) => fixesOf(folder, engine, query, sortedAtOnce, mergedAtOnce),
    statements: (query) =>
      withConnection(engine, (connection) => statementsOf(folder, statements, connection, query)),
    seconds: (query) => withConnection(engine, (connection) => secondsOf(folder, connection, query)),
  };
}

async function withConnection<T>(
  engine: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await engine.connect();
  try {
    return await work(connection);
  } catch (error) {
    throw engineError(error);
  } finally {
    connection.disconnectSync();
  }
}

function daysOf(folder: string, connection: DuckDBConnection): Promise<PositionDay[]> {
  return countedDays(folder, daysIn(folder), async (path) => {
    const [row] = await rowsOf(
      connection,
      `SELECT count(*)::DOUBLE AS fixes, count(DISTINCT mmsi)::DOUBLE AS ships FROM read_parquet(${literals([path])})`,
    );
    return { fixes: Number(row?.["fixes"]), ships: Number(row?.["ships"]) };
  });
}

const filesAsked = (folder: string, query: PositionQuery): string[] =>
  daysIn(folder)
    .filter((day) => dayIsAsked(day, query))
    .map((day) => join(folder, `${day}.parquet`));

/** The reports of days, as something to select from; days written before senders' seconds were kept have none. */
const fixesOfDays = (files: readonly string[]): string =>
  fixesIn(
    files.length === 0
      ? []
      : [`read_parquet(${literals(files)}, hive_partitioning = false, union_by_name = true)`],
  );

async function secondsOf(
  folder: string,
  connection: DuckDBConnection,
  query: PositionQuery,
): Promise<SecondCounts> {
  checkQuery(query);
  return secondCounts(connection, fixesOfDays(filesAsked(folder, query)), fixCondition(query));
}

async function* fixesOf(
  folder: string,
  engine: DuckDBInstance,
  query: PositionQuery,
  sortedAtOnce: number,
  mergedAtOnce: number,
): AsyncGenerator<Fixes> {
  checkQuery(query);
  const files = filesAsked(folder, query);
  if (files.length === 0) return;
  const connection = await engine.connect();
  try {
    const source = fixesOfDays(files);
    const where = fixCondition(query);
    if (files.length === 1)
      yield* fixBatches(
        connection,
        `SELECT ${batchSelect} FROM ${source} WHERE ${where}${orderOfDay(query)}`,
      );
    else {
      const ranges = await rangesOf(connection, files, source, where, sortedAtOnce);
      if (ranges.length > 1 && files.length <= mergedAtOnce) {
        yield* mergedDays(files.map((file) => dayFixes(engine, file, `${where}${orderOfDay(query)}`)));
        return;
      }
      for (const range of ranges)
        yield* fixBatches(
          connection,
          `SELECT ${batchSelect} FROM ${source} WHERE ${range === null ? "" : `${range} AND `}${where} ${inOrder}`,
        );
    }
  } catch (error) {
    throw engineError(error);
  } finally {
    connection.disconnectSync();
  }
}

const inOrder = "ORDER BY mmsi, at_ms, longitude, latitude";

/** A day lies in order already; but the engine joins a longer list of ships with it, and two threads join out of order. */
const orderOfDay = ({ mmsis }: PositionQuery): string => (mmsis === undefined ? "" : ` ${inOrder}`);

/** The reports of one day over a connection of their own. */
async function* dayFixes(engine: DuckDBInstance, file: string, where: string): AsyncGenerator<Fixes> {
  const connection = await engine.connect();
  try {
    yield* fixBatches(connection, `SELECT ${batchSelect} FROM ${fixesOfDays([file])} WHERE ${where}`);
  } finally {
    connection.disconnectSync();
  }
}

/** Conditions over the ships, one after the other, each with few enough reports to be sorted; null for all ships at once. */
async function rangesOf(
  connection: DuckDBConnection,
  files: readonly string[],
  source: string,
  where: string,
  sortedAtOnce: number,
): Promise<(string | null)[]> {
  const [counted] = await rowsOf(connection, `SELECT count(*)::DOUBLE AS n FROM ${source} WHERE ${where}`);
  if (Number(counted?.["n"]) <= sortedAtOnce) return [null];
  const groups = await rowsOf(
    connection,
    `SELECT stats_min_value::DOUBLE AS first, stats_max_value::DOUBLE AS last, row_group_num_rows::DOUBLE AS rows
     FROM parquet_metadata(${literals(files)}) WHERE path_in_schema = 'mmsi'`,
  );
  return shipRanges(
    groups.map((g) => ({ first: Number(g["first"]), last: Number(g["last"]), rows: Number(g["rows"]) })),
    sortedAtOnce,
  ).map(({ from, to }) => `mmsi >= ${from} AND mmsi < ${to}`);
}

async function statementsOf(
  folder: string,
  statementsFolder: string,
  connection: DuckDBConnection,
  query: PositionQuery,
): Promise<Statement[]> {
  checkQuery(query);
  const files = filesAsked(statementsFolder, query);
  if (files.length === 0) return [];
  const key = statementKey.join(", ");
  const conditions = [statementCondition(query)];
  if (query.box !== undefined) {
    const fixes = filesAsked(folder, query);
    conditions.push(
      fixes.length === 0
        ? "false"
        : `mmsi IN (SELECT mmsi FROM read_parquet(${literals(fixes)}) WHERE ${fixCondition(query)})`,
    );
  }
  const rows = await rowsOf(
    connection,
    `SELECT ${key}, min(first_ms)::DOUBLE AS first_ms, max(last_ms)::DOUBLE AS last_ms, sum(reports)::DOUBLE AS reports
     FROM read_parquet(${literals(files)}) WHERE ${conditions.join(" AND ")}
     GROUP BY ${key} ORDER BY mmsi, first_ms, last_ms, ${key}`,
  );
  return rows.map(statementOfRow);
}

/** A row over `statementColumns` as a statement. */
export function statementOfRow(row: Readonly<Record<string, unknown>>): Statement {
  const text = (name: StatementColumn): string => {
    const value = row[name];
    return typeof value === "string" ? value : "";
  };
  const number = (name: StatementColumn): number | null =>
    row[name] === null || row[name] === undefined ? null : Number(row[name]);
  return {
    mmsi: Number(row["mmsi"]),
    name: text("name"),
    callSign: text("call_sign"),
    imo: number("imo"),
    shipType: number("ship_type"),
    lengthMetres: number("length_metres"),
    widthMetres: number("width_metres"),
    toBowMetres: number("to_bow_metres"),
    toPortMetres: number("to_port_metres"),
    draughtMetres: number("draught_metres"),
    destination: text("destination"),
    firstMs: Number(row["first_ms"]),
    lastMs: Number(row["last_ms"]),
    reports: Number(row["reports"]),
  };
}
