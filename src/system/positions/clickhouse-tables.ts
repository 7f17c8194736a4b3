import { statementColumns } from "./day-columns.ts";

/*
 * The reports in ClickHouse: one row for a ship, a time and a place; rows that come again are merged by the engine as `write-day.ts` merges them in
 * Parquet. A database belongs to one case. What ships say is kept as each import saw it, and joined when it is read.
 */

export const fixesTable = "yardwatch_fixes";
export const statementsTable = "yardwatch_statements";

const types: Readonly<Record<string, string>> = {
  INTEGER: "Int32",
  BIGINT: "Int64",
  UTINYINT: "UInt8",
  FLOAT: "Float32",
  VARCHAR: "String",
};
const always = new Set(["mmsi", "first_ms", "last_ms", "reports"]);

export const createTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${fixesTable} (
     mmsi Int32, at_ms Int64, longitude Float64, latitude Float64,
     speed_knots SimpleAggregateFunction(max, Nullable(Float32)), course_degrees SimpleAggregateFunction(max, Nullable(Float32)),
     heading_degrees SimpleAggregateFunction(max, Nullable(Float32)), status SimpleAggregateFunction(min, UInt8),
     sender_class SimpleAggregateFunction(min, UInt8), utc_second SimpleAggregateFunction(min, Nullable(UInt8)), day Date MATERIALIZED toDate(toUInt16(intDiv(at_ms, 86400000)))
   ) ENGINE = AggregatingMergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, mmsi, at_ms, longitude, latitude)`,
  // A table of before there were seconds.
  `ALTER TABLE ${fixesTable} ADD COLUMN IF NOT EXISTS utc_second SimpleAggregateFunction(min, Nullable(UInt8)) AFTER sender_class`,
  `CREATE TABLE IF NOT EXISTS ${statementsTable} (
     ${statementColumns.map(([name, type]) => `${name} ${type === "VARCHAR" || always.has(name) ? types[type] : `Nullable(${types[type]})`}`).join(", ")},
     day Date MATERIALIZED toDate(toUInt16(intDiv(first_ms, 86400000)))
   ) ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(day)
     ORDER BY (day, mmsi, first_ms, last_ms, reports, ${statementColumns
       .slice(1, 11)
       .map(([name, type]) => (type === "VARCHAR" ? name : `ifNull(toFloat64(${name}), -1)`))
       .join(", ")})`,
];
