import type { DatabaseSync } from "node:sqlite";

/** The last import that wrote a file, and the hash of what it wrote. */
export interface DayWriter {
  readonly id: string;
  readonly sha256: string;
}

/** By "2020-01-01" or "statements/2020-01-01": the last import that wrote that file. */
export function dayWriters(database: DatabaseSync): Map<string, DayWriter> {
  const writers = new Map<string, DayWriter>();
  for (const row of database.prepare("SELECT id, days FROM position_imports ORDER BY rowid").iterate()) {
    const days = JSON.parse(String(row["days"])) as Record<string, string>;
    for (const [key, sha256] of Object.entries(days))
      // What went into a database has no file.
      if (!key.includes(":")) writers.set(key, { id: String(row["id"]), sha256 });
  }
  return writers;
}
