import { open } from "node:fs/promises";
import { InputError } from "../../base/errors.ts";

/** The longest record that is read, in characters: far above any honest row, far below what would fill memory. */
export const longestRecord = 64 * 1024;

/** A stretch of text that ends where a record ends, and the line on which it begins. */
export interface RecordChunk {
  readonly line: number;
  readonly text: string;
}

const encodingWanted = "UTF-8 (in a spreadsheet: save as CSV UTF-8)";

/**
 * Reads a CSV file in stretches of whole records, in memory that does not grow with the file: a record ends at a line end outside of quotes.
 * A byte order mark is dropped and CRLF becomes LF.
 * @throws InputError, with the line on which the record begins, when one is too long, a quote is not closed, or the bytes are not UTF-8
 */
export async function* recordChunks(
  path: string,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<RecordChunk> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const scan = new RecordScan(name);
  const file = await open(path, "r");
  try {
    const buffer = new Uint8Array(256 * 1024);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      const bytes = buffer.subarray(0, bytesRead);
      let text: string;
      try {
        text = decoder.decode(bytes, { stream: bytesRead > 0 });
      } catch {
        throw InputError.of(
          `${name} line ${lineOfFault(bytes, scan.line)}`,
          "encoding",
          "bytes that are not UTF-8",
          encodingWanted,
        );
      }
      const chunk = scan.take(text);
      if (chunk !== null) yield chunk;
      if (bytesRead === 0) break;
    }
    const rest = scan.end();
    if (rest !== null) yield rest;
  } finally {
    await file.close();
  }
}

/** Follows quotes and line ends through a text that comes in pieces. */
class RecordScan {
  readonly #name: string;
  #carried = "";
  #quoted = false;
  /** The line that the next character stands on. */
  line = 1;
  /** The line on which the carried text begins. */
  #startLine = 1;

  constructor(name: string) {
    this.#name = name;
  }

  take(piece: string): RecordChunk | null {
    const text = this.#carried + piece;
    let recordStart = 0;
    let recordLine = this.#startLine;
    for (let i = this.#carried.length; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 34) this.#quoted = !this.#quoted;
      else if (code === 10) {
        this.line++;
        if (!this.#quoted) {
          recordStart = i + 1;
          recordLine = this.line;
        }
      }
      if (i - recordStart >= longestRecord)
        throw this.#fault(
          recordLine,
          `more than ${longestRecord} characters without an end${this.#quoted ? "; a quote is not closed" : ""}`,
          `at most ${longestRecord} characters in a row`,
        );
    }
    const chunk =
      recordStart === 0
        ? null
        : { line: this.#startLine, text: text.slice(0, recordStart).replaceAll("\r\n", "\n") };
    this.#carried = text.slice(recordStart);
    this.#startLine = recordLine;
    return chunk;
  }

  end(): RecordChunk | null {
    if (this.#quoted)
      throw this.#fault(
        this.#startLine,
        "a quote that is not closed before the file ends",
        "every quote closed; a quote inside a cell written twice",
      );
    return this.#carried === "" ? null : { line: this.#startLine, text: this.#carried };
  }

  #fault(line: number, found: string, allowed: string): InputError {
    return InputError.of(`${this.#name} line ${line}`, "row", found, allowed);
  }
}

/** The line of the first byte that is not UTF-8, found by decoding line by line. */
function lineOfFault(bytes: Uint8Array, firstLine: number): number {
  let line = firstLine;
  let start = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, at));
    } catch {
      return line;
    }
    start = at + 1;
    line++;
  }
  return line;
}
