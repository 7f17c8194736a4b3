import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";
import { migrations } from "./migrations.ts";

export type Access = "read" | "write";

/**
 * Opens the records of a case and brings them to the newest migration (writing only).
 * @param path of records.sqlite, or ":memory:"
 * @throws DamageError when the file is not a database; InputError when it was written by a newer Yardwatch; UnavailableError when locked
 */
export function openDatabase(path: string, access: Access): DatabaseSync {
  if (access === "read" && path !== ":memory:" && !existsSync(path))
    throw new DamageError("the records are missing", [path]);
  return translated(path, () => {
    const database = new DatabaseSync(path, { readOnly: access === "read" });
    try {
      database.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;");
      if (access === "write") database.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;");
      const found = versionOf(database);
      if (found > migrations.length)
        throw InputError.of(
          path,
          "version of the records",
          String(found),
          `at most ${migrations.length}, which this program writes; use a newer Yardwatch`,
        );
      if (access === "write") migrate(database, found);
      else if (found < migrations.length)
        throw InputError.of(
          path,
          "version of the records",
          String(found),
          `${migrations.length}; run any command that writes to bring it up`,
        );
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare("PRAGMA user_version").get();
  return Number(row?.["user_version"] ?? 0);
}

function migrate(database: DatabaseSync, from: number): void {
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

/** Runs database work and gives its failures the project's names. */
export function translated<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/not a database|malformed|disk image/i.test(message))
      throw new DamageError("the records cannot be read", [`${path}: ${message}`]);
    if (/locked|busy/i.test(message))
      throw new UnavailableError(`${path} is in use by another program`, true, error);
    if (/unable to open|readonly|full/i.test(message))
      throw new UnavailableError(`${path}: ${message}`, false, error);
    throw error;
  }
}

/** Runs `work` in one transaction: all of it is kept, or nothing. */
export async function inTransaction<T>(database: DatabaseSync, work: () => Promise<T> | T): Promise<T> {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = await work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
