import { createReadStream, rmSync } from "node:fs";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ClickHouseError, createClient, type ClickHouseClient } from "@clickhouse/client";
import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError, quoted, UnavailableError } from "../../base/errors.ts";
import {
  noSecond,
  type Fixes,
  type PositionDay,
  type PositionQuery,
  type PositionSource,
  type SecondCounts,
  type Statement,
} from "../../movements/ais/fixes.ts";
import { sha256OfFile } from "../hash.ts";
import { createTables, fixesTable, statementsTable } from "./clickhouse-tables.ts";
import { fixColumns, statementColumns, statementKey } from "./day-columns.ts";
import type { DaySources, Written } from "./day-sources.ts";
import { statementOfRow } from "./parquet-source.ts";
import { checkQuery, dayOf, fixCondition, statementCondition } from "./position-filter.ts";
import { rowBinaryBatches, rowBinarySelect } from "./row-binary.ts";
import { writeFixDay, writeStatementDay } from "./write-day.ts";

/** Position reports in ClickHouse: read through the same seam as files, written a day at a time. */
export interface ClickHousePositions extends PositionSource {
  /** Brings the days in; the engine merges what it had with what came. */
  readonly write: (
    connection: DuckDBConnection,
    sources: readonly DaySources[],
    aside: string,
    signal?: AbortSignal,
  ) => Promise<Written>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the position reports in a database of ClickHouse and makes their tables where they are missing.
 * @param address as http://user:password@host:8123/database
 * @throws InputError when it is no such address; UnavailableError when nobody answers there
 */
export async function openClickHouse(address: string): Promise<ClickHousePositions> {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw InputError.of(
      "--positions",
      "address",
      quoted(address),
      "http:// or https:// with host, port and database",
    );
  const client = createClient({
    url: address,
    request_timeout: 600_000,
    // Heads that come while the engine works keep the connection open.
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 0,
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: "20000",
    },
  });
  try {
    for (const query of createTables) await client.command({ query });
  } catch (error) {
    await client.close();
    throw unavailable(error);
  }
  return {
    days: () => asked(() => daysOf(client)),
    fixes: (query) => fixesOf(client, query),
    statements: (query) => asked(() => statementsOf(client, query)),
    seconds: (query) => asked(() => secondsOf(client, query)),
    write: (connection, sources, aside, signal) =>
      asked(() => write(client, connection, sources, aside, signal)),
    close: () => client.close(),
  };
}

