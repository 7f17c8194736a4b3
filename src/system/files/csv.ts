import { open } from "node:fs/promises";
import Papa from "papaparse";
import { InputError } from "../../base/errors.ts";
import { recordChunks } from "./record-chunks.ts";

/** One record of a CSV file: its cells, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without a byte order mark) in bounded memory, some records at a time. Empty lines are
 * passed over.
 * @throws InputError, with the line, when the file is in another encoding, is not text, or breaks off inside quotes
 */
export async function* readCsv(
  path: string,
  name: string,
  signal?: AbortSignal,
  delimiter: "," | ";" = ",",
): AsyncGenerator<readonly CsvRecord[]> {
  await refuseOtherFormats(path, name);
  for await (const { line: firstLine, text } of recordChunks(path, name, signal)) {
    const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
    const quotes = text.includes('"');
    const records: CsvRecord[] = [];
    let line = firstLine;
    for (const [index, cells] of data.entries()) {
      const fault = errors.find((e) => e.row === index);
      if (fault !== undefined)
        throw InputError.of(
          `${name} line ${line}`,
          "row",
          "a quote in the middle of a cell",
          "cells with quotes wholly in quotes; a quote inside written twice",
        );
      if (cells.length > 1 || cells[0] !== "") records.push({ line, cells });
      line += 1 + (quotes ? lineEndsIn(cells) : 0);
    }
    yield records;
  }
}

function lineEndsIn(cells: readonly string[]): number {
  let ends = 0;
  for (const cell of cells)
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) ends++;
  return ends;
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
