import { expect, test } from "vitest";
import { importedInWords } from "./imported.ts";

test("what came out of no file is not said to come from one", () => {
  const result = { changed: true, records: 2, files: [], summary: { lines: 2 }, warnings: [] };
  expect(importedInWords(result as never)).toEqual(["put on record: 2 records (2 lines)"]);
  expect(importedInWords({ ...result, changed: false } as never)).toEqual([
    "nothing new; the case is unchanged",
  ]);
});
