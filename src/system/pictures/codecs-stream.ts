import type { Transform } from "node:stream";
import { createInflate, createZstdDecompress } from "node:zlib";

/**
 * Unpacks zlib's format (RFC 1950) up to `needed` bytes and leaves the rest packed: a window that touches only the top rows of a tile
 * unpacks only those. A block that is unpacked to its end is held against its checksum.
 * @returns the bytes that came out; fewer than `needed` when the data ends before
 */
export function inflated(packed: Uint8Array, needed: number): Promise<Uint8Array> {
  return firstBytes(createInflate({ chunkSize: chunkFor(needed) }), packed, needed);
}

/** As `inflated`, for Zstandard (RFC 8878). */
export function unzstd(packed: Uint8Array, needed: number): Promise<Uint8Array> {
  return firstBytes(createZstdDecompress({ chunkSize: chunkFor(needed) }), packed, needed);
}

/** All that is needed comes in one piece of memory; the bytes on top let the stream reach its checksum. */
const chunkFor = (needed: number): number => needed + 64;

function firstBytes(stream: Transform, packed: Uint8Array, needed: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let had = 0;
    const give = (): void => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
      stream.destroy();
    };
    stream.on("data", (chunk: Uint8Array) => {
      chunks.push(chunk);
      had += chunk.length;
      if (had > needed) give();
    });
    stream.on("end", give);
    stream.on("error", reject);
    stream.end(packed);
  });
}
