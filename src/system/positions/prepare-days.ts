import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DamageError } from "../../base/errors.ts";
import { syncFolder } from "../files/atomic.ts";
import { sha256OfFile } from "../hash.ts";
import type { DaySources, Written } from "./day-sources.ts";
import type { DayWriter } from "./day-writers.ts";
import { literals, rowsOf } from "./duck.ts";
import { rowsIn, writeFixDay, writeStatementDay } from "./write-day.ts";

export interface Prepare {
  readonly connection: DuckDBConnection;
  /** The folder of the day files. */
  readonly positions: string;
  /** What is on record of each file; where given, a file that is something else is not built upon. */
  readonly writers?: ReadonlyMap<string, DayWriter> | undefined;
  /** Where the new files are made. */
  readonly ready: string;
  readonly onProgress?: ((what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes new files of the days, beside the old ones: each has what the old one had and what came in. No day's file is touched; `placeDays` puts
 * the new ones in their places when they are on record.
 * @throws DamageError when a day's file is not what the last import made of it: it would be on record as sound afterwards
 */
export async function prepareDays(
  { connection, positions, writers, ready, onProgress, signal }: Prepare,
  sources: readonly DaySources[],
): Promise<Written> {
  const days: Record<string, string> = {};
  let added = 0;
  let statements = 0;
  mkdirSync(join(ready, "statements"), { recursive: true });
  for (const { day, ...source } of sources) {
    onProgress?.(`day ${day}`);
    for (const [key, incoming] of [
      [day, source.fixes],
      [`statements/${day}`, source.statements],
    ] as const) {
      signal?.throwIfAborted();
      if (incoming.length === 0) continue;
      const [before, after] = [join(positions, `${key}.parquet`), join(ready, `${key}.parquet`)];
      const existing = existsSync(before) ? before : null;
      if (existing !== null && writers !== undefined) await checkWritten(existing, key, writers, signal);
      const had = existing === null ? 0 : await rowCount(connection, existing);
      if (key === day) {
        const old = existing === null ? [] : [rowsIn([existing])];
        await writeFixDay(connection, [...old, ...incoming], after);
        added += (await rowCount(connection, after)) - had;
      } else {
        await writeStatementDay(connection, existing, incoming, after);
        statements += (await rowCount(connection, after)) - had;
      }
      days[key] = await sha256OfFile(after, signal);
    }
  }
  return { days, added, statements };
}

async function checkWritten(
  path: string,
  key: string,
  writers: ReadonlyMap<string, DayWriter>,
  signal?: AbortSignal,
): Promise<void> {
  const writer = writers.get(key);
  if (writer !== undefined && (await sha256OfFile(path, signal)) === writer.sha256) return;
  const what = writer === undefined ? "no import on record wrote it" : `altered since ${writer.id} wrote it`;
  throw new DamageError("nothing was imported, since a file that it would add to is not what is on record", [
    `positions/${key}.parquet: ${what}; put the right one in its place, or move it away and import its sources with --again`,
  ]);
}

async function rowCount(connection: DuckDBConnection, path: string): Promise<number> {
  const [row] = await rowsOf(
    connection,
    `SELECT sum(num_rows)::DOUBLE AS n FROM parquet_file_metadata(${literals([path])})`,
  );
  return Number(row?.["n"] ?? 0);
}

/** Puts files that are on record in their places, each whole; can be done again after an interruption. */
export function placeDays(ready: string, positions: string): void {
  for (const folder of ["", "statements"]) {
    const [from, to] = [join(ready, folder), join(positions, folder)];
    if (!existsSync(from)) continue;
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from))
      if (name.endsWith(".parquet")) renameSync(join(from, name), join(to, name));
    syncFolder(to);
  }
  rmSync(dirname(ready), { recursive: true, force: true });
}
