import type { DatabaseSync } from "node:sqlite";
import { translated } from "./database.ts";

/** Ids of the counts at a site that people made in this program, by themselves or with the machine. */
export function readPeopleCounts(database: DatabaseSync, siteId: string): ReadonlySet<string> {
  const entries = translated("records.sqlite", () =>
    database.prepare("SELECT id FROM trail WHERE step = 'mark combine'").all(),
  );
  if (entries.length === 0) return new Set();
  const rows = translated("records.sqlite", () =>
    database
      .prepare(
        // From the few looks that people worked on, not from all counts of the site.
        `SELECT DISTINCT c.id FROM (SELECT look FROM readings UNION SELECT look FROM marks UNION SELECT look FROM passes) worked
         JOIN looks l ON l.id = worked.look AND l.site = ? JOIN counts c ON c.look = l.id
         JOIN trail t ON t.id = c.trail AND t.step = 'mark combine'`,
      )
      .all(siteId),
  );
  return new Set(rows.map((r) => String(r["id"])));
}
