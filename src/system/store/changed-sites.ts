import type { DatabaseSync } from "node:sqlite";
import { translated } from "./database.ts";

/** Which rows of each table a reader has taken account of: records are only ever added, so that the last row tells. */
export type RowsSeen = Readonly<Record<string, number>>;

/** Tables whose records bear on what is said of a site, each with the query that leads from its new rows to sites. */
const leads: Readonly<Record<string, string>> = {
  sites: "SELECT id AS site FROM sites WHERE rowid > ?",
  areas: "SELECT DISTINCT site FROM areas WHERE rowid > ?",
  amendments: "SELECT DISTINCT site FROM amendments WHERE rowid > ?",
  looks: "SELECT DISTINCT site FROM looks WHERE rowid > ?",
  findings: "SELECT DISTINCT json_extract(question, '$.siteId') AS site FROM findings WHERE rowid > ?",
  ...Object.fromEntries(
    [
      "counts",
      "supplies",
      "pictures",
      "clarities",
      "line_ups",
      "repeats",
      "overrides",
      "marks",
      "passes",
      "readings",
    ].map((table) => [
      table,
      `SELECT DISTINCT l.site FROM ${table} t JOIN looks l ON l.id = t.look WHERE t.rowid > ?`,
    ]),
  ),
  // Findings quote these, wherever they are.
  publications: "SELECT id AS site FROM sites WHERE (SELECT max(rowid) FROM publications) > ?",
  events: "SELECT id AS site FROM sites WHERE (SELECT max(rowid) FROM events) > ?",
  voyages: "SELECT id AS site FROM sites WHERE (SELECT max(rowid) FROM voyages) > ?",
};

/** The last row of each table now. */
export function rowsNow(database: DatabaseSync): RowsSeen {
  return translated("records.sqlite", () =>
    Object.fromEntries(
      Object.keys(leads).map((table) => [
        table,
        Number(database.prepare(`SELECT coalesce(max(rowid), 0) AS n FROM ${table}`).get()?.["n"] ?? 0),
      ]),
    ),
  );
}

/** The sites that something was put on record of since. */
export function sitesChangedSince(database: DatabaseSync, seen: RowsSeen): string[] {
  const now = rowsNow(database);
  const found = new Set<string>();
  for (const [table, sql] of Object.entries(leads)) {
    if ((now[table] ?? 0) <= (seen[table] ?? 0)) continue;
    for (const row of translated("records.sqlite", () => database.prepare(sql).all(seen[table] ?? 0)))
      if (typeof row["site"] === "string") found.add(row["site"]);
  }
  return [...found];
}
