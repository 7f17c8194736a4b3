import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip, createInflateRaw, createZstdDecompress } from "node:zlib";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { DamageError, InputError, quoted } from "../../base/errors.ts";
import { sha256OfFile } from "../hash.ts";
import { zipEntries, type ZipEntry } from "./zip-entries.ts";

/** How a file is packed, by its first bytes. */
export type Packing = "none" | "gzip" | "zstd" | "zip" | "parquet";

export async function packingOf(path: string): Promise<Packing> {
  const file = await open(path, "r");
  const head = new Uint8Array(4);
  const { bytesRead } = await file.read(head, 0, 4, 0);
  await file.close();
  return packingOfHead(head.subarray(0, bytesRead));
}

export function packingOfHead(head: Uint8Array): Packing {
  const begins = (...bytes: number[]): boolean => bytes.every((b, i) => head[i] === b);
  if (begins(0x1f, 0x8b)) return "gzip";
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return "zstd";
  if (begins(0x50, 0x4b, 0x03, 0x04)) return "zip";
  return begins(0x50, 0x41, 0x52, 0x31) ? "parquet" : "none";
}

/** A file to import, as it was when it was hashed. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
  readonly packing: Packing;
}

/**
 * Hashes a file that is to be imported.
 * @throws InputError when it is not a plain file or is empty
 */
export async function sourceFile(path: string, signal?: AbortSignal): Promise<SourceFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw InputError.of(quoted(path), "file", "no such file", "a file that exists, or - for standard input");
  if (!stats.isFile()) throw InputError.of(quoted(path), "file", "no plain file", "a plain file");
  if (stats.size === 0) throw InputError.of(quoted(path), "file", "an empty file", "position reports");
  const { size: bytes, mtimeMs: modifiedMs } = stats;
  const sha256 = await sha256OfFile(path, signal);
  return { path, bytes, modifiedMs, sha256, packing: await packingOf(path) };
}

/** @throws DamageError when the file changed while it was read: what was imported is not what was hashed */
export function checkUnchanged({ path, bytes, modifiedMs }: SourceFile): void {
  const now = statSync(path, { throwIfNoEntry: false });
  if (now?.size !== bytes || now.mtimeMs !== modifiedMs)
    throw new DamageError("the file changed while it was read; nothing was imported", [
      `${path}: use a copy that nobody writes to, or give a growing file as a feed (tail -f FILE | yardwatch ais import -)`,
    ]);
}

/** One text inside a file: the file itself, or an entry of an archive. */
export interface Document {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The texts that a file holds, unpacked as they are read. */
export async function* documentsOf(
  source: SourceFile,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Document> {
  const { path, packing } = source;
  if (packing !== "zip") {
    const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
    yield { name, bytes: unpacked(bytes, unpackersOf(packing), name, signal) };
    return;
  }
  for (const entry of await zipEntries(path, name))
    yield { name: `${name} ${entry.name}`, bytes: entryBytes(path, entry, `${name} ${entry.name}`, signal) };
}

function entryBytes(
  path: string,
  entry: ZipEntry,
  name: string,
  signal?: AbortSignal,
): AsyncIterable<Uint8Array> {
  const { begins, packedBytes, method } = entry;
  if (packedBytes === 0) return (async function* () {})();
  const bytes = createReadStream(path, {
    start: begins,
    end: begins + packedBytes - 1,
    highWaterMark: 1 << 20,
  });
  return unpacked(bytes, method === "stored" ? [] : [createInflateRaw({ chunkSize: 1 << 18 })], name, signal);
}

/** What unpacks: one stream, or none. */
export function unpackersOf(packing: Packing): readonly NodeJS.ReadWriteStream[] {
  if (packing === "gzip") return [createGunzip({ chunkSize: 1 << 18 })];
  return packing === "zstd" ? [createZstdDecompress({ chunkSize: 1 << 18 })] : [];
}

async function* unpacked(
  bytes: Readable,
  unpackers: readonly NodeJS.ReadWriteStream[],
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const [unpacker] = unpackers;
  const out: AsyncIterable<unknown> = unpacker === undefined ? bytes : pipeline(bytes, unpacker, () => {});
  try {
    for await (const chunk of out) {
      signal?.throwIfAborted();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (
      /^Z_|^ZSTD_|ERR_ZSTD|ERR_STREAM_PREMATURE/.test(code) ||
      (error instanceof Error && /zstd|header|inflate/i.test(error.message))
    )
      throw InputError.of(name, "packing", error instanceof Error ? error.message : code, "a whole archive");
    throw error;
  } finally {
    // Takes the unpacker with it.
    bytes.destroy();
  }
}

/** A hash over bytes that pass by. */
export const runningHash = () => createHash("sha256");
