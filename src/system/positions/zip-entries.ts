import { open, type FileHandle } from "node:fs/promises";
import { InputError } from "../../base/errors.ts";

/** A file inside a ZIP archive: where its bytes begin and how many there are. */
export interface ZipEntry {
  readonly name: string;
  readonly begins: number;
  readonly packedBytes: number;
  readonly method: "stored" | "deflated";
}

/** Most entries that are looked at. */
const mostEntries = 10_000;

const u16 = (b: DataView, at: number): number => b.getUint16(at, true);
const u32 = (b: DataView, at: number): number => b.getUint32(at, true);
const u64 = (b: DataView, at: number): number => Number(b.getBigUint64(at, true));

/**
 * The files of a ZIP archive in the order of its directory (PKWARE APPNOTE 6.3.10, with 64-bit sizes); folders and what systems put beside are
 * left out. Only the directory is read.
 * @throws InputError when it is no whole archive, or an entry is encrypted or packed otherwise than by deflate
 */
export async function zipEntries(path: string, name: string): Promise<ZipEntry[]> {
  const file = await open(path, "r");
  try {
    return await entriesOf(file, (await file.stat()).size, name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw InputError.of(name, "archive", "a directory that leads outside the file", "a whole ZIP archive");
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle, bytes: number, name: string): Promise<ZipEntry[]> {
  const { offset, length } = await directoryOf(file, bytes, name);
  const directory = await piece(file, offset, length, bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= length && u32(directory, at) === 0x02014b50;) {
    const [flags, method] = [u16(directory, at + 8), u16(directory, at + 10)];
    const [nameLength, extraLength, commentLength] = [
      u16(directory, at + 28),
      u16(directory, at + 30),
      u16(directory, at + 32),
    ];
    const text = new TextDecoder().decode(
      new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength),
    );
    const sizes = wideSizes(directory, at, at + 46 + nameLength, extraLength);
    at += 46 + nameLength + extraLength + commentLength;
    if (text.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store)/.test(text)) continue;
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8))
      throw InputError.of(
        `${name} ${text}`,
        "packing",
        (flags & 1) !== 0 ? "encrypted" : `method ${method}`,
        "stored or deflated",
      );
    const local = await piece(file, sizes.header, 30, bytes);
    if (u32(local, 0) !== 0x04034b50)
      throw InputError.of(`${name} ${text}`, "archive", "an entry without its header", "a whole ZIP archive");
    const begins = sizes.header + 30 + u16(local, 26) + u16(local, 28);
    if (begins + sizes.packed > bytes) throw new RangeError("zip: an entry beyond the end");
    entries.push({
      name: text,
      begins,
      packedBytes: sizes.packed,
      method: method === 0 ? "stored" : "deflated",
    });
    if (entries.length > mostEntries)
      throw InputError.of(name, "archive", `more than ${mostEntries} files`, `at most ${mostEntries}`);
  }
  if (entries.length === 0)
    throw InputError.of(name, "archive", "no files", "an archive with files of position reports");
  return entries;
}

async function piece(file: FileHandle, at: number, length: number, bytes: number): Promise<DataView> {
  if (at < 0 || length < 0 || at + length > bytes || length > 64 * 2 ** 20)
    throw new RangeError("zip: outside the file");
  const buffer = new Uint8Array(length);
  await file.read(buffer, 0, length, at);
  return new DataView(buffer.buffer);
}

/** Where the directory lies, by the record at the end, or by its 64-bit brother. */
async function directoryOf(file: FileHandle, bytes: number, name: string) {
  const tailLength = Math.min(bytes, 65_557);
  const tail = await piece(file, bytes - tailLength, tailLength, bytes);
  for (let at = tailLength - 22; at >= 0; at--) {
    if (u32(tail, at) !== 0x06054b50) continue;
    const [length, offset] = [u32(tail, at + 12), u32(tail, at + 16)];
    if (offset !== 0xffffffff && length !== 0xffffffff) return { offset, length };
    const wide = await piece(file, u64(tail, at - 20 + 8), 56, bytes);
    return { offset: u64(wide, 48), length: u64(wide, 40) };
  }
  throw InputError.of(name, "archive", "no directory at its end: it was cut off", "a whole ZIP archive");
}

/** Sizes of an entry; those that do not fit 32 bits stand in an extra field, in a fixed order. */
function wideSizes(directory: DataView, at: number, extraAt: number, extraLength: number) {
  const [packed, size, header] = [u32(directory, at + 20), u32(directory, at + 24), u32(directory, at + 42)];
  const wide = 0xffffffff;
  if (packed !== wide && header !== wide) return { packed, header };
  for (let field = extraAt; field + 4 <= extraAt + extraLength; field += 4 + u16(directory, field + 2)) {
    if (u16(directory, field) !== 1) continue;
    let value = field + 4 + (size === wide ? 8 : 0);
    const packedWide = packed === wide ? u64(directory, value) : packed;
    if (packed === wide) value += 8;
    return { packed: packedWide, header: header === wide ? u64(directory, value) : header };
  }
  return { packed, header };
}
