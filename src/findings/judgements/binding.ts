import { percentInWords } from "../../base/probability/percent.ts";
import { kindInWords, isKind } from "../../sites/counting/kind.ts";
import { likelihoodWord } from "./likelihood.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { spanInWords } from "../../base/time/words.ts";

/*
 * A sentence of a finding is text in which every figure, date and likelihood word is bound to what it was read from:
 *   "About {73|counts/csis-2023-10-05-railcar/best} railcars stood there."
 * Before the bar stands what is printed, behind it a path into the model of the finding, and after "~" how the value is written.
 * A sentence holds when each printed text is what its path gives now.
 */

/** Anything a path may lead to. */
export type Bindable = null | undefined | string | number | boolean | readonly unknown[] | object;

export interface Binding {
  readonly printed: string;
  readonly path: string;
  readonly format: string;
}

export type Piece = { readonly text: string } | { readonly binding: Binding };

const bound = /\{([^{}|]+)\|([^{}|~]+)(?:~([^{}|]+))?\}/g;

/** Parts a sentence into plain text and bindings. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of sentence.matchAll(bound)) {
    if (match.index > end) pieces.push({ text: sentence.slice(end, match.index) });
    pieces.push({ binding: { printed: match[1] ?? "", path: match[2] ?? "", format: match[3] ?? "" } });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end) });
  return pieces;
}

/** A sentence as it is read, without its bindings. */
export const plainText = (sentence: string): string =>
  piecesOf(sentence)
    .map((p) => ("text" in p ? p.text : p.binding.printed))
    .join("");

/** Follows a path such as counts/csis-2023-10-05-railcar/best into a model; undefined where it leads nowhere. */
export function valueAt(model: object, path: string): Bindable {
  let value: Bindable = model;
  for (const step of path.split("/")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, Bindable>>)[step];
  }
  return value;
}

/**
 * Writes a value. Formats: a number of decimals ("2"), "%" for a probability in percent, "likelihood" for its word, "date" for a time
 * span in words, "day" for an ISO day in words, "phrase" for a text without its full stop, "one"/"many" for the name of a kind; without one, text as it is and numbers in full.
 * @returns null when the value is not there or cannot be written so
 */
export function written(value: Bindable, format: string): string | null {
  if (value === null || value === undefined) return null;
  if (format === "date") return isSpan(value) ? spanInWords(value) : null;
  if (format === "day")
    return typeof value === "string"
      ? spanInWords({ fromMs: 0, toMs: 0, precision: "day", text: value })
      : null;
  if (format === "one" || format === "many")
    return typeof value === "string" && isKind(value) ? kindInWords(value, format === "one" ? 1 : 2) : null;
  if (format === "phrase") return typeof value === "string" && value !== "" ? value.replace(/\.$/, "") : null;
  if (typeof value === "string") return format === "" ? value : null;
  if (typeof value !== "number" || !Number.isFinite(value)) return null;
  if (format === "likelihood") return value >= 0 && value <= 1 ? likelihoodWord(value) : null;
  if (format === "%") return percentInWords(value);
  if (format === "") return String(value);
  return /^\d$/.test(format) ? value.toFixed(Number(format)) : null;
}

function isSpan(value: Bindable): value is TimeSpan {
  return typeof value === "object" && value !== null && "fromMs" in value && "text" in value;
}

/** A binding for a value of the model, for those who draft sentences. Throws when the path leads nowhere: nothing unbound is drafted. */
export function bind(model: object, path: string, format = ""): string {
  const printed = written(valueAt(model, path), format);
  if (printed === null)
    throw new RangeError(
      `binding: ${path}${format === "" ? "" : `~${format}`} leads to nothing that can be printed`,
    );
  return `{${printed}|${path}${format === "" ? "" : `~${format}`}}`;
}

/** A sentence that does not hold, and why. */
export interface Drift {
  readonly sentence: string;
  readonly why: string;
}
