import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkChain, type CustodyLine } from "../../findings/evidence/custody.ts";
import type { Case } from "../files/case-folder.ts";
import { snapshotOf } from "../files/case-snapshot.ts";
import { sha256, sha256OfFile } from "../hash.ts";
import { fileLines, storedLines } from "../store/custody.ts";
import { checkRecords } from "./verify-records.ts";
import { rederive } from "./verify-derivation.ts";
import { checkPositions } from "./verify-positions.ts";

/** What a verification found. A case is sound when nothing is damaged; notes do not make it unsound. */
export interface Verification {
  readonly sound: boolean;
  readonly damage: readonly string[];
  readonly notes: readonly string[];
  readonly checked: {
    readonly records: number;
    readonly evidenceFiles: number;
    readonly custodyLines: number;
    readonly trailEntries: number;
    readonly rederived: number;
    /** Files of position reports. */
    readonly positionFiles: number;
  };
  readonly custodyHead: { readonly seq: number; readonly hash: string } | null;
}

export interface VerifyOptions {
  readonly onProgress?: (what: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Recomputes everything that a case says of itself: hashes of evidence, of every record, of every trail entry, the chain of custody in
 * both of its copies, and the records that imports made, anew from the evidence. Reads only; names what was altered, cut off or is missing. What
 * others write meanwhile is not part of it.
 */
export async function verifyCase(opened: Case, options: VerifyOptions = {}): Promise<Verification> {
  const { snapshot, drop } = await snapshotOf(opened);
  try {
    return await verifySnapshot(snapshot, options);
  } finally {
    drop();
  }
}

async function verifySnapshot(opened: Case, { onProgress, signal }: VerifyOptions): Promise<Verification> {
  const notes: string[] = [];
  onProgress?.("the custody log");
  const custody = checkCustody(opened);
  onProgress?.("the evidence");
  const evidence = await checkEvidence(opened, custody.lines, notes, signal);
  onProgress?.("the records");
  const records = checkRecords(opened.database, custody.lines);
  onProgress?.("the records against the evidence");
  const derived = await rederive(opened, evidence.intact, signal);
  onProgress?.("the position reports");
  const positions = await checkPositions(opened, onProgress, signal);
  notes.push(...derived.notes, ...positions.notes);
  // Where the evidence tells what a record should say, that is the better sentence.
  const altered = new Map([...records.altered, ...derived.altered]);
  const damage = [
    ...checkCaseFile(opened, custody.lines),
    ...custody.damage,
    ...evidence.damage,
    ...altered.values(),
    ...records.damage,
    ...derived.damage,
    ...positions.damage,
  ];
  const last = custody.lines.at(-1);
  return {
    sound: damage.length === 0,
    damage,
    notes,
    checked: {
      records: records.rows,
      evidenceFiles: evidence.files,
      custodyLines: custody.lines.length,
      trailEntries: records.trails,
      rederived: derived.rows,
      positionFiles: positions.files,
    },
    custodyHead: last === undefined ? null : { seq: last.seq, hash: last.hash },
  };
}

function checkCaseFile(opened: Case, lines: readonly CustodyLine[]): string[] {
  const detail = lines[0]?.detail as { readonly caseFile?: string } | undefined;
  const found = sha256(readFileSync(join(opened.folder, "case.json")));
  return detail?.caseFile === undefined || detail.caseFile === found
    ? []
    : ["case.json: altered since the case was made"];
}

/** Holds the two copies of the log against each other, and each against its own chain. */
function checkCustody(opened: Case): { readonly lines: readonly CustodyLine[]; readonly damage: string[] } {
  const stored = storedLines(opened.database);
  const inFile = fileLines(opened.custodyPath, stored);
  const table = checkChain(
    stored.map((s) => s.line),
    sha256,
  );
  const file = checkChain(inFile, sha256);
  const damage = [
    ...file.damage.map((d) => `custody.jsonl: ${d}`),
    ...table.damage.map((d) => `custody in the records: ${d}`),
  ];
  if (!existsSync(opened.custodyPath)) damage.push("custody.jsonl: missing");
  else if (inFile.length < stored.length) {
    const interrupted = stored.slice(inFile.length).every((s) => !s.written);
    damage.push(
      `custody.jsonl: ${interrupted ? "an interrupted write left out" : "cut off:"} ${stored.length - inFile.length} of ${stored.length} lines${interrupted ? "; the next command that writes adds them" : " are missing at its end"}`,
    );
  } else if (inFile.length > stored.length)
    damage.push(
      `custody.jsonl: ${inFile.length - stored.length} lines more than the records know of; the records were cut off or replaced`,
    );
  for (const [i, { line }] of stored.entries()) {
    const other = inFile[i];
    if (other !== undefined && other !== line)
      damage.push(`custody line ${i + 1}: differs between custody.jsonl and the records`);
  }
  if (stored.length === 0) damage.push("custody in the records: no line; a case begins with one");
  return { lines: table.lines, damage };
}

interface FileDetail {
  readonly files?: readonly { readonly sha256: string; readonly name: string }[];
}

async function checkEvidence(
  opened: Case,
  lines: readonly CustodyLine[],
  notes: string[],
  signal?: AbortSignal,
) {
  const damage: string[] = [];
  const intact = new Set<string>();
  const rows = opened.database
    .prepare("SELECT sha256, name, bytes FROM evidence ORDER BY added_at, sha256")
    .all();
  const listed = new Set(rows.map((r) => String(r["sha256"])));
  for (const { detail } of lines)
    for (const { sha256: hash, name } of (detail as FileDetail).files ?? [])
      if (!listed.has(hash))
        damage.push(`evidence ${name} (${hash.slice(0, 12)}…): the records no longer list it`);
  for (const row of rows) {
    const hash = String(row["sha256"]);
    const name = `evidence ${String(row["name"])} (${hash.slice(0, 12)}…)`;
    const path = opened.evidencePath(hash);
    if (!existsSync(path)) damage.push(`${name}: missing`);
    else if ((await sha256OfFile(path, signal)) === hash) intact.add(hash);
    else
      damage.push(
        `${name}: ${statSync(path).size === row["bytes"] ? "altered" : `altered or cut off (${statSync(path).size} bytes, ${String(row["bytes"])} when it was added)`}`,
      );
  }
  for (const name of readdirSync(join(opened.folder, "evidence")).sort())
    if (!listed.has(name))
      notes.push(
        `evidence/${name}: not on record${name.startsWith("incoming-") ? "; left by an interrupted import and safe to remove" : ""}`,
      );
  return { damage, intact, files: rows.length };
}
