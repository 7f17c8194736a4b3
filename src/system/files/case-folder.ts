import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { DamageError, InputError, messageOf, quoted } from "../../base/errors.ts";
import { sha256 } from "../hash.ts";
import { program } from "../program.ts";
import { addLine, writeLog } from "../store/custody.ts";
import { inTransaction, openDatabase, type Access } from "../store/database.ts";
import { writeWhole } from "./atomic.ts";

/** The newest format of a case folder that this program writes and reads. */
export const caseFormat = 1;

export interface CaseFile {
  readonly format: number;
  readonly title: string;
  readonly createdAt: string;
  readonly program: string;
}

/** An opened case: its folder, its records, what time it is for those who write. */
export interface Case {
  readonly folder: string;
  readonly file: CaseFile;
  readonly database: DatabaseSync;
  readonly now: () => Date;
  readonly evidencePath: (hash: string) => string;
  readonly custodyPath: string;
  readonly reportsFolder: string;
  readonly close: () => void;
}

const pathsOf = (folder: string) => ({
  file: join(folder, "case.json"),
  records: join(folder, "records.sqlite"),
  custody: join(folder, "custody.jsonl"),
  evidence: join(folder, "evidence"),
  reports: join(folder, "reports"),
});

export const isCase = (folder: string): boolean => existsSync(pathsOf(folder).file);

/**
 * Makes a case in a folder that is new or empty.
 * @throws InputError when the folder holds something else
 */
export async function createCase(folder: string, title: string, now: () => Date): Promise<Case> {
  const path = resolve(folder);
  if (existsSync(path) && !statSync(path).isDirectory())
    throw InputError.of("case", "folder", `${quoted(path)}, a file`, "a new or empty folder");
  if (existsSync(path) && readdirSync(path).length > 0)
    throw InputError.of("case", "folder", `${quoted(path)}, which is not empty`, "a new or empty folder");
  const paths = pathsOf(path);
  for (const folderPath of [path, paths.evidence, paths.reports]) mkdirSync(folderPath, { recursive: true });
  const createdAt = now().toISOString();
  const file: CaseFile = { format: caseFormat, title, createdAt, program: program() };
  const content = `${JSON.stringify(file, null, 2)}\n`;
  const database = openDatabase(paths.records, "write");
  try {
    await inTransaction(database, () =>
      addLine(database, createdAt, "case made", { title, caseFile: sha256(content) }),
    );
    // Last, since a folder with case.json is a case: an interrupted start leaves none.
    writeWhole(paths.file, content);
    writeLog(database, paths.custody);
  } finally {
    database.close();
  }
  return openCase(path, "write", now);
}

/**
 * Opens a case.
 * @throws InputError when the folder is no case or is of a newer format; DamageError when case.json cannot be read
 */
export function openCase(folder: string, access: Access, now: () => Date): Case {
  const path = resolve(folder);
  const paths = pathsOf(path);
  if (!existsSync(paths.file))
    throw InputError.of(
      "case",
      "folder",
      `${quoted(path)}, which holds no case.json`,
      "the folder of a case (--case DIR, or stand in it); yardwatch case init DIR makes one",
    );
  const file = readCaseFile(paths.file);
  const database = openDatabase(paths.records, access);
  return {
    folder: path,
    file,
    database,
    now,
    evidencePath: (hash) => join(paths.evidence, hash),
    custodyPath: paths.custody,
    reportsFolder: paths.reports,
    close: () => database.close(),
  };
}

function readCaseFile(path: string): CaseFile {
  let value: Partial<CaseFile>;
  try {
    value = JSON.parse(readFileSync(path, "utf8")) as Partial<CaseFile>;
  } catch (error) {
    throw new DamageError("the case cannot be read", [`${basename(path)}: ${messageOf(error)}`]);
  }
  const { format, title, createdAt, program: maker } = value;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1)
    throw InputError.of(path, "format", quoted(JSON.stringify(format) ?? "nothing"), "a whole number from 1");
  if (format > caseFormat)
    throw InputError.of(
      path,
      "format",
      `${format}`,
      `at most ${caseFormat}, the newest that ${program()} knows; the case was made by ${quoted(maker ?? "a newer program")}`,
    );
  return { format, title: title ?? "", createdAt: createdAt ?? "", program: maker ?? "" };
}
