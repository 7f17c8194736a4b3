/** Where a text stops being JSON. */
export interface JsonFault {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The character found there; null at the end of the text. */
  readonly found: string | null;
  readonly allowed: string;
}

type Expected =
  | "a value"
  | "a value or ]"
  | "a name in double quotes"
  | "a name in double quotes or }"
  | ":"
  | ", or ]"
  | ", or }"
  | "nothing more";

/**
 * Finds the first place where a text breaks the grammar of RFC 8259; null when it does not. Engines word this
 * differently, and some leave the place out.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "a value";
  let at = afterSpace(text, 0);
  const afterValue = (): Expected => {
    const inside = open.at(-1);
    return inside === undefined ? "nothing more" : inside === "[" ? ", or ]" : ", or }";
  };
  while (at < text.length) {
    const next = text.charAt(at);
    let end = at + 1;
    if (expected === "a value" || (expected === "a value or ]" && next !== "]")) {
      if (next === "{" || next === "[") {
        open.push(next);
        expected = next === "{" ? "a name in double quotes or }" : "a value or ]";
      } else {
        end = next === '"' ? stringEnd(text, at) : scalarEnd(text, at);
        if (end === at) return faultAt(text, at, expected);
        if (end < 0) return faultAt(text, -end, "the rest of a string, closed by a double quote on its line");
        expected = afterValue();
      }
    } else if (next === '"' && expected.startsWith("a name")) {
      end = stringEnd(text, at);
      if (end < 0) return faultAt(text, -end, "the rest of a name, closed by a double quote on its line");
      expected = ":";
    } else if (next === ":" && expected === ":") expected = "a value";
    else if (next === "," && expected === ", or ]") expected = "a value";
    else if (next === "," && expected === ", or }") expected = "a name in double quotes";
    else if ((next === "]" || next === "}") && expected.endsWith(`or ${next}`)) {
      open.pop();
      expected = afterValue();
    } else return faultAt(text, at, expected);
    at = afterSpace(text, end);
  }
  return expected === "nothing more" ? null : faultAt(text, at, expected);
}

function faultAt(text: string, offset: number, allowed: string): JsonFault {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const found = offset < text.length ? String.fromCodePoint(text.codePointAt(offset) ?? 0) : null;
  return { line, column: offset - before.lastIndexOf("\n"), found, allowed };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at++;
  return at;
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function scalarEnd(text: string, at: number): number {
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : at;
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The place after a string, or the negative of the place at which it breaks off. */
function stringEnd(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length) {
    const next = text.charAt(at);
    if (next === '"') return at + 1;
    if (next < " ") return -at;
    escape.lastIndex = at;
    if (next !== "\\") at++;
    else if (escape.test(text)) at = escape.lastIndex;
    else return -at;
  }
  return -at;
}
