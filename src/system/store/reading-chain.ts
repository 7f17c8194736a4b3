import type { DatabaseSync } from "node:sqlite";
import type { StatementRow } from "../../findings/contradictions/statements-table.ts";
import type { TestName } from "../../findings/contradictions/test-names.ts";
import type { ReferenceLine } from "../../findings/distances/reference-line.ts";
import type { ChainMode } from "../../movements/chain/chain.ts";
import type { ConnectionRow } from "../../movements/chain/connections-table.ts";
import type { Page } from "../../sites/counting/look.ts";
import type { Position } from "../../sites/counting/site.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

const rowsOf = (database: DatabaseSync, sql: string): Row[] =>
  translated("records.sqlite", () => database.prepare(sql).all() as Row[]);

const text = (row: Row, column: string): string => String(row[column] ?? "");
const orNull = (row: Row, column: string): string | null => (row[column] === null ? null : text(row, column));
const number = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};

/** Ways between places, by name. */
export const readConnections = (database: DatabaseSync): ConnectionRow[] =>
  rowsOf(database, "SELECT * FROM connections ORDER BY id").map((r) => ({
    connection: text(r, "id"),
    fromPlace: text(r, "from_place"),
    toPlace: text(r, "to_place"),
    mode: text(r, "mode") as ChainMode,
    lengthKmLow: number(r, "length_km_low"),
    lengthKmHigh: number(r, "length_km_high"),
    basis: text(r, "basis"),
    publisher: text(r, "publisher"),
    address: text(r, "address"),
    page: text(r, "page") as Page,
  }));

/** Lines that distances are given to, in the order in which they came. */
export const readReferenceLines = (database: DatabaseSync): ReferenceLine[] =>
  rowsOf(database, "SELECT * FROM reference_lines ORDER BY trail, rowid").map((r) => ({
    id: text(r, "id"),
    name: text(r, "name"),
    parts: JSON.parse(text(r, "parts")) as Position[][],
    errorMetres: number(r, "error_m") ?? 0,
    validFrom: orNull(r, "valid_from"),
    validTo: orNull(r, "valid_to"),
    basis: text(r, "basis"),
    source: text(r, "source"),
  }));

/** Statements of contradictions, in the order in which they came. */
export const readStatements = (database: DatabaseSync): StatementRow[] =>
  rowsOf(database, "SELECT * FROM statements ORDER BY trail, rowid").map((r) => ({
    statement: text(r, "id"),
    contradiction: text(r, "contradiction"),
    about: text(r, "about"),
    topic: text(r, "topic"),
    test: text(r, "test") as TestName,
    says: text(r, "says"),
    low: number(r, "low"),
    best: number(r, "best"),
    high: number(r, "high"),
    unit: text(r, "unit"),
    base: number(r, "base"),
    value: text(r, "value"),
    over: text(r, "over"),
    rule: text(r, "rule"),
    subject: text(r, "subject"),
    record: text(r, "record"),
    longitude: number(r, "longitude"),
    latitude: number(r, "latitude"),
    document: text(r, "document"),
    retrieved: text(r, "retrieved"),
    publisher: text(r, "publisher"),
    publishedAt: text(r, "published_at"),
    address: text(r, "address"),
    page: text(r, "page") as Page,
    wanted: text(r, "wanted"),
  }));
