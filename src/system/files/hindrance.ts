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
