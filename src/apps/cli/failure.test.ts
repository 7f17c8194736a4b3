import { expect, test } from "vitest";
import { failureOf } from "./failure.ts";

test("a full disk and a folder without the right to write are no faults of the program", () => {
  const of = (message: string, code?: string) => failureOf(Object.assign(new Error(message), { code }));
  for (const [error, said] of [
    [of("ENOSPC: no space left on device, write", "ENOSPC"), "there is not room enough"],
    [of("database or disk is full", "ERR_SQLITE_ERROR"), "there is not room enough"],
    [of('IO Error: Could not write file "a.part": No space left on device'), "there is not room enough"],
    [of("EACCES: permission denied, mkdir '/case'", "EACCES"), "this is not allowed here"],
    [of("attempt to write a readonly database", "ERR_SQLITE_ERROR"), "this is not allowed here"],
  ] as const) {
    expect(error.code).toBe(1);
    expect(error.lines).toHaveLength(1);
    expect(error.lines[0]).toContain(said);
  }
  expect(failureOf(new Error("anything else")).lines.at(-1)).toContain("fault of the program");
});
