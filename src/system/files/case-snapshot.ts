import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileLines, storedLines } from "../store/custody.ts";
import { openDatabase } from "../store/database.ts";
import type { Case } from "./case-folder.ts";

/** How often, and how many milliseconds apart, a line that is on its way from the records to the log is waited for. */
const [tries, apart] = [20, 100];

/**
 * A case as it stands at one moment, in copies of its records and its log, while others go on writing: what is read of it one after another belongs together.
 * Evidence is read where it lies, since it never changes.
 */
export async function snapshotOf(
  opened: Case,
): Promise<{ readonly snapshot: Case; readonly drop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-snapshot-"));
  const [records, custodyPath] = [join(folder, "records.sqlite"), join(folder, "custody.jsonl")];
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (let attempt = 1; ; attempt++) {
      const complete = copied(opened, records, custodyPath);
      // A write puts its line into the log right after its commit; one that was killed in between never does.
      if (complete || attempt === tries) break;
      await pause(apart);
    }
    const database = openDatabase(records, "read");
    return {
      snapshot: { ...opened, database, custodyPath, close: () => database.close() },
      drop: () => {
        database.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Copies both under one lock. @returns whether the log has every line that the records have */
function copied(opened: Case, records: string, custodyPath: string): boolean {
  const { database } = opened;
  database.exec("BEGIN");
  try {
    // The first read takes the lock that keeps others from committing.
    const stored = storedLines(database);
    copyFileSync(join(opened.folder, "records.sqlite"), records);
    if (existsSync(opened.custodyPath)) copyFileSync(opened.custodyPath, custodyPath);
    const late = stored.slice(fileLines(custodyPath, stored).length);
    return late.length === 0 || late.some((line) => line.written);
  } finally {
    database.exec("COMMIT");
  }
}
