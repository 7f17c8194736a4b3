import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { UnavailableError } from "../../base/errors.ts";

/** Something that one process at a time may do. */
export interface Lock {
  readonly drop: () => void;
}

/** A lock without a number is being written by a process that just made it; after so many milliseconds that process has died of it. */
const writtenWithinMs = 10_000;

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
    if (holder === "gone") continue;
    if (holder === "being written")
      throw new UnavailableError(`${what} is just beginning in another process`, true);
    if (holder !== "nobody" && isAlive(holder))
      throw new UnavailableError(`${what} is under way in process ${holder}`, true);
    clear(path, holder);
  }
}

type Holder = number | "nobody" | "being written" | "gone";

function holderOf(path: string): Holder {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (Number.isInteger(pid) && pid > 0) return pid;
    return isOld(path) ? "nobody" : "being written";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}

/** Removes a lock that a process left: one process at a time, and only if it is still the same one, so that nobody removes what another has just taken. */
function clear(path: string, left: Holder): void {
  const clearing = `${path}.clearing`;
  try {
    closeSync(openSync(clearing, "wx"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isOld(clearing)) rmSync(clearing, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return;
  }
  try {
    if (holderOf(path) === left) rmSync(path, { force: true });
  } finally {
    rmSync(clearing, { force: true });
  }
}

const isOld = (path: string): boolean =>
  Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) >= writtenWithinMs;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
