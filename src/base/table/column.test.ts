import { expect, test } from "vitest";
import { textColumn } from "./column.ts";

test("text is whole characters on one line, of which none steers a terminal or turns the writing around", () => {
  const { read } = textColumn({ name: "note", meaning: "A note." }, 6);
  for (const text of ["a", "🚢", "두만강 1", "=1+1"]) expect(read(text).ok, text).toBe(true);
  const half = JSON.parse(String.raw`"a\ud83d"`) as string;
  for (const text of [half, "a\u0000", "a\nb", "a\u202eb", "1234567"])
    expect(read(text).ok, text).toBe(false);
});
