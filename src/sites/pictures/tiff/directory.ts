import { DamageError, InputError } from "../../../base/errors.ts";
import { bytesOfFieldType, tag, unsigned64, valueAt, type Field } from "./field.ts";
import type { Head } from "./head.ts";

/** Directories that are followed in one file. */
export const mostDirectories = 512;
/** Entries that a directory may have. */
const mostEntries = 4096;
/** Values that a field other than a block table may have, in bytes. */
const mostValueBytes = 4 << 20;

/** The order of bytes and the size of places in a file. */
export interface Dialect {
  readonly littleEndian: boolean;
  readonly big: boolean;
}

/** One directory: a picture, an overview or a mask. */
export interface Directory {
  readonly offset: number;
  readonly fields: ReadonlyMap<number, Field>;
}

/** A TIFF's directories in the order of the chain, each followed by its sub-directories. */
export interface Directories {
  readonly dialect: Dialect;
  readonly all: readonly Directory[];
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads the header and all directories of a TIFF (TIFF 6.0, section 2) or BigTIFF, without the values of their fields.
 * @throws InputError when the bytes are no TIFF; DamageError for directories that lie outside the file or go in a circle
 */
export async function readDirectories(head: Head): Promise<Directories> {
  const start = await head.read(0, 8, "the header");
  const mark = String.fromCharCode(start[0] ?? 0, start[1] ?? 0);
  const littleEndian = mark === "II";
  const version = viewOf(start).getUint16(2, littleEndian);
  if ((!littleEndian && mark !== "MM") || (version !== 42 && version !== 43))
    throw InputError.of(
      head.name,
      "the first bytes",
      [...start.subarray(0, 4)].map((b) => b.toString(16).padStart(2, "0")).join(" "),
      "a TIFF: II or MM, then 42 or 43",
    );
  const dialect: Dialect = { littleEndian, big: version === 43 };
  const all: Directory[] = [];
  const seen = new Set<number>();
  let next = await firstOffset(head, dialect, viewOf(start));
  while (next !== 0) {
    const { directory, following } = await readDirectory(head, dialect, next, seen);
    all.push(directory);
    const inner = directory.fields.get(tag.subIfds);
    if (inner !== undefined && inner.count <= mostDirectories)
      for (const offset of await numbersOf(head, dialect, inner, "the places of sub-directories"))
        if (offset !== 0) all.push((await readDirectory(head, dialect, offset, seen)).directory);
    next = following;
  }
  if (all.length === 0) throw new DamageError(`${head.name}: the TIFF has no directory.`, []);
  return { dialect, all };
}

async function firstOffset(head: Head, { big, littleEndian }: Dialect, start: DataView): Promise<number> {
  if (!big) return start.getUint32(4, littleEndian);
  if (start.getUint16(4, littleEndian) !== 8)
    throw new DamageError(`${head.name}: the BigTIFF header does not say that places have 8 bytes.`, []);
  return unsigned64(viewOf(await head.read(8, 8, "the header")), 0, littleEndian);
}

async function readDirectory(
  head: Head,
  { big, littleEndian }: Dialect,
  offset: number,
  seen: Set<number>,
): Promise<{ directory: Directory; following: number }> {
  if (seen.has(offset))
    throw new DamageError(`${head.name}: the directories go in a circle at byte ${offset}.`, []);
  if (seen.size >= mostDirectories)
    throw InputError.of(
      head.name,
      "directories",
      `more than ${mostDirectories}`,
      `at most ${mostDirectories}`,
    );
  seen.add(offset);
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const placeBytes = big ? 8 : 4;
  const counted = viewOf(await head.read(offset, countBytes, "a directory"));
  const count = big ? unsigned64(counted, 0, littleEndian) : counted.getUint16(0, littleEndian);
  if (count > mostEntries)
    throw new DamageError(
      `${head.name}: the directory at byte ${offset} says that it has ${count} entries; ${mostEntries} are believed.`,
      [],
    );
  const body = await head.read(
    offset + countBytes,
    count * entryBytes + placeBytes,
    `the directory of ${count} entries`,
  );
  const view = viewOf(body);
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const at = i * entryBytes;
    const number = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const width = bytesOfFieldType[type];
    if (width === undefined || fields.has(number)) continue;
    const values = big ? unsigned64(view, at + 4, littleEndian) : view.getUint32(at + 4, littleEndian);
    const inside = at + (big ? 12 : 8);
    const position =
      values * width <= placeBytes
        ? offset + countBytes + inside
        : big
          ? unsigned64(view, inside, littleEndian)
          : view.getUint32(inside, littleEndian);
    fields.set(number, { type, count: values, position });
  }
  const at = count * entryBytes;
  const following = big ? unsigned64(view, at, littleEndian) : view.getUint32(at, littleEndian);
  return { directory: { offset, fields }, following };
}

/**
 * The raw bytes of a field.
 * @throws DamageError when they lie outside the file or are more than any such field can need
 */
export async function bytesOfField(head: Head, field: Field, what: string): Promise<Uint8Array> {
  const length = field.count * (bytesOfFieldType[field.type] ?? 1);
  if (length > mostValueBytes)
    throw new DamageError(
      `${head.name}: the file gives ${length} bytes for ${what}; ${mostValueBytes} are believed.`,
      [],
    );
  return head.read(field.position, length, what);
}

/** All values of a field as numbers. */
export async function numbersOf(
  head: Head,
  { littleEndian }: Dialect,
  field: Field,
  what: string,
): Promise<number[]> {
  const view = viewOf(await bytesOfField(head, field, what));
  const width = bytesOfFieldType[field.type] ?? 1;
  return Array.from({ length: field.count }, (_, i) => valueAt(view, i * width, field.type, littleEndian));
}
