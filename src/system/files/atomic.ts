import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf, UnavailableError } from "../../base/errors.ts";

/**
 * Writes a file so that readers see the old one or the new one, never a part: into a neighbour, to the disk, then renamed.
 * @param mode who may read it, as for `open`; the system's usual where left out
 */
export function writeWhole(path: string, content: string | Uint8Array, mode?: number): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content, { flush: true, ...(mode === undefined ? {} : { mode }) });
    renameSync(beside, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw new UnavailableError(`${path} could not be written: ${messageOf(error)}`, false, error);
  }
}

/** Brings the names in a folder to the disk, where the system has such a thing. */
export function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
