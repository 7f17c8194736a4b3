import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { parquetContent, parquetTable } from "./published-table.ts";
import { writeFixDay, writeStatementDay } from "./write-day.ts";

/**
 * Sorts a publisher's Parquet file into days in a folder outside any case, once: the folder is named by the file's path, size and time.
 * @returns the folder, as `positions/` of a case
 */
export async function publishedDays(path: string, engine: DuckDBInstance, nowMs: number): Promise<string> {
  const file = resolve(path);
  const { size, mtimeMs } = statSync(file);
  const name = createHash("sha256").update(`3 ${file} ${size} ${mtimeMs}`).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `yardwatch-published-${name}`);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${randomBytes(4).toString("hex")}`;
  const connection = await engine.connect();
  try {
    mkdirSync(join(aside, "statements"), { recursive: true });
    const found = await parquetTable(connection, file, file);
    const content = await parquetContent(connection, found, { nowMs, zoneMinutes: null });
    for (const { day } of content.days) {
      await writeFixDay(connection, [`(${content.fixes(day)})`], join(aside, `${day}.parquet`));
      const said = join(aside, "statements", `${day}.parquet`);
      await writeStatementDay(connection, null, [`(${content.statements(day)})`], said);
    }
    // Somebody else may have been faster; theirs is the same.
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    connection.disconnectSync();
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}