function unavailable(error: unknown): Error {
  if (error instanceof InputError || error instanceof UnavailableError) return error;
  const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return new UnavailableError(`ClickHouse: ${said}`, !(error instanceof ClickHouseError), error);
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

async function rowsOf(client: ClickHouseClient, query: string): Promise<Record<string, unknown>[]> {
  const result = await client.query({ query, format: "JSONEachRow" });
  return result.json<Record<string, unknown>>();
}

async function daysOf(client: ClickHouseClient): Promise<PositionDay[]> {
  const rows = await rowsOf(
    client,
    `SELECT toString(day) AS day, count() AS fixes, uniqExact(mmsi) AS ships FROM ${fixesTable} FINAL GROUP BY day ORDER BY day`,
  );
  return rows.map((r) => ({ day: String(r["day"]), fixes: Number(r["fixes"]), ships: Number(r["ships"]) }));
}

/** Days of a query as a condition, so that the engine passes over the others; empty where the query's time has no end. */
function dayCondition({ fromMs, toMs }: PositionQuery): string {
  const day = (ms: number): string | null =>
    ms >= 0 && ms < 4_000_000_000_000 ? `toDate('${dayOf(ms)}')` : null;
  const [from, to] = [day(fromMs), day(toMs)];
  return `${from === null ? "" : ` AND day >= ${from}`}${to === null ? "" : ` AND day <= ${to}`}`;
}

async function* fixesOf(client: ClickHouseClient, query: PositionQuery): AsyncGenerator<Fixes> {
  checkQuery(query);
  try {
    const { stream } = await client.exec({
      query: `SELECT ${rowBinarySelect} FROM (SELECT * FROM ${fixesTable} FINAL WHERE ${fixCondition(query)}${dayCondition(query)})
        ORDER BY mmsi, at_ms, longitude, latitude FORMAT RowBinary`,
    });
    yield* rowBinaryBatches(stream);
  } catch (error) {
    throw unavailable(error);
  }
}

async function secondsOf(client: ClickHouseClient, query: PositionQuery): Promise<SecondCounts> {
  checkQuery(query);
  const rows = await rowsOf(
    client,
    `SELECT mmsi, positiveModulo(intDiv(at_ms, 1000) - toInt64(assumeNotNull(utc_second)), 60) AS off, count() AS n
     FROM (SELECT mmsi, at_ms, utc_second FROM ${fixesTable} FINAL WHERE ${fixCondition(query)}${dayCondition(query)})
     WHERE utc_second < ${noSecond} GROUP BY mmsi, off ORDER BY mmsi, off`,
  );
  return {
    length: rows.length,
    mmsi: Int32Array.from(rows, (r) => Number(r["mmsi"])),
    offset: Uint8Array.from(rows, (r) => Number(r["off"])),
    reports: Float64Array.from(rows, (r) => Number(r["n"])),
  };
}

/**
 * How often something was said, of all that imports saw of it: where their times overlap, the largest number stands, and what does not overlap adds
 * up.
 */
const reportsJoined = `arrayFold((so_far, seen) -> if(seen.1 > so_far.1, (seen.2, so_far.2 + so_far.3, seen.3),
    (greatest(so_far.1, seen.2), so_far.2, greatest(so_far.3, seen.3))),
  arraySort(groupUniqArray((first_ms, last_ms, toInt64(reports)))), (toInt64(-9000000000000000), toInt64(0), toInt64(0)))`;

async function statementsOf(client: ClickHouseClient, query: PositionQuery): Promise<Statement[]> {
  checkQuery(query);
  const key = statementKey.join(", ");
  const near =
    query.box === undefined
      ? ""
      : ` AND mmsi IN (SELECT mmsi FROM ${fixesTable} WHERE ${fixCondition(query)}${dayCondition(query)})`;
  const rows = await rowsOf(
    client,
    `SELECT ${key}, min(first_ms) AS first, max(last_ms) AS last, ${reportsJoined} AS joined, tupleElement(joined, 2) + tupleElement(joined, 3) AS said_reports
     FROM ${statementsTable} WHERE ${statementCondition(query)}${near} GROUP BY ${key} ORDER BY mmsi, first, last, ${key}`,
  );
  return rows.map((row) =>
    statementOfRow({ ...row, first_ms: row["first"], last_ms: row["last"], reports: row["said_reports"] }),
  );
}

async function write(
  client: ClickHouseClient,
  connection: DuckDBConnection,
  sources: readonly DaySources[],
  aside: string,
  signal?: AbortSignal,
): Promise<Written> {
  mkdirSync(aside, { recursive: true });
  const file = join(aside, "day.parquet");
  const days: Record<string, string> = {};
  const count = async (table: string, day: string): Promise<number> => {
    const rows = await rowsOf(client, `SELECT count() AS n FROM ${table} FINAL WHERE day = toDate('${day}')`);
    return Number(rows[0]?.["n"] ?? 0);
  };
  let [added, statements] = [0, 0];
  for (const { day, fixes, statements: said } of sources) {
    signal?.throwIfAborted();
    if (fixes.length > 0) {
      const before = await count(fixesTable, day);
      await writeFixDay(connection, fixes, file);
      await insert(client, fixesTable, fixColumns, file);
      added += (await count(fixesTable, day)) - before;
      // Of what was sent, since the engine keeps no file that could be hashed.
      days[`clickhouse:${day}`] = await sha256OfFile(file, signal);
    }
    if (said.length > 0) {
      const before = await count(statementsTable, day);
      await writeStatementDay(connection, null, said, file);
      await insert(client, statementsTable, statementColumns, file);
      statements += (await count(statementsTable, day)) - before;
    }
  }
  rmSync(file, { force: true });
  return { days, added, statements };
}

async function insert(
  client: ClickHouseClient,
  table: string,
  columns: readonly (readonly [string, string])[],
  file: string,
): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${table} (${columns.map(([name]) => name).join(", ")}) FORMAT Parquet`,
    values: createReadStream(file),
  });
  for await (const piece of stream) void piece;
}
