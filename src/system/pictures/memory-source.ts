import { DamageError } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";

/** Bytes in memory as a source. What is read is a view: nobody may write into it. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: (offset, length, signal) => {
      if (signal?.aborted === true)
        return Promise.resolve().then(() => {
          signal.throwIfAborted();
          return new Uint8Array();
        });
      if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length))
        return Promise.reject(
          new DamageError(
            `${name}: bytes ${offset} to ${offset + length} were asked for, but it ends at byte ${bytes.length}.`,
            [],
          ),
        );
      return Promise.resolve(bytes.subarray(offset, offset + length));
    },
    close: () => Promise.resolve(),
  };
}
