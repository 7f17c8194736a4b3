import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PositionDay } from "../../movements/ais/fixes.ts";
import { writeWhole } from "../files/atomic.ts";

type Amounts = Omit<PositionDay, "day">;
interface Known extends Amounts {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/**
 * How much each day's file holds. Counting ships reads a column of the whole file, so what was counted is kept in `derived/` for as long as
 * the file stays the same; where nothing can be written there, it is counted again next time.
 */
export async function countedDays(
  folder: string,
  days: readonly string[],
  count: (path: string) => Promise<Amounts>,
): Promise<PositionDay[]> {
  const cache = join(folder, "derived", "days.json");
  const known = knownDays(cache);
  const counted: PositionDay[] = [];
  let changed = false;
  for (const day of days) {
    const path = join(folder, `${day}.parquet`);
    const { size: bytes, mtimeMs: modifiedMs } = statSync(path);
    let found = known[day];
    if (found === undefined || found.bytes !== bytes || found.modifiedMs !== modifiedMs) {
      found = { bytes, modifiedMs, ...(await count(path)) };
      known[day] = found;
      changed = true;
    }
    counted.push({ day, fixes: found.fixes, ships: found.ships });
  }
  if (changed) keepDays(cache, known);
  return counted;
}

function knownDays(cache: string): Record<string, Known> {
  try {
    return JSON.parse(readFileSync(cache, "utf8")) as Record<string, Known>;
  } catch {
    return {};
  }
}

function keepDays(cache: string, known: Readonly<Record<string, Known>>): void {
  try {
    mkdirSync(join(cache, ".."), { recursive: true });
    writeWhole(cache, JSON.stringify(known));
  } catch {
    // A case that may only be read is read without it.
  }
}
