import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DamageError, InputError, messageOf, UnavailableError } from "../../base/errors.ts";
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
    if (access === "read" && path !== ":memory:") {
      rollBack(path);
      if (versionOfFile(path) < migrations.length) return migratedCopy(path);
    }
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
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Undoes what a killed process left half-written. SQLite does so by itself, but not for a reader that may not write; where another
 * process is writing now, it leaves its journal alone.
 */
function rollBack(path: string): void {
  if (!existsSync(`${path}-journal`)) return;
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA busy_timeout = 5000; SELECT count(*) FROM sqlite_master;");
  } finally {
    database.close();
  }
}

function versionOfFile(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    // Another program may be in the middle of a commit.
    database.exec("PRAGMA busy_timeout = 5000;");
    return versionOf(database);
  } finally {
    database.close();
  }
}

/** The records of an older version, brought up in a copy: who only reads a case changes nothing of it. */
function migratedCopy(path: string): DatabaseSync {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-read-"));
  const copy = join(folder, "records.sqlite");
  const drop = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(path, copy);
    const database = new DatabaseSync(copy);
    migrate(database, versionOf(database));
    process.once("exit", drop);
    return database;
  } catch (error) {
    drop();
    throw error;
  }
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
    const message = messageOf(error);
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
