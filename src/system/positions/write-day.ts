import type { DuckDBConnection } from "@duckdb/node-api";
import { fixColumns, statementKey } from "./day-columns.ts";
import { literal, literals } from "./duck.ts";

const asParquet = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)";

/** The rows of Parquet files, as something to select from. */
export const rowsIn = (files: readonly string[]): string =>
  `read_parquet(${literals(files)}, hive_partitioning = false)`;

const noFixes = `SELECT ${fixColumns.map(([name, type]) => `NULL::${type} AS ${name}`).join(", ")} WHERE false`;

/** Rows of several sources over the columns of a day, as something to select from; columns that a source of before lacks are null. */
export const fixesIn = (sources: readonly string[]): string =>
  `(${[noFixes, ...sources.map((s) => `SELECT * FROM ${s}`)].join(" UNION ALL BY NAME ")})`;

/**
 * Writes a day's reports from several sources (each a query or files over the columns of a day) into one file, sorted and each once. Reports of one ship at one time and
 * place are one, whoever received them; where one of them left a field open, the other fills it. The result does not depend on the order of the
 * sources.
 */
export async function writeFixDay(
  connection: DuckDBConnection,
  sources: readonly string[],
  target: string,
): Promise<void> {
  await connection.run(
    `COPY (SELECT mmsi, at_ms, longitude, latitude, max(speed_knots) AS speed_knots, max(course_degrees) AS course_degrees,
       max(heading_degrees) AS heading_degrees, min(status) AS status, min(sender_class) AS sender_class,
       min(utc_second) AS utc_second
     FROM ${fixesIn(sources)}
     GROUP BY mmsi, at_ms, longitude, latitude ORDER BY mmsi, at_ms, longitude, latitude) TO ${literal(target)} ${asParquet}`,
  );
}

/**
 * Writes what a day's file says, where there is one, and what came in, into one. How often something was said adds up where the two times do
 * not overlap; where they do, both may have heard the same, and the larger number stands: a lower bound that importing twice does not raise.
 */
export async function writeStatementDay(
  connection: DuckDBConnection,
  existing: string | null,
  incoming: readonly string[],
  target: string,
): Promise<void> {
  const key = statementKey.join(", ");
  const before =
    existing === null ? "" : `UNION ALL SELECT ${key}, first_ms, last_ms, reports FROM ${rowsIn([existing])}`;
  await connection.run(
    `COPY (SELECT ${key}, min(first_ms) AS first_ms, max(last_ms) AS last_ms,
       (CASE WHEN count(*) = 1 OR max(first_ms) > min(last_ms) THEN sum(reports) ELSE max(reports) END)::INTEGER AS reports
     FROM (SELECT ${key}, min(first_ms) AS first_ms, max(last_ms) AS last_ms, sum(reports) AS reports
       FROM (${incoming.map((s) => `SELECT * FROM ${s}`).join(" UNION ALL ")}) GROUP BY ${key} ${before})
     GROUP BY ${key} ORDER BY mmsi, first_ms, last_ms, ${key}) TO ${literal(target)} ${asParquet}`,
  );
}
