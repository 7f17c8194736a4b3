import { recogniseTable, type Table } from "./column-set.ts";
import { cellsOf, delimiterOf } from "./csv-lines.ts";

/** What text a file holds. */
export type TextFormat =
  | { readonly format: "sentences" }
  | { readonly format: "json-lines" }
  | { readonly format: "csv"; readonly table: Table; readonly delimiter: string };

export const textFormats = ["sentences", "csv", "json-lines"] as const;

/** A sentence of AIS: its talker may be any. */
const sentence = /[!$][A-Z]{2}VD[MO],\d,\d,/;

/**
 * What a text is, by its first lines; null when it is nothing that we read. Looks beyond lines that mean nothing, since feeds are joined in
 * the middle of one.
 */
export function recogniseText(lines: readonly string[]): TextFormat | null {
  for (const [i, line] of lines.entries()) {
    const text = i === 0 ? line.replace(/^\uFEFF/, "") : line;
    if (sentence.test(text)) return { format: "sentences" };
    if (text.trimStart().startsWith("{") && isJsonObject(text)) return { format: "json-lines" };
    const found = recogniseHeader(text);
    if (found !== null) return found;
  }
  return null;
}

/** A header of a known table; null when the line is none, in UTF-16, or one with rows behind it, parted by carriage returns alone. */
export function recogniseHeader(line: string): Extract<TextFormat, { format: "csv" }> | null {
  const header = line.replace(/\r$/, "").replace(/^\uFEFF/, "");
  if (header.includes("\0") || header.includes("\r")) return null;
  const delimiter = delimiterOf(header);
  const table = recogniseTable(cellsOf(header, delimiter));
  return table === null ? null : { format: "csv", table, delimiter };
}

function isJsonObject(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
