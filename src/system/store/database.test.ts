import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/made-case.ts";
import { openDatabase } from "./database.ts";
import { migrations } from "./migrations.ts";

it("reads the records of an older version without changing them", () => {
  const path = join(temporaryFolder(), "records.sqlite");
  const old = new DatabaseSync(path);
  old.exec(`${migrations[0] ?? ""}; PRAGMA user_version = 1;`);
  old.exec("INSERT INTO evidence VALUES ('00', 'looks.csv', 1, '2026-01-02T03:04:05Z')");
  old.close();
  const before = readFileSync(path);
  const read = openDatabase(path, "read");
  expect(read.prepare("SELECT name FROM evidence").all()).toEqual([{ name: "looks.csv" }]);
  expect(read.prepare("SELECT count(*) AS n FROM supplies").get()).toEqual({ n: 0 });
  read.close();
  expect(readFileSync(path).equals(before)).toBe(true);
  openDatabase(path, "write").close();
  expect(openDatabase(path, "read").prepare("PRAGMA user_version").get()).toEqual({
    user_version: migrations.length,
  });
});

it("reads what stood before a process was killed in the middle of a transaction", () => {
  const folder = temporaryFolder();
  const path = join(folder, "records.sqlite");
  const writer = openDatabase(path, "write");
  writer.exec("INSERT INTO evidence VALUES ('00', 'before', 1, '')");
  // A small cache spills pages into the file before the commit, as a large import does.
  writer.exec("PRAGMA cache_size = 5; BEGIN");
  const insert = writer.prepare("INSERT INTO evidence VALUES (?, ?, 1, '')");
  for (let i = 1; i < 3000; i++) insert.run(String(i), "x".repeat(200));
  // What a kill leaves: both files as they are now.
  const killed = join(temporaryFolder(), "records.sqlite");
  copyFileSync(path, killed);
  copyFileSync(`${path}-journal`, `${killed}-journal`);
  writer.exec("ROLLBACK");
  writer.close();
  const read = openDatabase(killed, "read");
  expect(read.prepare("SELECT name FROM evidence").all()).toEqual([{ name: "before" }]);
  read.close();
  expect(existsSync(`${killed}-journal`)).toBe(false);
});
