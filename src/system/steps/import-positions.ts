import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import type { Json } from "../../base/canonical.ts";
import { InputError } from "../../base/errors.ts";
import type { TextFormat } from "../../movements/ais/formats/recognise.ts";
import type { PositionImport } from "../../movements/ais/position-import.ts";
import type { Case } from "../files/case-folder.ts";
import { largestImport, takeIn, type Incoming } from "../files/evidence.ts";
import { takeLock } from "../files/lock.ts";
import { dayStore } from "../positions/day-store.ts";
import type { Written } from "../positions/day-sources.ts";
import { openDuck } from "../positions/duck.ts";
import { engineError, givenFileError } from "../positions/engine-error.ts";
import { intakeFile, type Intake } from "../positions/intake-file.ts";
import { sourceFile } from "../positions/source-bytes.ts";
import { finishInterrupted, importLock, incomingFolder, positionsFolder } from "../positions/unfinished.ts";
import { program } from "../program.ts";
import { openBatch } from "../store/batch.ts";
import { addLine, writeLog } from "../store/custody.ts";
import { inTransaction } from "../store/database.ts";
import { positionImports } from "../store/movement-tables.ts";

export interface ImportPositionsOptions {
  /** A format that somebody insists on; recognised by content where left out. */
  readonly format?: TextFormat["format"] | undefined;
  /** Minutes that times without a zone are ahead of UTC. */
  readonly zoneMinutes?: number | null | undefined;
  /** Whether the source is copied into the evidence; by its size where left out. */
  readonly keep?: boolean | undefined;
  /** Reads a file again that is on record already, to mend a damaged or missing day. */
  readonly again?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((what: string) => void) | undefined;
}

/** Sources up to this many bytes are copied into the evidence; larger ones are on record by their hash, and copied when asked. */
export const keptBytes = 16 * 2 ** 20;

/** Memory of the engine while it imports, in DuckDB's words. What does not fit goes into files inside the case. */
export const importMemory = "1200MB";

export interface PositionImportResult {
  readonly step: "position import";
  /** False when the file was on record already and nothing was done. */
  readonly changed: boolean;
  readonly import: PositionImport | null;
  /** Reports that were not refused; of them, those that the case did not have. */
  readonly reports: number;
  readonly added: number;
  /** Reports of senders whose number is none that is given out: they are kept. */
  readonly oddSenders: number;
  readonly kept: boolean;
}

/**
 * Imports position reports from a file: every day's file is made anew beside the old one, and all of them take their places when the import is on
 * record. An interruption leaves the case as it was, or with the import done; importing again brings no report twice.
 * @throws InputError when nothing in the file is known; DamageError when it changed meanwhile; UnavailableError while another import runs
 */
