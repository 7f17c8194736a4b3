/** The columns of positions/<day>.parquet, in order. What a report left open is null; rows stand in order of ship and time. */
export const fixColumns = [
  ["mmsi", "INTEGER"],
  ["at_ms", "BIGINT"],
  ["longitude", "DOUBLE"],
  ["latitude", "DOUBLE"],
  ["speed_knots", "FLOAT"],
  ["course_degrees", "FLOAT"],
  ["heading_degrees", "FLOAT"],
  ["status", "UTINYINT"],
  ["sender_class", "UTINYINT"],
  ["utc_second", "UTINYINT"],
] as const;

/** The columns of positions/statements/<day>.parquet, in order. Texts are never null. */
export const statementColumns = [
  ["mmsi", "INTEGER"],
  ["name", "VARCHAR"],
  ["call_sign", "VARCHAR"],
  ["imo", "INTEGER"],
  ["ship_type", "UTINYINT"],
  ["length_metres", "FLOAT"],
  ["width_metres", "FLOAT"],
  ["to_bow_metres", "FLOAT"],
  ["to_port_metres", "FLOAT"],
  ["draught_metres", "FLOAT"],
  ["destination", "VARCHAR"],
  ["first_ms", "BIGINT"],
  ["last_ms", "BIGINT"],
  ["reports", "INTEGER"],
] as const;

/** What two statements must agree in to be the same statement. */
export const statementKey = statementColumns.slice(0, 11).map(([name]) => name);

export type StatementColumn = (typeof statementColumns)[number][0];
