import { DamageError } from "../../../base/errors.ts";
import type { ByteSource } from "../bytes.ts";

/** Bytes of the first read. A COG's directories and its block tables are mostly in there. */
const firstRead = 32_768;
/** Bytes of every further read of directories, when fewer were asked for. */
const furtherRead = 8192;
/** Bytes that are kept, the first piece not among them. */
const mostKept = 16 << 20;

/** Reads small things (directories, their values, pages of block tables) in few reads, and keeps what was read. */
export interface Head {
  readonly size: number;
  readonly name: string;
  /** @throws DamageError when the piece does not lie inside the file */
  readonly read: (offset: number, length: number, what: string) => Promise<Uint8Array>;
}

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export function headOf(source: ByteSource): Head {
  const pieces: Piece[] = [];
  let kept = 0;
  return {
    size: source.size,
    name: source.name,
    read: async (offset, length, what) => {
      if (!(offset >= 0 && offset + length <= source.size))
        throw new DamageError(
          `${source.name}: ${what} should stand at byte ${offset} with ${length} bytes, but the file ends at byte ${source.size}.`,
          [],
        );
      const had = pieces.find((p) => offset >= p.offset && offset + length <= p.offset + p.bytes.length);
      if (had !== undefined) return had.bytes.subarray(offset - had.offset, offset - had.offset + length);
      const start = pieces.length === 0 && offset < firstRead ? 0 : offset;
      const least = pieces.length === 0 ? firstRead : furtherRead;
      const bytes = await source.read(
        start,
        Math.min(Math.max(offset + length - start, least), source.size - start),
      );
      pieces.push({ offset: start, bytes });
      kept += bytes.length;
      while (kept > mostKept && pieces.length > 1) kept -= pieces.splice(1, 1)[0]?.bytes.length ?? 0;
      return bytes.subarray(offset - start, offset - start + length);
    },
  };
}
