/** Bytes [from, to) of a file. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a Range header (RFC 9110, 14.1.2) with one range of bytes. null: there is none, or one of a kind that may be ignored (other units, several
 * ranges): the whole is given then.
 */
export function parsedRange(
  header: string | readonly string[] | undefined,
  size: number,
): ByteRange | "unsatisfiable" | null {
  if (typeof header !== "string") return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  if (first === "") {
    const length = Number(last);
    return length === 0 || size === 0 ? "unsatisfiable" : { from: Math.max(0, size - length), to: size };
  }
  const from = Number(first);
  const to = last === "" ? size : Number(last) + 1;
  if (last !== "" && to <= from) return null;
  return from >= size ? "unsatisfiable" : { from, to: Math.min(size, to) };
}
