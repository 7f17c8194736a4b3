import { messageOf } from "../../base/errors.ts";

/** What keeps a program from writing where it should: no right to, or no room. */
export type Hindrance = "forbidden" | "full";

const forbidden = ["EACCES", "EPERM", "EROFS"];
const full = ["ENOSPC", "EDQUOT"];

/** What of the machine made a write fail; null where it is neither of the two. */
export function hindranceOf(error: unknown): Hindrance | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  if (full.includes(code) || /database or disk is full|no space left/i.test(error.message)) return "full";
  return forbidden.includes(code) || /readonly database/i.test(error.message) ? "forbidden" : null;
}

const inWords: Readonly<Record<Hindrance, string>> = {
  full: "there is not room enough",
  forbidden: "this is not allowed here",
};

/** The same in words, with what the machine says of it. */
export function hindranceInWords(error: unknown): string | null {
  const hindrance = hindranceOf(error);
  return hindrance === null ? null : `${inWords[hindrance]}: ${messageOf(error)}`;
}
