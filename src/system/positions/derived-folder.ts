import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { DamageError, messageOf } from "../../base/errors.ts";
import { hindranceOf } from "../files/hindrance.ts";
import { savedArrays, type SavedReception } from "../../movements/reception/saved.ts";

/** Results in `positions/derived/` that can be made anew: a folder by key, whole or not there. */
export interface DerivedFolder {
  readonly has: () => boolean;
  /** A part as it was written: its form is known to who wrote it. */
  readonly read: (part: string) => unknown;
  readonly readReception: () => SavedReception;
  /** Writes all parts aside and moves them in place together; older results of the same kind beyond `kept` are removed. */
  readonly write: (parts: Readonly<Record<string, unknown>>, reception: SavedReception) => void;
}

/** Results of other windows or settings that are kept beside the newest. */
const kept = 4;

export function derivedFolder(positions: string, kind: string, key: string): DerivedFolder {
  const folder = join(positions, "derived");
  const path = join(folder, `${kind}-${key}`);
  const damaged = (part: string, error: unknown): DamageError =>
    new DamageError("derived results cannot be read; the folder may be removed, and they are made anew", [
      `${path}: ${part}: ${messageOf(error)}`,
    ]);
  return {
    has: () => existsSync(join(path, "summary.json.gz")),
    read: (part) => {
      try {
        return JSON.parse(gunzipSync(readFileSync(join(path, `${part}.json.gz`))).toString("utf8"));
      } catch (error) {
        throw damaged(part, error);
      }
    },
    readReception: () => {
      try {
        return receptionOf(gunzipSync(readFileSync(join(path, "reception.bin.gz"))));
      } catch (error) {
        throw damaged("reception", error);
      }
    },
    write: (parts, reception) => {
      const aside = `${path}.${randomBytes(4).toString("hex")}`;
      madeFolder(folder);
      mkdirSync(aside);
      try {
        for (const [name, part] of Object.entries(parts))
          writeFileSync(join(aside, `${name}.json.gz`), gzipSync(JSON.stringify(part), { level: 1 }));
        writeFileSync(join(aside, "reception.bin.gz"), gzipSync(bytesOf(reception), { level: 1 }));
        // Somebody else may have been faster: theirs is the same.
        if (!existsSync(path)) renameSync(aside, path);
      } finally {
        rmSync(aside, { recursive: true, force: true });
      }
      try {
        removeOldest(folder, kind, `${kind}-${key}`);
      } catch (error) {
        // Older results of somebody else stay: what was to be kept is.
        if (hindranceOf(error) !== "forbidden") throw error;
      }
    },
  };
}

/** Each level by itself: of storage that is read only, making several at once says that something is missing. */
function madeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function removeOldest(folder: string, kind: string, newest: string): void {
  const others = readdirSync(folder, { withFileTypes: true })
    .filter((e) => e.isDirectory() && e.name.startsWith(`${kind}-`) && e.name !== newest)
    .map((e) => e.name)
    .map((name) => ({ name, madeMs: madeAt(join(folder, name)) }))
    .sort((a, b) => b.madeMs - a.madeMs);
  for (const { name } of others.slice(kept)) rmSync(join(folder, name), { recursive: true, force: true });
}

function madeAt(path: string): number {
  try {
    const summary = JSON.parse(gunzipSync(readFileSync(join(path, "summary.json.gz"))).toString("utf8")) as {
      readonly madeMs?: number;
    };
    return summary.madeMs ?? 0;
  } catch {
    return 0;
  }
}

/** A line of JSON with the times and the lengths of the arrays, then the arrays one after the other, little-endian. */
function bytesOf({ times, arrays }: SavedReception): Buffer {
  const header = JSON.stringify({ times, lengths: savedArrays.map((name) => arrays[name].length) });
  return Buffer.concat([
    Buffer.from(`${header}\n`, "utf8"),
    ...savedArrays.map((name) =>
      Buffer.from(arrays[name].buffer, arrays[name].byteOffset, arrays[name].byteLength),
    ),
  ]);
}

function receptionOf(bytes: Buffer): SavedReception {
  const end = bytes.indexOf(0x0a);
  const { times, lengths } = JSON.parse(bytes.subarray(0, end).toString("utf8")) as {
    readonly times: SavedReception["times"];
    readonly lengths: readonly number[];
  };
  let at = end + 1;
  const arrays: Partial<Record<(typeof savedArrays)[number], Float64Array>> = {};
  for (const [i, name] of savedArrays.entries()) {
    const length = lengths[i] ?? 0;
    // Copied, since numbers of eight bytes must begin at a multiple of eight.
    arrays[name] = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + 8 * length),
    );
    at += 8 * length;
  }
  return { times, arrays: arrays as SavedReception["arrays"] };
}
