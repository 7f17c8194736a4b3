import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { InputError, messageOf, quoted, UnavailableError } from "../../base/errors.ts";
import type { Case } from "./case-folder.ts";
import { syncFolder } from "./atomic.ts";

/** A file copied next to the evidence and hashed on the way; it becomes evidence when it is kept. */
export interface Incoming {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  /** Where the copy lies: read from here, so that what is imported is what was hashed. */
  readonly path: string;
  /** Moves the copy to evidence/<sha256>; the same content twice is one file. */
  readonly keep: () => void;
  /** Removes the copy unless it was kept. */
  readonly drop: () => void;
}

/** The largest file that an import takes, in bytes. */
export const largestImport = 2 * 2 ** 30;

/**
 * Copies a file into the case under a passing name and takes its hash.
 * @throws InputError when it is not a readable file or is larger than `largestImport`
 */
export async function takeIn(opened: Case, path: string, signal?: AbortSignal): Promise<Incoming> {
  const stats = existsSync(path) ? statSync(path) : null;
  if (stats === null) throw InputError.of(quoted(path), "file", "no such file", "a file that exists");
  if (!stats.isFile())
    throw InputError.of(
      quoted(path),
      "file",
      stats.isDirectory() ? "a folder" : "something that is not a file",
      "a plain file",
    );
  if (stats.size > largestImport)
    throw InputError.of(quoted(path), "file", `${stats.size} bytes`, `at most ${largestImport} bytes`);
  const copy = opened.evidencePath(`incoming-${randomBytes(6).toString("hex")}`);
  const digest = createHash("sha256");
  let bytes = 0;
  try {
    const [from, to] = [await open(path, "r"), await open(copy, "wx")];
    try {
      const buffer = new Uint8Array(1 << 20);
      for (;;) {
        signal?.throwIfAborted();
        const { bytesRead } = await from.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        bytes += bytesRead;
        if (bytes > largestImport)
          throw InputError.of(
            quoted(path),
            "file",
            `more than ${largestImport} bytes`,
            `at most ${largestImport} bytes`,
          );
        const chunk = buffer.subarray(0, bytesRead);
        digest.update(chunk);
        await to.write(chunk);
      }
      await to.sync();
    } finally {
      await from.close();
      await to.close();
    }
  } catch (error) {
    rmSync(copy, { force: true });
    if (error instanceof InputError || signal?.aborted) throw error;
    throw new UnavailableError(
      `${path} could not be copied into the case: ${messageOf(error)}`,
      false,
      error,
    );
  }
  const hash = digest.digest("hex");
  let kept = false;
  return {
    sha256: hash,
    name: basename(path),
    bytes,
    path: copy,
    keep: () => {
      const place = opened.evidencePath(hash);
      if (existsSync(place)) rmSync(copy, { force: true });
      else {
        renameSync(copy, place);
        chmodSync(place, 0o444);
        syncFolder(dirname(place));
      }
      kept = true;
    },
    drop: () => {
      if (!kept) rmSync(copy, { force: true });
    },
  };
}
