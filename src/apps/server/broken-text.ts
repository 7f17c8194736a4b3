import { InputError, quoted } from "../../base/errors.ts";

/**
 * What is wrong with a body of which a text holds half a character: a lone surrogate, which JSON can write as an escape. No record could say it: what
 * is stored would not be what was sent. null: nothing is.
 */
export function brokenTextIn(body: unknown): InputError | null {
  // Not by recursion: a body may be nested as deeply as it is long.
  const todo: unknown[] = [body];
  while (todo.length > 0) {
    const value = todo.pop();
    if (typeof value === "string" && !value.isWellFormed()) return broken(value);
    if (typeof value !== "object" || value === null || !isPlainData(value)) continue;
    for (const [name, part] of Object.entries(value)) {
      if (!name.isWellFormed()) return broken(name);
      todo.push(part);
    }
  }
  return null;
}

/** Not a stream of bytes, which is what a file that is sent up comes as. */
const isPlainData = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

const broken = (text: string): InputError =>
  InputError.of(
    "body",
    "text",
    quoted(text.toWellFormed()),
    "whole characters, without half a surrogate pair",
  );
