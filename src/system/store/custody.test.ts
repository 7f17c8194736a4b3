import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../test/made-case.ts";
import { addLine, fileLines, storedLines, writeLog } from "./custody.ts";
import { openDatabase } from "./database.ts";

function logged() {
  const path = join(temporaryFolder(), "custody.jsonl");
  const database = openDatabase(":memory:", "write");
  const add = (action: string): string => {
    addLine(database, "2026-01-02T03:04:05Z", action, {});
    return storedLines(database).at(-1)?.line ?? "";
  };
  return { path, database, add };
}
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

test("a part of a line that a full disk left is written whole the next time, wherever it was cut", () => {
  // The second cut is in the middle of a letter.
  const cuts = [() => 1, (line: Buffer) => line.indexOf("만") + 1, (line: Buffer) => line.length];
  for (const cut of cuts) {
    const { path, database, add } = logged();
    const first = add("case init");
    writeLog(database, path);
    const second = add("looks of 두만강");
    const line = Buffer.from(second);
    appendFileSync(path, line.subarray(0, cut(line)));
    expect(fileLines(path, storedLines(database))).toEqual([first]);
    const third = add("import");
    writeLog(database, path);
    expect(readFileSync(path, "utf8")).toBe(text([first, second, third]));
    expect(fileLines(path, storedLines(database))).toEqual([first, second, third]);
    database.close();
  }
});

test("a last line that lost its end keeps its place; what the file had and is cut is not mended", () => {
  const { path, database, add } = logged();
  const [first, second] = [add("case init"), add("import")];
  writeLog(database, path);
  writeFileSync(path, text([first, second]).slice(0, -1));
  expect(fileLines(path, storedLines(database))).toEqual([first, second]);
  const third = add("draft");
  writeLog(database, path);
  expect(readFileSync(path, "utf8")).toBe(text([first, second, third]));
  writeFileSync(path, text([first, second, third]).slice(0, -10));
  expect(fileLines(path, storedLines(database))).toEqual([first, second, third.slice(0, -9)]);
  writeFileSync(path, text([first]));
  add("more");
  expect(() => writeLog(database, path)).toThrow("cut off");
  database.close();
});
