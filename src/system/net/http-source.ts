import { DamageError, InputError } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { StopSignal } from "../../base/abort.ts";
import { parseAddress, redactedAddress } from "./address.ts";
import type { Network } from "./network.ts";
import { fetchRange, samePin, ChangedFile, type FilePin, type RemoteFile } from "./range-fetch.ts";

/** Keeps bytes that were fetched, so that none is fetched twice, perhaps beyond the life of the process. */
export interface ByteKeeper {
  /** What the file was when its first bytes were kept; null before. */
  readonly pin: () => FilePin | null;
  readonly setPin: (pin: FilePin) => void;
  /** Parts of [offset, offset + length) that are not kept, in order, as [from, to). */
  readonly missing: (offset: number, length: number) => readonly (readonly [from: number, to: number])[];
  readonly write: (offset: number, bytes: Uint8Array) => void;
  readonly read: (offset: number, length: number) => Uint8Array;
}

export interface HttpSourceOptions {
  readonly network: Network;
  /** Gives the address to ask, for files whose addresses are signed for a while. Default: the address itself. */
  readonly sign?: (fresh: boolean, signal?: AbortSignal) => Promise<string>;
  /** Headers that only the file's own origin may see. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly keeper?: ByteKeeper;
  /** Bytes asked for first, which also tell the size; default 16384. */
  readonly firstBytes?: number;
  /** Most bytes of one question; a longer read is cut into several. Default 4 MiB. */
  readonly mostBytesAtOnce?: number;
  /** Largest file that is taken whole from a server that does not serve parts; default 64 MiB. */
  readonly mostWholeBytes?: number;
  readonly signal?: AbortSignal;
}

/** A file on a server, read by parts. */
export interface HttpSource extends ByteSource {
  readonly pin: FilePin;
}

/**
 * Opens a file on a server. The first bytes are asked for at once, since they tell the size and are always needed. All parts come from
 * one and the same file: by its ETag, else its date of change, and its size.
 * With a keeper, bytes that it holds are never asked for; without one only the first bytes are kept.
 * @throws InputError on an address that is none; ChangedFile when kept bytes are of another file; UnavailableError, DamageError as
 * `fetchRange` does
 */
export async function httpSource(address: string, options: HttpSourceOptions): Promise<HttpSource> {
  const { network } = options;
  const name = redactedAddress(parseAddress(address));
  const mostAtOnce = options.mostBytesAtOnce ?? 4 * 2 ** 20;
  if (!(mostAtOnce >= 1024))
    throw InputError.of("network", "mostBytesAtOnce", String(mostAtOnce), "1024 or more");
  const keeper = options.keeper ?? firstBytesKeeper();
  const file: RemoteFile = {
    name,
    address: options.sign ?? (() => Promise.resolve(address)),
    pin: keeper.pin(),
    ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
  };
  const wholeOption = options.mostWholeBytes === undefined ? {} : { mostWholeBytes: options.mostWholeBytes };
  const kept = file.pin;
  if (kept === null) {
    const first = Math.min(options.firstBytes ?? 16_384, mostAtOnce);
    await fetchRange(
      network,
      file,
      0,
      first,
      (offset, bytes) => {
        // The pin is known before the first byte; it is kept first, so that kept bytes are never of an unknown file.
        const pin = keeper.pin();
        if (pin === null && file.pin !== null) keeper.setPin(file.pin);
        else if (pin !== null && file.pin !== null && !samePin(pin, file.pin))
          throw new ChangedFile(`${name} has changed on the server since it was begun`, []);
        keeper.write(offset, bytes);
      },
      { ...wholeOption, ...(options.signal === undefined ? {} : { signal: options.signal }) },
    );
  }
  const pin = file.pin;
  if (pin === null) throw new DamageError(`${name} is empty`, []);
  /** Parts that are on their way. */
  const underway = new Set<{ readonly from: number; readonly to: number; readonly done: Promise<void> }>();
  let closed = false;

  const fetchInto = async (
    from: number,
    to: number,
    into: (offset: number, bytes: Uint8Array) => void,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    for (let at = from; at < to; at += mostAtOnce) {
      const options = signal === undefined ? {} : { signal };
      await fetchRange(network, file, at, Math.min(mostAtOnce, to - at), into, options);
    }
  };

  const readKept = async (
    offset: number,
    length: number,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> => {
    for (;;) {
      const missing = keeper.missing(offset, length);
      if (missing.length === 0) return keeper.read(offset, length);
      const waits: Promise<void>[] = [];
      for (const [from, to] of missing) {
        const others = [...underway].filter((part) => part.from < to && from < part.to);
        if (others.length > 0) {
          // Somebody else fetches some of it: what is then still missing is seen in the next round.
          waits.push(...others.map(({ done }) => done.catch(() => {})));
          continue;
        }
        const done = fetchInto(from, to, keeper.write, signal);
        const part = { from, to, done };
        underway.add(part);
        waits.push(done.finally(() => underway.delete(part)));
      }
      await Promise.all(waits);
    }
  };

  return {
    name,
    size: pin.size,
    pin,
    async read(offset, length, stop) {
      if (closed) throw new RangeError(`${name} is closed`);
      if (!(offset >= 0 && length >= 0 && Number.isSafeInteger(offset + length)))
        throw new RangeError(`${name}: ${length} bytes from ${offset} is no range`);
      if (offset + length > pin.size)
        throw new DamageError(`${name} ends before byte ${offset + length}; it has ${pin.size}`, []);
      if (length === 0) return new Uint8Array(0);
      const { signal, release } = abortSignalOf(stop ?? options.signal);
      try {
        if (options.keeper !== undefined) return await readKept(offset, length, signal);
        const out = new Uint8Array(length);
        const gaps = keeper.missing(offset, length);
        for (const [from, to] of gaps)
          await fetchInto(from, to, (at, bytes) => out.set(bytes, at - offset), signal);
        const end = gaps[0]?.[0] ?? offset + length;
        if (end > offset) out.set(keeper.read(offset, end - offset));
        return out;
      } finally {
        release();
      }
    },
    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}

/** Keeps what the first answer brought, in memory. */
function firstBytesKeeper(): ByteKeeper {
  let pinned: FilePin | null = null;
  let kept = 0;
  let bytes = new Uint8Array(16_384);
  return {
    pin: () => pinned,
    setPin: (pin) => void (pinned = pin),
    missing: (offset, length) => (offset + length <= kept ? [] : [[Math.max(offset, kept), offset + length]]),
    write(offset, piece) {
      if (offset > kept) throw new RangeError("first bytes come in order");
      if (offset + piece.length > bytes.length) {
        const larger = new Uint8Array(Math.max(2 * bytes.length, offset + piece.length));
        larger.set(bytes.subarray(0, kept));
        bytes = larger;
      }
      bytes.set(piece, offset);
      kept = Math.max(kept, offset + piece.length);
    },
    read: (offset, length) => bytes.slice(offset, offset + length),
  };
}

/** The platform's signal for one that pure code passes on. */
function abortSignalOf(stop: StopSignal | undefined): {
  signal: AbortSignal | undefined;
  release: () => void;
} {
  if (stop === undefined || stop instanceof AbortSignal) return { signal: stop, release: () => {} };
  const controller = new AbortController();
  const forward = (): void => controller.abort();
  if (stop.aborted) forward();
  stop.addEventListener("abort", forward, { once: true });
  return { signal: controller.signal, release: () => stop.removeEventListener("abort", forward) };
}
