import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../../base/errors.ts";
import { columnSets, recogniseTable, type Table } from "../../movements/ais/formats/column-set.ts";
import { literal, rowsOf } from "./duck.ts";
import { fixPart, statementPart, type Staging } from "./staging.ts";
import { refusalExpression, tableExpressions, type TableOptions, type TypedColumn } from "./table-select.ts";

/** Whose table a Parquet file holds. */
export async function parquetTable(
  connection: DuckDBConnection,
  path: string,
  name: string,
): Promise<{ readonly table: Table; readonly columns: readonly TypedColumn[]; readonly rows: number }> {
  const described = await rowsOf(connection, `DESCRIBE SELECT * FROM read_parquet(${literal(path)})`).catch(
    (error: unknown) => {
      throw InputError.of(
        name,
        "file",
        error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
        "a Parquet file that can be read",
      );
    },
  );
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
      `columns of ${columnSets.map((s) => s.name).join(", ")}: at least identity, time, longitude and latitude`,
    );
  const [counted] = await rowsOf(
    connection,
    `SELECT count(*)::DOUBLE AS n FROM read_parquet(${literal(path)})`,
  );
  return { table, columns, rows: Number(counted?.["n"]) };
}

/** Sorts the rows of a Parquet file into days, refused ones by reason: everything goes aside, the case is as it was. */
export async function stageParquet(
  connection: DuckDBConnection,
  path: string,
  found: { readonly table: Table; readonly columns: readonly TypedColumn[] },
  options: TableOptions,
  staging: Staging,
): Promise<void> {
  const e = tableExpressions(found.table, found.columns, options);
  const source = `read_parquet(${literal(path)})`;
  const day = "strftime(make_timestamp(at_ms * 1000), '%Y-%m-%d')";
  await connection.run(
    `COPY (SELECT coalesce('refused ' || refusal, ${day}) AS day, mmsi::INTEGER AS mmsi, at_ms, longitude, latitude, speed_knots,
       course_degrees, heading_degrees, status, sender_class
     FROM (SELECT *, ${refusalExpression(options)} AS refusal FROM (SELECT
       CASE WHEN ${e.mmsi} >= 0 AND ${e.mmsi} < 2147483648 THEN ${e.mmsi} END AS mmsi, ${e.at} AS at_ms, ${e.longitude} AS longitude,
       ${e.latitude} AS latitude, ${e.speed} AS speed_knots, ${e.course} AS course_degrees, ${e.heading} AS heading_degrees,
       ${e.status} AS status, ${e.senderClass} AS sender_class FROM ${source})))
     TO ${fixPart(staging)}`,
  );
  await connection.run(
    `COPY (SELECT ${day} AS day, mmsi::INTEGER AS mmsi, name, call_sign, imo, ship_type, length_metres, width_metres, to_bow_metres,
       to_port_metres, draught_metres, destination, min(at_ms) AS first_ms, max(at_ms) AS last_ms, count(*)::INTEGER AS reports
     FROM (SELECT * FROM (SELECT ${e.mmsi} AS mmsi, ${e.at} AS at_ms, ${e.longitude} AS longitude, ${e.latitude} AS latitude,
         ${e.name} AS name, ${e.callSign} AS call_sign, ${e.imo} AS imo, ${e.shipType} AS ship_type, ${e.length} AS length_metres,
         ${e.width} AS width_metres, ${e.toBow} AS to_bow_metres, ${e.toPort} AS to_port_metres, ${e.draught} AS draught_metres,
         ${e.destination} AS destination FROM ${source})
       WHERE ${refusalExpression(options)} IS NULL AND (name <> '' OR call_sign <> '' OR destination <> ''
         OR coalesce(imo, ship_type, length_metres, width_metres, draught_metres) IS NOT NULL))
     GROUP BY ALL) TO ${statementPart(staging)}`,
  );
}
