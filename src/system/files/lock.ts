import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { UnavailableError } from "../../base/errors.ts";

/** Something that one process at a time may do. */
export interface Lock {
  readonly drop: () => void;
}

/**
 * Takes a lock by making a file that holds the number of this process. One that a process left which is no longer there is taken over.
 * @param what in words, for the message
 * @throws UnavailableError while another process holds it
 */
export function takeLock(path: string, what: string): Lock {
  for (;;) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return { drop: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = holderOf(path);
    if (holder !== null && isAlive(holder))
      throw new UnavailableError(`${what} is under way in process ${holder}`, true);
    rmSync(path, { force: true });
  }
}

function holderOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
