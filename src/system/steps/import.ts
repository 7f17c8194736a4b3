import type { Json } from "../../base/canonical.ts";
import { InputError, type Fault } from "../../base/errors.ts";
import { latestAt } from "../../base/time/to-come.ts";
import type { Case } from "../files/case-folder.ts";
import { takeIn, type Incoming } from "../files/evidence.ts";
import { program } from "../program.ts";
import { openBatch, type Batch } from "../store/batch.ts";
import { addLine, writeLog } from "../store/custody.ts";
import { inTransaction } from "../store/database.ts";

/** A file to read: where it lies, and what to call it in an error. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
}

/** Where a reader puts the records that it makes. */
export interface Sink extends Pick<Batch, "add" | "stored" | "figureAt"> {
  /** The last time that what comes on record now may name; null where records are made again: they came in by the clock of their time. */
  readonly latestMs: number | null;
}

/** Faults beyond this many are counted and not listed. */
export const mostFaults = 100;

/** Collects faults up to `mostFaults` and counts the rest. */
export interface FaultList {
  readonly faults: Fault[];
  readonly add: (found: readonly Fault[]) => void;
  readonly throwIfAny: () => void;
}

export function faultList(): FaultList {
  const faults: Fault[] = [];
  let unlisted = 0;
  return {
    faults,
    add: (found) => {
      for (const fault of found)
        if (faults.length < mostFaults) faults.push(fault);
        else unlisted++;
    },
    throwIfAny: () => {
      if (faults.length > 0) throw new InputError(faults, unlisted);
    },
  };
}

export interface ImportResult {
  readonly step: string;
  /** False when everything was on record already. */
  readonly changed: boolean;
  readonly records: number;
  /** What the reader counted, by name. */
  readonly summary: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

export interface ImportPlan {
  readonly step: string;
  readonly settings: { readonly [name: string]: Json };
  readonly paths: readonly string[];
  /** Reads the copies of the files into the sink; adds what is wrong to `faults`. */
  readonly read: (
    files: readonly SourceFile[],
    sink: Sink,
    faults: FaultList,
  ) => Promise<{ readonly summary: Record<string, number>; readonly warnings: readonly string[] }>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports files into a case: all of their records or none, with the files as evidence, a trail entry and a line of custody.
 * Importing again what is on record changes nothing.
 * @throws InputError with every fault found (up to `mostFaults`); the case is then as it was
 */
export async function importFiles(opened: Case, plan: ImportPlan): Promise<ImportResult> {
  const incoming: Incoming[] = [];
  try {
    for (const path of plan.paths) incoming.push(await takeIn(opened, path, plan.signal));
    const result = await inTransaction(opened.database, () => importInto(opened, plan, incoming));
    if (result.changed) writeLog(opened.database, opened.custodyPath);
    return result;
  } catch (error) {
    if (error instanceof NothingNew) return error.result;
    throw error;
  } finally {
    for (const file of incoming) file.drop();
  }
}

/** Ends the transaction without a trace when no record was new. */
class NothingNew extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super("nothing new");
    this.result = result;
  }
}

async function importInto(
  opened: Case,
  plan: ImportPlan,
  incoming: readonly Incoming[],
): Promise<ImportResult> {
  const { database } = opened;
  const now = opened.now();
  const at = now.toISOString();
  const inputs = incoming.map((f) => f.sha256);
  const files = incoming.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
  const result = (
    records: number,
    summary: Record<string, number>,
    warnings: readonly string[],
  ): ImportResult => ({
    step: plan.step,
    changed: records > 0,
    records,
    summary,
    warnings,
    files,
  });
  const settings = JSON.stringify(plan.settings);
  const known = database
    .prepare("SELECT records FROM trail WHERE step = ? AND settings = ? AND inputs = ?")
    .get(plan.step, settings, JSON.stringify(inputs));
  if (known !== undefined) throw new NothingNew(result(0, { alreadyImported: Number(known["records"]) }, []));
  const { lastInsertRowid } = database
    .prepare(
      "INSERT INTO trail (step, program, settings, inputs, made_at, records, digest) VALUES (?, ?, ?, ?, ?, 0, '')",
    )
    .run(plan.step, program(), settings, JSON.stringify(inputs), at);
  const trailId = Number(lastInsertRowid);
  const batch = openBatch(database, trailId);
  const faults = faultList();
  const { summary, warnings } = await plan.read(
    incoming.map(({ path, name, sha256 }) => ({ path, name, sha256 })),
    { ...batch, latestMs: latestAt(now) },
    faults,
  );
  faults.throwIfAny();
  if (batch.added() === 0) throw new NothingNew(result(0, summary, warnings));
  const digest = batch.digest();
  database
    .prepare("UPDATE trail SET records = ?, digest = ? WHERE id = ?")
    .run(batch.added(), digest, trailId);
  for (const file of incoming)
    database
      .prepare("INSERT OR IGNORE INTO evidence (sha256, name, bytes, added_at) VALUES (?, ?, ?, ?)")
      .run(file.sha256, file.name, file.bytes, at);
  addLine(database, at, plan.step, {
    trail: trailId,
    program: program(),
    settings: plan.settings,
    files,
    records: batch.added(),
    digest,
  });
  plan.signal?.throwIfAborted();
  for (const file of incoming) file.keep();
  return result(batch.added(), summary, warnings);
}
