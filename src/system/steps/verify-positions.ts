import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "../files/case-folder.ts";
import { sha256OfFile } from "../hash.ts";
import { dayWriters } from "../positions/day-writers.ts";
import { engineAddress } from "../positions/engine.ts";
import { positionsFolder, readyFolder } from "../positions/unfinished.ts";
import { openDatabase } from "../store/database.ts";

export interface PositionCheck {
  readonly files: number;
  readonly damage: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Holds each day's file of position reports against the newest import that wrote it. It takes as long as reading the files once: what an import made
 * of its source is not made again (docs/method/positions.md says why).
 */
export async function checkPositions(
  opened: Case,
  onProgress?: (what: string) => void,
  signal?: AbortSignal,
): Promise<PositionCheck> {
  const folder = positionsFolder(opened);
  const writers = dayWriters(opened.database);
  const damage: string[] = [];
  const notes: string[] = [];
  for (const [key, writer] of writers) {
    const name = `positions/${key}.parquet`;
    onProgress?.(name);
    const found = await hashOf(join(folder, `${key}.parquet`), signal);
    if (found === writer.sha256) continue;
    const waiting = await hashOf(join(readyFolder(opened, writer.id), `${key}.parquet`), signal);
    if (waiting === writer.sha256)
      notes.push(
        `${name}: ${writer.id} was interrupted before the file was in its place; the next command that reads it puts it there`,
      );
    else if (found === null || !isNewer(opened, key, found))
      damage.push(
        found === null
          ? `${name}: missing; ${writer.id} wrote it (its source imported anew with --again makes what is lost of it)`
          : `${name}: altered since ${writer.id} wrote it`,
      );
  }
  if (engineAddress(opened) !== null)
    notes.push(
      "position reports: kept in ClickHouse, which has no file to hold against a hash; not verified",
    );
  for (const key of dayFiles(folder))
    if (!writers.has(key) && !isNewer(opened, key, null))
      damage.push(`positions/${key}.parquet: no import on record wrote it`);
  return { files: writers.size, damage, notes };
}

/** Whether an import that ended after the verification began wrote the file: records are a snapshot, files are not. */
function isNewer(opened: Case, key: string, found: string | null): boolean {
  const live = openDatabase(join(opened.folder, "records.sqlite"), "read");
  try {
    const writer = dayWriters(live).get(key);
    return writer !== undefined && (found === null || writer.sha256 === found);
  } finally {
    live.close();
  }
}

async function hashOf(path: string, signal?: AbortSignal): Promise<string | null> {
  return existsSync(path) ? sha256OfFile(path, signal) : null;
}

function dayFiles(folder: string): string[] {
  const names = (inside: string): string[] => {
    const path = join(folder, inside);
    if (!existsSync(path)) return [];
    return readdirSync(path).flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.parquet$/.exec(name)?.[1] ?? []);
  };
  return [...names("."), ...names("statements").map((day) => `statements/${day}`)];
}
