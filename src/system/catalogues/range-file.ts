import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { crc32 } from "node:zlib";
import { UnavailableError } from "../../base/errors.ts";
import { objectOf } from "../../sites/pictures/supply/foreign.ts";
import type { ByteKeeper } from "../net/http-source.ts";
import type { FilePin } from "../net/range-fetch.ts";

/** Parts of a file on a server, kept on disk. */
export interface RangeFile extends ByteKeeper {
  /** Bytes that are kept. */
  readonly keptBytes: () => number;
  /** Closes it; the parts stay. */
  readonly close: () => void;
  /** Closes it and removes the parts. */
  readonly remove: () => void;
}

/**
 * Opens or makes two files: PATH.bytes with the parts in their places, PATH.parts with a line for each: from, to, CRC-32 of the bytes. The line is
 * written after the bytes. When it is opened again each line is held against the bytes, and a part that is not whole is as if it had never
 * come: a process that was killed and a machine that lost power both leave it so.
 * @throws UnavailableError when the disk does not take it
 */
export function openRangeFile(path: string): RangeFile {
  const [bytesPath, partsPath] = [`${path}.bytes`, `${path}.parts`];
  const { pin: found, parts, sound } = readParts(partsPath);
  let pin = found;
  const bytes = orUnavailable(bytesPath, () => openSync(bytesPath, existsSync(bytesPath) ? "r+" : "w+"));
  const covered: [from: number, to: number][] = [];
  for (const part of parts)
    if (crcOf(bytes, part.from, part.to) === part.crc) cover(covered, part.from, part.to);
  const list = orUnavailable(partsPath, () => openSync(partsPath, "a"));
  if (sound > 0) ftruncateSync(list, sound);
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    closeSync(bytes);
    closeSync(list);
  };
  return {
    pin: () => pin,
    setPin(next) {
      pin = next;
      orUnavailable(partsPath, () => writeSync(list, `${JSON.stringify(next)}\n`));
    },
    missing: (offset, length) => gaps(covered, offset, offset + length),
    write(offset, piece) {
      if (!open || piece.length === 0) return;
      orUnavailable(bytesPath, () => {
        writeAll(bytes, piece, offset);
        writeSync(list, `${offset} ${offset + piece.length} ${crc32(piece).toString(16)}\n`);
      });
      cover(covered, offset, offset + piece.length);
    },
    read(offset, length) {
      const out = new Uint8Array(length);
      readAll(bytes, out, offset);
      return out;
    },
    keptBytes: () => covered.reduce((sum, [from, to]) => sum + to - from, 0),
    close,
    remove() {
      close();
      rmSync(bytesPath, { force: true });
      rmSync(partsPath, { force: true });
    },
  };
}

interface KeptPart {
  readonly from: number;
  readonly to: number;
  readonly crc: number;
}

/** Lines of a list of parts up to the first that is not whole; `sound` is the length in bytes up to there. */
function readParts(path: string): { pin: FilePin | null; parts: KeptPart[]; sound: number } {
  const text = existsSync(path) ? readFileSync(path, "latin1") : "";
  let pin: FilePin | null = null;
  let parts: KeptPart[] = [];
  let sound = 0;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    if (end < 0) break;
    const line = text.slice(at, end);
    at = end + 1;
    if (line.startsWith("{")) {
      const next = pinOf(line);
      if (next === null) break;
      // A new file on the server: what was kept of the old one no longer counts.
      if (pin !== null) parts = [];
      pin = next;
    } else {
      const match = /^(\d{1,15}) (\d{1,15}) ([0-9a-f]{1,8})$/.exec(line);
      const [from, to] = [Number(match?.[1]), Number(match?.[2])];
      if (match === null || !(from < to)) break;
      parts.push({ from, to, crc: Number.parseInt(match[3] ?? "", 16) });
    }
    sound = at;
  }
  return { pin, parts: pin === null ? [] : parts, sound };
}

function pinOf(line: string): FilePin | null {
  try {
    const value = objectOf(JSON.parse(line));
    const { size, etag, lastModified } = value ?? {};
    if (typeof size !== "number") return null;
    return {
      size,
      etag: typeof etag === "string" ? etag : null,
      lastModified: typeof lastModified === "string" ? lastModified : null,
    };
  } catch {
    return null;
  }
}

/** Adds [from, to) to a sorted list of parts that do not touch. */
function cover(parts: [number, number][], from: number, to: number): void {
  let first = 0;
  while (first < parts.length && (parts[first]?.[1] ?? 0) < from) first++;
  let last = first;
  let [low, high] = [from, to];
  for (; last < parts.length && (parts[last]?.[0] ?? 0) <= to; last++) {
    low = Math.min(low, parts[last]?.[0] ?? low);
    high = Math.max(high, parts[last]?.[1] ?? high);
  }
  parts.splice(first, last - first, [low, high]);
}

function gaps(parts: readonly (readonly [number, number])[], from: number, to: number): [number, number][] {
  const missing: [number, number][] = [];
  let at = from;
  for (const [low, high] of parts) {
    if (high <= at) continue;
    if (low >= to) break;
    if (low > at) missing.push([at, low]);
    at = Math.max(at, high);
  }
  if (at < to) missing.push([at, to]);
  return missing;
}

function crcOf(file: number, from: number, to: number): number | null {
  const block = new Uint8Array(Math.min(to - from, 1 << 20));
  let crc = 0;
  for (let at = from; at < to; at += block.length) {
    const part = block.subarray(0, Math.min(block.length, to - at));
    if (readSync(file, part, 0, part.length, at) !== part.length) return null;
    crc = crc32(part, crc);
  }
  return crc;
}

function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, offset + done);
}

function readAll(file: number, into: Uint8Array, offset: number): void {
  for (let done = 0; done < into.length;) {
    const count = readSync(file, into, done, into.length - done, offset + done);
    if (count === 0) throw new RangeError(`bytes from ${offset} are not kept`);
    done += count;
  }
}

function orUnavailable<T>(path: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new UnavailableError(`${path} could not be written: ${(error as Error).message}`, false, error);
  }
}
