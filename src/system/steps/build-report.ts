import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DamageError, messageOf } from "../../base/errors.ts";
import { piecesOf, plainText } from "../../findings/judgements/binding.ts";
import { renderReport } from "../../findings/report/report.ts";
import type { Case } from "../files/case-folder.ts";
import { writeWhole } from "../files/atomic.ts";
import { sha256 } from "../hash.ts";
import { program } from "../program.ts";
import { addLine, storedLines, writeLog } from "../store/custody.ts";
import { inTransaction } from "../store/database.ts";
import { readFindings } from "../store/reading.ts";
import type { CustodyLine } from "../../findings/evidence/custody.ts";
import { checkFinding } from "./finding.ts";
import { combinedCountsFor } from "./report-combined.ts";
import { machineCountsFor } from "./report-counts.ts";
import { movementsFor, type MovementsOptions } from "./report-movements.ts";
import { picturesFor } from "./report-pictures.ts";
import { checkRecords } from "./verify-records.ts";

export interface BuiltReport {
  readonly finding: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When the records that it shows were last written, as the report itself says. */
  readonly builtAt: string;
  /** False when the same report lay there already. */
  readonly changed: boolean;
}

export interface BuildReportOptions extends MovementsOptions {
  readonly finding?: string | undefined;
  readonly out?: string | undefined;
  /** The browser script that the page carries. */
  readonly script: string;
}

/**
 * Builds the report of a finding, after holding every record against its hash and every sentence against the records.
 * @throws DamageError that names the sentences and records that no longer agree; nothing is written then
 */
export async function buildReport(
  opened: Case,
  { finding: id, out, script, ...options }: BuildReportOptions,
): Promise<BuiltReport> {
  refuseDamage(opened, id);
  const checked = checkFinding(opened, id);
  const lines = storedLines(opened.database);
  // The report of a finding belongs to the last line before it was first built, so that building it again gives the same bytes.
  const head = JSON.parse(
    lines.findLast((l) => !l.line.includes('"action":"report build"'))?.line ?? "{}",
  ) as CustodyLine;
  const html = renderReport({
    caseTitle: opened.file.title,
    ...checked,
    pictures: await picturesFor(opened, checked),
    machineCounts: await machineCountsFor(opened, checked),
    combinedCounts: await combinedCountsFor(opened, checked),
    movements: await movementsFor(opened, checked, options),
    evidence: opened.database
      .prepare("SELECT sha256, name, bytes FROM evidence ORDER BY name, sha256")
      .all()
      .map((r) => ({ sha256: String(r["sha256"]), name: String(r["name"]), bytes: Number(r["bytes"]) })),
    custodyHead: { seq: head.seq, hash: head.hash },
    builtAt: head.at,
    program: program(),
    script,
  });
  const path = resolve(out ?? join(opened.reportsFolder, `${checked.finding.id}.html`));
  const hash = sha256(html);
  const report = {
    finding: checked.finding.id,
    path,
    bytes: Buffer.byteLength(html),
    sha256: hash,
    builtAt: head.at,
  };
  if (existsSync(path) && sha256(readFileSync(path)) === hash) return { ...report, changed: false };
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, html);
  await inTransaction(opened.database, () =>
    addLine(opened.database, opened.now().toISOString(), "report build", {
      finding: checked.finding.id,
      sha256: hash,
      bytes: report.bytes,
      program: program(),
    }),
  );
  writeLog(opened.database, opened.custodyPath);
  return { ...report, changed: true };
}

/** Stops before a report is built on records that were altered, naming the sentences that rest on them. */
function refuseDamage(opened: Case, id: string | undefined): void {
  const { altered, damage } = checkRecords(
    opened.database,
    storedLines(opened.database).map((l) => JSON.parse(l.line) as CustodyLine),
  );
  if (altered.size === 0 && damage.length === 0) return;
  const drift = driftOfFinding(opened, id);
  const keys = [...altered.keys()].map((k) => k.slice(k.indexOf(" ") + 1));
  const findings = readFindings(opened.database);
  const finding = id === undefined ? findings.at(-1) : findings.find((f) => f.finding.id === id);
  const resting = (finding?.sentences ?? []).flatMap(({ text }) => {
    const used = keys.find((key) =>
      piecesOf(text).some((p) => "binding" in p && p.binding.path.split("/").includes(key)),
    );
    return used === undefined ? [] : [`sentence "${plainText(text)}" rests on ${used}`];
  });
  throw new DamageError("records were altered; no report was written", [
    ...altered.values(),
    ...damage,
    ...drift,
    ...resting.filter((r) => !drift.some((d) => d.startsWith(r.slice(0, r.lastIndexOf('"'))))),
  ]);
}

/** What the sentences of a finding print that the altered records no longer say; none where they cannot even be worked out. */
function driftOfFinding(opened: Case, id: string | undefined): readonly string[] {
  try {
    checkFinding(opened, id);
    return [];
  } catch (error) {
    return error instanceof DamageError ? error.damage : [messageOf(error)];
  }
}
