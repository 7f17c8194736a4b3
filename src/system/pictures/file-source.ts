import { open } from "node:fs/promises";
import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";

/**
 * Opens a file as a source. Reads do not move a common place in the file, so they may run at the same time.
 * @throws InputError when there is no such file or it is a folder; UnavailableError when it cannot be opened now
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR")
      throw InputError.of(path, "file", "nothing there", "a file that can be read");
    throw new UnavailableError(`${path}: cannot be opened: ${error.message}`, error.code !== "EACCES", error);
  });
  const status = await file.stat();
  if (!status.isFile()) {
    await file.close();
    throw InputError.of(path, "file", status.isDirectory() ? "a folder" : "no plain file", "a file");
  }
  const { size } = status;
  return {
    name: path,
    size,
    read: async (offset, length, signal) => {
      signal?.throwIfAborted();
      const bytes = new Uint8Array(length);
      let had = 0;
      while (had < length) {
        const { bytesRead } = await file
          .read(bytes, had, length - had, offset + had)
          .catch((error: Error) => {
            throw new UnavailableError(`${path}: cannot be read: ${error.message}`, true, error);
          });
        if (bytesRead === 0)
          throw new DamageError(
            `${path}: bytes ${offset} to ${offset + length} were asked for, but the file ends at byte ${offset + had}.`,
            [],
          );
        had += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
