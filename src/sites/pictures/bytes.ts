import type { StopSignal } from "../../base/abort.ts";

/** Somewhere that bytes can be read from by place: a file, an address, memory. */
export interface ByteSource {
  /** For messages: a path or an address. */
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`, all of them.
   * @throws DamageError when the source ends before; UnavailableError when it cannot be had now
   */
  readonly read: (offset: number, length: number, signal?: StopSignal) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}
