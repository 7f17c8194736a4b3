import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Transform, type TransformCallback } from "node:stream";
import { CsvError, parse, type Parser } from "csv-parse";
import { InputError } from "../../base/errors.ts";

/** The longest record that is read, in characters: far above any honest row, far below what would fill memory. */
export const longestRecord = 64 * 1024;

/** One record of a CSV file: its cells, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without a byte order mark) in bounded memory, some records at a time: one wait for each
 * record would take longer than reading it.
 * @throws InputError, with the line, when the file is in another encoding, is not text, or breaks off inside quotes
 */
export async function* readCsv(
  path: string,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<readonly CsvRecord[]> {
  await refuseOtherFormats(path, name);
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  const source = createReadStream(path, {
    highWaterMark: 256 * 1024,
    ...(signal === undefined ? {} : { signal }),
  });
  const utf8 = new Utf8Check(name);
  source.on("error", (error) => parser.destroy(error));
  utf8.on("error", (error) => parser.destroy(error));
  source.pipe(utf8).pipe(parser);
  let line = 1;
  try {
    for (;;) {
      const records: CsvRecord[] = [];
      for (let entry = nextEntry(parser); entry !== null; entry = nextEntry(parser)) {
        records.push({ line, cells: entry.record });
        line = entry.info.lines + 1;
      }
      if (records.length > 0) yield records;
      else if (parser.readableEnded) return;
      else await readableOrEnd(parser);
    }
  } catch (error) {
    throw error instanceof CsvError
      ? csvFault(error, name, await lineAt(path, Number(error["bytes"])))
      : error;
  } finally {
    source.destroy();
  }
}

interface Entry {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const nextEntry = (parser: Parser): Entry | null => parser.read() as Entry | null;

/** Waits until there is something to read, the end, or an error, which it throws. */
function readableOrEnd(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    if (parser.errored !== null) {
      reject(parser.errored);
      return;
    }
    const settle = (work: () => void) => (): void => {
      parser.off("readable", go).off("end", go).off("error", fail);
      work();
    };
    const go = settle(resolve);
    const fail = (error: Error): void => settle(() => reject(error))();
    parser.once("readable", go).once("end", go).once("error", fail);
  });
}

/** The line on which the record at a byte offset begins; the parser drops what it had read when it stops. */
async function lineAt(path: string, offset: number): Promise<number> {
  if (!(offset > 0)) return 1;
  let lines = 1;
  for await (const chunk of createReadStream(path, { end: offset - 1 })) {
    const bytes = chunk as Uint8Array;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  }
  return lines;
}

function csvFault(error: CsvError, name: string, line: number): InputError {
  const where = `${name} line ${line}`;
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return InputError.of(
      where,
      "row",
      `more than ${longestRecord} characters without an end; a quote may not be closed`,
      `at most ${longestRecord} characters in a row`,
    );
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return InputError.of(
      where,
      "row",
      "a quote that is not closed before the file ends",
      "every quote closed; a quote inside a cell written twice",
    );
  if (error.code === "INVALID_OPENING_QUOTE" || error.code === "CSV_INVALID_CLOSING_QUOTE")
    return InputError.of(
      where,
      "row",
      "a quote in the middle of a cell",
      "cells with quotes wholly in quotes; a quote inside written twice",
    );
  return InputError.of(where, "row", error.code, "comma-separated values as in RFC 4180");
}

/** Formats that are handed over in place of CSV, by their first bytes. */
const otherFormats: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0xff, 0xfe], what: "UTF-16 text" },
  { bytes: [0xfe, 0xff], what: "UTF-16 text" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive or an Excel workbook" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook" },
  { bytes: [0x1f, 0x8b], what: "a gzip archive" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
];

async function refuseOtherFormats(path: string, name: string): Promise<void> {
  const file = await open(path, "r");
  const head = new Uint8Array(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  await file.close();
  const other = otherFormats.find(({ bytes }) => bytes.every((b, i) => head[i] === b));
  const allowed = "comma-separated values in UTF-8 (in a spreadsheet: save as CSV UTF-8)";
  if (other !== undefined) throw InputError.of(name, "file", other.what, allowed);
  if (bytesRead === 0) throw InputError.of(name, "file", "an empty file", allowed);
  if (head.subarray(0, bytesRead).includes(0))
    throw InputError.of(`${name} line 1`, "encoding", "bytes of value 0", allowed);
}

/** Passes bytes on and stops at the first that is not UTF-8, naming its line. */
class Utf8Check extends Transform {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #name: string;
  #lines = 1;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#check(chunk, true, done);
  }

  override _flush(done: TransformCallback): void {
    this.#check(new Uint8Array(0), false, done);
  }

  #check(chunk: Uint8Array, stream: boolean, done: TransformCallback): void {
    try {
      const text = this.#decoder.decode(chunk, { stream });
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lines++;
      if (stream) done(null, chunk);
      else done();
    } catch {
      // Where in the chunk the fault lies is found by decoding line by line.
      const strict = new TextDecoder("utf-8", { fatal: true });
      let line = this.#lines;
      let start = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
        try {
          strict.decode(chunk.subarray(start, at));
        } catch {
          break;
        }
        start = at + 1;
        line++;
      }
      done(
        InputError.of(
          `${this.#name} line ${line}`,
          "encoding",
          "bytes that are not UTF-8",
          "UTF-8 (in a spreadsheet: save as CSV UTF-8)",
        ),
      );
    }
  }
}
