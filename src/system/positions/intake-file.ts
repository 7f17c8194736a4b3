import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../../base/errors.ts";
import type { ImportClock } from "../../movements/ais/position-import.ts";
import type { DaySources } from "./day-sources.ts";
import { IncomingRows } from "./incoming-rows.ts";
import { parquetContent, parquetTable, type ParquetContent } from "./published-table.ts";
import { importClock } from "./import-clock.ts";
import { checkUnchanged, documentsOf, type SourceFile } from "./source-bytes.ts";
import { openStaging, stagedFiles, stagingTarget, type Staging } from "./staging.ts";
import { TextIntake, type IntakeOptions } from "./text-intake.ts";
import { rowsIn } from "./write-day.ts";

/** What came in, by day, and what became of its lines. */
export interface Intake {
  readonly format: string;
  readonly lines: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Reports that were not refused, repeats among them. */
  readonly reports: number;
  /** Of them, those under a number that is given to nobody: they are kept, somebody sent them. */
  readonly odd: number;
  readonly sources: readonly DaySources[];
  /** What the senders' seconds say of the times. */
  readonly clock: ImportClock | null;
}

/** Days of one Parquet file that are read out of it one after the other; more are sorted apart first. */
const daysReadDirectly = 3;

export interface IntakeFile extends IntakeOptions {
  readonly connection: DuckDBConnection;
  readonly staging: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((what: string) => void) | undefined;
}

/**
 * Reads a file of any known format into days aside.
 * @throws InputError when nothing in it is known; DamageError when it changed while it was read
 */
export async function intakeFile(source: SourceFile, options: IntakeFile): Promise<Intake> {
  const { format, name } = options;
  if (source.packing === "parquet") {
    if (format !== null) throw InputError.of(name, "--format", format, "parquet, which the file is");
    return intakeParquet(source, options);
  }
  return intakeText(source, options);
}

async function intakeParquet(source: SourceFile, options: IntakeFile): Promise<Intake> {
  const { connection, name, now, zoneMinutes } = options;
  options.onProgress?.("counting rows");
  const found = await parquetTable(connection, source.path, name);
  const content = await parquetContent(connection, found, { nowMs: now(), zoneMinutes });
  const staging = openStaging(options.staging);
  const sources =
    content.days.length <= daysReadDirectly
      ? content.days.map(({ day }) => ({
          day,
          fixes: [`(${content.fixes(day)})`],
          statements: [`(${content.statements(day)})`],
        }))
      : await sortedApart(connection, content, staging);
  checkUnchanged(source);
  return {
    format: `parquet ${found.table.set.name}`,
    lines: content.rows,
    refused: content.refused,
    reports: content.days.reduce((sum, d) => sum + d.rows, 0),
    odd: content.odd,
    sources,
    clock: found.table.at.has("second") ? await importClock(connection, sources) : null,
  };
}

async function sortedApart(
  connection: DuckDBConnection,
  content: ParquetContent,
  staging: Staging,
): Promise<DaySources[]> {
  await connection.run(`COPY (${content.fixes(null)}) TO ${stagingTarget(staging, "fixes")}`);
  await connection.run(`COPY (${content.statements(null)}) TO ${stagingTarget(staging, "statements")}`);
  return stagedSources(staging);
}

async function intakeText(source: SourceFile, options: IntakeFile): Promise<Intake> {
  const { connection, name, onProgress, signal } = options;
  const staging = openStaging(options.staging);
  const rows = new IncomingRows(connection, staging);
  await rows.open();
  try {
    const intake = new TextIntake(rows, options);
    const formats = new Set<string>();
    for await (const document of documentsOf(source, name, signal)) {
      for await (const bytes of document.bytes) {
        await intake.push(bytes);
        onProgress?.(`${document.name}: ${rows.taken} reports`);
      }
      formats.add((await intake.endDocument()) ?? "nothing");
    }
    await rows.flush();
    checkUnchanged(source);
    const { lines, refused } = intake.takeCounts();
    const sources = stagedSources(staging);
    return {
      format: [...formats].join(" and "),
      lines,
      refused,
      reports: rows.taken,
      odd: rows.odd,
      sources,
      clock: rows.seconds > 0 ? await importClock(connection, sources) : null,
    };
  } finally {
    rows.close();
  }
}

/** What was put aside, by day. */
export function stagedSources(staging: Staging): DaySources[] {
  const [fixes, statements] = [stagedFiles(staging, "fixes"), stagedFiles(staging, "statements")];
  return [...new Set([...fixes.keys(), ...statements.keys()])].sort().map((day) => ({
    day,
    fixes: [fixes.get(day) ?? []].flatMap((files) => (files.length > 0 ? [rowsIn(files)] : [])),
    statements: [statements.get(day) ?? []].flatMap((files) => (files.length > 0 ? [rowsIn(files)] : [])),
  }));
}
