import { canonical, type Json } from "../../base/canonical.ts";

/** SHA-256 of a text as 64 hexadecimal digits; given from outside, since pure code has none. */
export type Hash = (text: string) => string;

/** One line of the custody log. `hash` is taken over all else, `previous` is the hash of the line before. */
export interface CustodyLine {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly detail: Json;
  readonly previous: string;
  readonly hash: string;
}

/** What stands for the line before the first. */
export const noLine = "0".repeat(64);

export function nextLine(
  last: Pick<CustodyLine, "seq" | "hash"> | null,
  entry: { readonly at: string; readonly action: string; readonly detail: Json },
  hash: Hash,
): CustodyLine {
  const body = { seq: (last?.seq ?? 0) + 1, ...entry, previous: last?.hash ?? noLine };
  return { ...body, hash: hash(canonical(body)) };
}

/** The text of a line as it stands in the log, without its line end. */
export const lineText = (line: CustodyLine): string => canonical({ ...line });

/** A sound chain, or what is wrong with it: the first lines that do not follow. */
export interface ChainCheck {
  readonly lines: readonly CustodyLine[];
  readonly damage: readonly string[];
}

/**
 * Follows a log from its first line: every line must hold its own hash, the hash of the line before and the next number.
 * A cut at the end does not show here; it shows against the head that is kept apart.
 */
export function checkChain(texts: readonly string[], hash: Hash): ChainCheck {
  const lines: CustodyLine[] = [];
  const damage: string[] = [];
  let previous = noLine;
  for (const [index, text] of texts.entries()) {
    const line = readLine(text);
    const name = `custody line ${index + 1}`;
    if (line === null) {
      damage.push(`${name}: cannot be read`);
      previous = "";
      continue;
    }
    const { hash: stated, ...body } = line;
    if (hash(canonical(body)) !== stated) damage.push(`${name}: altered (its hash does not fit its text)`);
    if (line.seq !== index + 1) damage.push(`${name}: out of place (it is numbered ${line.seq})`);
    else if (previous !== "" && line.previous !== previous)
      damage.push(`${name}: does not follow line ${index} (a line was altered, removed or swapped)`);
    previous = stated;
    lines.push(line);
  }
  return { lines, damage };
}

function readLine(text: string): CustodyLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const line = value as Partial<CustodyLine>;
  const whole =
    typeof line.seq === "number" &&
    typeof line.at === "string" &&
    typeof line.action === "string" &&
    line.detail !== undefined &&
    typeof line.previous === "string" &&
    typeof line.hash === "string";
  return whole ? (line as CustodyLine) : null;
}
