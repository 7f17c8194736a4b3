import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../../base/errors.ts";
import { columnSets, recogniseTable, type Table } from "../../movements/ais/formats/column-set.ts";
import { statementFields } from "../../movements/ais/formats/field.ts";
import { refusalWords, type Refusal } from "../../movements/ais/formats/refusal.ts";
import { statementKey } from "./day-columns.ts";
import { literal, rowsOf } from "./duck.ts";
import { withoutZoneError } from "./zone.ts";
import { dayMs, dayOf } from "./position-filter.ts";
import {
  oddExpression,
  refusalExpression,
  tableExpressions,
  zoneMissing,
  type TableOptions,
  type TypedColumn,
} from "./table-select.ts";

/** A publisher's Parquet file: whose table it is, and its columns. */
export interface ParquetTable {
  /** What to call the file in an error. */
  readonly name: string;
  readonly path: string;
  readonly table: Table;
  readonly columns: readonly TypedColumn[];
}

/**
 * Whose table a Parquet file holds.
 * @throws InputError when it cannot be read, or its columns are nobody's that we know
 */
export async function parquetTable(
  connection: DuckDBConnection,
  path: string,
  name: string,
): Promise<ParquetTable> {
  const described = await rowsOf(
    connection,
    `DESCRIBE SELECT * FROM read_parquet(${literal(path)}, hive_partitioning = false)`,
  ).catch((error: unknown) => {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw InputError.of(name, "file", said, "a Parquet file that can be read");
  });
  const columns = described.map((c) => ({ name: String(c["column_name"]), type: String(c["column_type"]) }));
  const table = recogniseTable(columns.map((c) => c.name));
  if (table === null)
    throw InputError.of(
      name,
      "columns",
      columns
        .map((c) => c.name)
        .join(", ")
        .slice(0, 200),
      `those of ${columnSets.map((s) => s.name).join(", ")}: at least sender, time, longitude and latitude`,
    );
  return { name, path, table, columns };
}

/** What a Parquet file holds: reports by day, and what was refused. */
export interface ParquetContent {
  readonly rows: number;
  /** Reports under a number that is given to nobody. */
  readonly odd: number;
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
  readonly days: readonly { readonly day: string; readonly rows: number }[];
  /** Reports of a day, as a query over the columns of a day's file; of all days, with `day` before them, for null. */
  readonly fixes: (day: string | null) => string;
  /** The same of what ships say of themselves. */
  readonly statements: (day: string | null) => string;
}

/** Counts what a Parquet file holds; nothing is written. */
export async function parquetContent(
  connection: DuckDBConnection,
  found: ParquetTable,
  options: TableOptions,
): Promise<ParquetContent> {
  // Under names of our own, since the publisher's may be ours.
  const columns = found.columns.map(({ type }, i) => ({ name: `c${i}`, type }));
  const renamed = found.columns.map(({ name }, i) => `"${name.replaceAll('"', '""')}" AS c${i}`).join(", ");
  const source = `(SELECT ${renamed} FROM read_parquet(${literal(found.path)}, hive_partitioning = false))`;
  const missing = zoneMissing(found.table, columns, options);
  if (missing !== null) {
    const [some] = await rowsOf(connection, `SELECT 1 AS one FROM ${source} WHERE ${missing} LIMIT 1`);
    if (some !== undefined) throw withoutZoneError(found.name);
  }
  const e = tableExpressions(found.table, columns, options);
  const placed = `CASE WHEN ${e.mmsi} >= 0 AND ${e.mmsi} < 2147483648 THEN ${e.mmsi} END AS mmsi, ${e.at} AS at_ms,
    ${e.longitude} AS longitude, ${e.latitude} AS latitude`;
  const refusal = refusalExpression(options);
  const counted = await rowsOf(
    connection,
    `SELECT refusal, (CASE WHEN refusal IS NULL THEN at_ms // ${dayMs} END)::DOUBLE AS day, count(*)::DOUBLE AS n,
       count_if(refusal IS NULL AND odd)::DOUBLE AS odd
     FROM (SELECT at_ms, ${refusal} AS refusal, ${oddExpression} AS odd FROM (SELECT ${placed} FROM ${source})) GROUP BY ALL ORDER BY day`,
  );
  const days: { day: string; rows: number }[] = [];
  const refused: Partial<Record<Refusal, number>> = {};
  for (const row of counted) {
    const word = refusalWords.find((w) => w === row["refusal"]);
    const n = Number(row["n"]);
    if (word === undefined) days.push({ day: dayOf(Number(row["day"]) * dayMs), rows: n });
    else refused[word] = n;
  }
  const dayName = (ms: string): string => `(make_timestamp(${ms} * 1000)::DATE)::VARCHAR AS day, `;
  // Grouped as they stand, before they are read: a ship says the same thousands of times a day.
  const said = [...new Set([...statementFields, "mmsi" as const].flatMap((f) => found.table.at.get(f) ?? []))]
    .map((i) => `c${i}`)
    .join(", ");
  return {
    rows: counted.reduce((sum, row) => sum + Number(row["n"]), 0),
    odd: counted.reduce((sum, row) => sum + Number(row["odd"]), 0),
    refused,
    days,
    fixes: (day) =>
      `SELECT ${day === null ? dayName("at_ms") : ""}mmsi::INTEGER AS mmsi, at_ms, longitude, latitude, speed_knots, course_degrees,
         heading_degrees, status, sender_class, utc_second
       FROM (SELECT ${placed}, ${e.speed} AS speed_knots, ${e.course} AS course_degrees, ${e.heading} AS heading_degrees,
         ${e.status} AS status, ${e.senderClass} AS sender_class, ${e.second} AS utc_second FROM ${source})
       WHERE (${refusal}) IS NULL${within(day)}`,
    statements: (day) =>
      `SELECT ${day === null ? dayName("min(first_ms)") : ""}mmsi, name, call_sign, imo, ship_type, length_metres, width_metres,
         to_bow_metres, to_port_metres, draught_metres, destination, min(first_ms) AS first_ms, max(last_ms) AS last_ms,
         sum(reports)::INTEGER AS reports
       FROM (SELECT (${e.mmsi})::INTEGER AS mmsi, day_number, first_ms, last_ms, reports, ${e.name} AS name, ${e.callSign} AS call_sign,
         ${e.imo} AS imo, ${e.shipType} AS ship_type, ${e.length} AS length_metres, ${e.width} AS width_metres,
         ${e.toBow} AS to_bow_metres, ${e.toPort} AS to_port_metres, ${e.draught} AS draught_metres, ${e.destination} AS destination
         FROM (SELECT ${said}, at_ms // ${dayMs} AS day_number, min(at_ms) AS first_ms, max(at_ms) AS last_ms, count(*) AS reports
           FROM (SELECT ${said}, ${placed} FROM ${source}) WHERE (${refusal}) IS NULL${within(day)}
           GROUP BY ${said}, day_number))
       WHERE name <> '' OR call_sign <> '' OR destination <> ''
         OR coalesce(imo, ship_type, length_metres, width_metres, draught_metres) IS NOT NULL
       GROUP BY day_number, ${statementKey.join(", ")}`,
  };
}

function within(day: string | null): string {
  if (day === null) return "";
  const begins = Date.parse(`${day}T00:00:00Z`);
  return ` AND at_ms >= ${begins} AND at_ms < ${begins + dayMs}`;
}
