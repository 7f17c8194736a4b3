import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
} from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { Json } from "../../base/canonical.ts";
import { DamageError } from "../../base/errors.ts";
import { lineText, nextLine, type CustodyLine } from "../../findings/evidence/custody.ts";
import { sha256 } from "../hash.ts";

/*
 * The log is kept twice: as custody.jsonl, which anybody can read and copy, and as a table in the same transaction as the records that a
 * line speaks of. A line that was cut from the file, or changed in one of the two, shows by the other. `written` says that
 * the file has had the line, which parts a cut from a write that was interrupted between the two.
 */

const noBytes = Buffer.alloc(0);

/** Adds a line to the table, inside the caller's transaction. `writeLog` brings it into the file afterwards. */
export function addLine(database: DatabaseSync, at: string, action: string, detail: Json): CustodyLine {
  const last = database.prepare("SELECT line FROM custody ORDER BY seq DESC LIMIT 1").get();
  const previous = last === undefined ? null : (JSON.parse(String(last["line"])) as CustodyLine);
  const line = nextLine(previous, { at, action, detail }, sha256);
  database.prepare("INSERT INTO custody (seq, line) VALUES (?, ?)").run(line.seq, lineText(line));
  return line;
}

export interface StoredLine {
  readonly seq: number;
  readonly line: string;
  readonly written: boolean;
}

export function storedLines(database: DatabaseSync): StoredLine[] {
  return database
    .prepare("SELECT seq, line, written FROM custody ORDER BY seq")
    .all()
    .map((r) => ({ seq: Number(r["seq"]), line: String(r["line"]), written: r["written"] === 1 }));
}

/**
 * The lines of a log file, without line ends; none when there is no file. A beginning of a line that the table has and the file has not had,
 * which a full disk leaves there, is no line yet.
 */
export function fileLines(path: string, stored: readonly StoredLine[]): string[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const [ended, rest] = partedAtEnd(bytes);
  const lines = ended.toString("utf8").split("\n").slice(0, -1);
  const next = stored[lines.length];
  const isPart =
    next !== undefined && !next.written && Buffer.from(next.line).subarray(0, rest.length).equals(rest);
  return rest.length === 0 || isPart ? lines : [...lines, rest.toString("utf8")];
}

/** What is up to the last line end, and what is behind it. */
function partedAtEnd(bytes: Buffer): [ended: Buffer, rest: Buffer] {
  const end = bytes.lastIndexOf("\n") + 1;
  return [bytes.subarray(0, end), bytes.subarray(end)];
}

/**
 * Appends to the file the lines that the table has and the file has not had yet.
 * @throws DamageError when the file lacks lines that it had: nothing is mended silently.
 */
export function writeLog(database: DatabaseSync, path: string): void {
  const lines = storedLines(database);
  const inFile = fileLines(path, lines);
  const had = lines.filter((l) => l.written).length;
  if (inFile.length < had)
    throw new DamageError("the custody log was cut off", [
      `${path} holds ${inFile.length} lines, the records know of ${had}; nothing was written`,
    ]);
  // A write may have been interrupted after the file had the line and before the table knew it.
  const missing = lines.slice(inFile.length).map((l) => l.line);
  if (missing.length > 0) {
    const [ended, rest] = existsSync(path) ? partedAtEnd(readFileSync(path)) : [noBytes, noBytes];
    const isPart = rest.length > 0 && ended.toString("utf8").split("\n").length - 1 === inFile.length;
    if (isPart) truncateSync(path, ended.length);
    // An editor may have taken the last line end away.
    const before = rest.length > 0 && !isPart ? "\n" : "";
    appendFileSync(path, before + missing.map((line) => `${line}\n`).join(""));
    const file = openSync(path, "r+");
    fsyncSync(file);
    closeSync(file);
  }
  database.exec("UPDATE custody SET written = 1 WHERE written = 0");
}
