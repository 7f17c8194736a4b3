import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UnavailableError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { hindranceOf } from "../files/hindrance.ts";
import { takeLock } from "../files/lock.ts";
import { placeDays } from "./prepare-days.ts";

export const positionsFolder = (opened: Case): string => join(opened.folder, "positions");
export const incomingFolder = (opened: Case): string => join(positionsFolder(opened), "incoming");
export const importLock = (opened: Case): string => join(positionsFolder(opened), "import.lock");

const isOnRecord = (opened: Case, id: string): boolean =>
  opened.database.prepare("SELECT 1 FROM position_imports WHERE id = ?").get(id) !== undefined;

/** Where the new files of an import lie until they are in their places. */
export const readyFolder = (opened: Case, id: string): string => join(incomingFolder(opened), id, "ready");

/** Imports that are on record and whose files an interruption kept from their places, the oldest first. */
export function unplaced(opened: Case): string[] {
  const incoming = incomingFolder(opened);
  if (!existsSync(incoming)) return [];
  return readdirSync(incoming)
    .sort()
    .filter((id) => isOnRecord(opened, id) && existsSync(readyFolder(opened, id)));
}

/** Ends what an interrupted import left: what is on record comes to its place, all else is thrown away. The caller holds the lock. */
export function finishInterrupted(opened: Case): void {
  for (const id of unplaced(opened)) placeDays(readyFolder(opened, id), positionsFolder(opened));
  rmSync(incomingFolder(opened), { recursive: true, force: true });
}

/** The same before reading, where this may write and nobody imports. */
export function finishIfAlone(opened: Case): void {
  if (unplaced(opened).length === 0) return;
  try {
    const lock = takeLock(importLock(opened), "an import of position reports");
    try {
      finishInterrupted(opened);
    } finally {
      lock.drop();
    }
  } catch (error) {
    // Another process is at it, or the case may only be read: then it is read as it stands.
    if (!(error instanceof UnavailableError) && hindranceOf(error) !== "forbidden") throw error;
  }
}
