import { DOUBLE, DuckDBDataChunk, FLOAT, INTEGER, UTINYINT, type DuckDBAppender } from "@duckdb/node-api";
import type { Fixes } from "../../movements/ais/fixes.ts";
import { numbersOf } from "./duck.ts";
import { columnsOf } from "./fix-batches.ts";

/** Rows of one chunk of the engine. */
const chunkRows = 2048;
const types = [INTEGER, DOUBLE, DOUBLE, DOUBLE, FLOAT, FLOAT, FLOAT, UTINYINT, UTINYINT, UTINYINT];

/** Makes a table that reports are appended to: with numbers of the types that JavaScript has, and NaN for what is open. */
export const appendedTable = (name: string): string =>
  `CREATE OR REPLACE TEMP TABLE ${name} (mmsi INTEGER, at_ms DOUBLE, longitude DOUBLE, latitude DOUBLE, speed_knots FLOAT,
     course_degrees FLOAT, heading_degrees FLOAT, status UTINYINT, sender_class UTINYINT, utc_second UTINYINT)`;

const open = (name: string): string => `CASE WHEN NOT isnan(${name}) THEN ${name} END AS ${name}`;

/** The columns of a day's file out of such a table. */
export const appendedSelect = `mmsi, at_ms::BIGINT AS at_ms, longitude, latitude, ${open("speed_knots")}, ${open("course_degrees")}, ${open("heading_degrees")}, status, sender_class, nullif(utc_second, 60) AS utc_second`;

/** Appends columns as they lie, a chunk at a time: value by value it takes forty times as long. */
export function appendFixes(appender: DuckDBAppender, fixes: Fixes): void {
  const columns = columnsOf(fixes);
  for (let at = 0; at < fixes.length; at += chunkRows) {
    const rows = Math.min(chunkRows, fixes.length - at);
    const chunk = DuckDBDataChunk.create(types, rows);
    for (const [i, column] of columns.entries()) {
      numbersOf(chunk, i).set(column.subarray(at, at + rows));
      chunk.getColumnVector(i).flush();
    }
    appender.appendDataChunk(chunk);
  }
}