export async function importPositions(
  opened: Case,
  path: string,
  options: ImportPositionsOptions = {},
): Promise<PositionImportResult> {
  const { signal, onProgress, zoneMinutes = null, format = null } = options;
  mkdirSync(positionsFolder(opened), { recursive: true });
  const lock = takeLock(importLock(opened), "an import of position reports");
  try {
    finishInterrupted(opened);
    onProgress?.(`${path}: hash`);
    const source = await sourceFile(path, signal);
    const keep = options.keep ?? source.bytes <= keptBytes;
    if (keep && source.bytes > largestImport)
      throw InputError.of(
        "--keep",
        "file",
        `${source.bytes} bytes`,
        `at most ${largestImport} bytes; without --keep it is on record by its hash`,
      );
    const settings = {
      ...(format === null ? {} : { format }),
      ...(zoneMinutes === null ? {} : { zoneMinutes }),
    };
    if (options.again !== true && isOnRecord(opened, source.sha256, settings)) return nothingNew;
    const id = nextId(opened);
    const folder = join(incomingFolder(opened), id);
    mkdirSync(folder, { recursive: true });
    const engine = await openDuck({
      memory: importMemory,
      threads: Math.min(availableParallelism(), 4),
      temporary: join(folder, "aside"),
    });
    let kept: Incoming | null = null;
    let recorded = false;
    try {
      const connection = await engine.connect();
      const name = basename(path);
      const intake = await intakeFile(source, {
        connection,
        name,
        format,
        zoneMinutes,
        staging: join(folder, "staging"),
        now: () => opened.now().getTime(),
        timeOfArrival: false,
        signal,
        onProgress,
      });
      const store = await dayStore(opened, id, { connection, onProgress, signal });
      const written = await store.write(intake.sources).finally(store.close);
      connection.disconnectSync();
      if (keep) kept = await takeIn(opened, path, signal);
      signal?.throwIfAborted();
      const record = await recordImport(opened, {
        id,
        source: { name, sha256: source.sha256, bytes: source.bytes },
        settings,
        intake,
        written,
        kept,
      });
      recorded = true;
      store.place();
      writeLog(opened.database, opened.custodyPath);
      return {
        step: "position import",
        changed: true,
        import: record,
        reports: intake.reports,
        added: written.added,
        oddSenders: intake.odd,
        kept: kept !== null,
      };
    } catch (error) {
      throw engineError(givenFileError(error, source.path, basename(path)));
    } finally {
      kept?.drop();
      engine.closeSync();
      // What is on record and not in its place is brought there by the next import, or whoever reads.
      if (!recorded) rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    lock.drop();
  }
}

const nothingNew: PositionImportResult = {
  step: "position import",
  changed: false,
  import: null,
  reports: 0,
  added: 0,
  oddSenders: 0,
  kept: false,
};

function isOnRecord(opened: Case, sha256: string, settings: { readonly [name: string]: Json }): boolean {
  return (
    opened.database
      .prepare("SELECT 1 FROM trail WHERE step = 'position import' AND settings = ? AND inputs = ?")
      .get(JSON.stringify(settings), JSON.stringify([sha256])) !== undefined
  );
}

/** "import-000001": imports are numbered as they come. */
export function nextId(opened: Case): string {
  const row = opened.database.prepare("SELECT count(*) AS n FROM position_imports").get();
  return `import-${String(Number(row?.["n"] ?? 0) + 1).padStart(6, "0")}`;
}

export interface ImportToRecord {
  readonly id: string;
  readonly source: { readonly name: string; readonly sha256: string; readonly bytes: number };
  readonly settings: { readonly [name: string]: Json };
  readonly intake: Pick<Intake, "format" | "lines" | "refused" | "reports" | "clock">;
  readonly written: Written;
  readonly kept: Incoming | null;
}

/** Puts an import on record: its record, its trail entry and its line of custody, all or none. The days' files come to their places afterwards. */
export async function recordImport(
  opened: Case,
  { id, source, settings, intake, written, kept }: ImportToRecord,
): Promise<PositionImport> {
  const { database } = opened;
  const record: PositionImport = {
    id,
    source: source.name,
    sha256: source.sha256,
    format: intake.format,
    lines: intake.lines,
    fixes: intake.reports,
    statements: written.statements,
    refused: intake.refused,
    days: written.days,
    clock: intake.clock,
  };
  await inTransaction(database, async () => {
    const at = opened.now().toISOString();
    const { lastInsertRowid } = database
      .prepare(
        "INSERT INTO trail (step, program, settings, inputs, made_at, records, digest) VALUES ('position import', ?, ?, ?, ?, 1, '')",
      )
      .run(program(), JSON.stringify(settings), JSON.stringify([source.sha256]), at);
    const trail = Number(lastInsertRowid);
    const batch = openBatch(database, trail);
    batch.add(positionImports, record);
    const digest = batch.digest();
    database.prepare("UPDATE trail SET digest = ? WHERE id = ?").run(digest, trail);
    if (kept !== null)
      database
        .prepare("INSERT OR IGNORE INTO evidence (sha256, name, bytes, added_at) VALUES (?, ?, ?, ?)")
        .run(kept.sha256, kept.name, kept.bytes, at);
    addLine(database, at, "position import", {
      trail,
      program: program(),
      settings,
      source,
      ...(kept === null ? {} : { files: [{ name: kept.name, sha256: kept.sha256, bytes: kept.bytes }] }),
      days: written.days,
      records: 1,
      digest,
    });
    kept?.keep();
  });
  return record;
}
