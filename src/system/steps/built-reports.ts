import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DamageError, InputError } from "../../base/errors.ts";
import type { CustodyLine } from "../../findings/evidence/custody.ts";
import type { BuiltFile, ReportFormat } from "../../findings/screens/built-report.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { readFindings } from "../store/reading.ts";

interface BuildDetail {
  readonly finding?: string;
  readonly format?: string;
  readonly sha256?: string;
}

interface BuildLine {
  readonly seq: number;
  readonly at: string;
  readonly format: ReportFormat;
  readonly sha256: string;
}

/** What the custody log says was built of a finding, oldest first. */
function buildLines(opened: Case, finding: string): BuildLine[] {
  return opened.database
    .prepare('SELECT line FROM custody WHERE instr(line, \'"action":"report build"\') > 0 ORDER BY seq')
    .all()
    .flatMap((row): BuildLine[] => {
      const { seq, at, detail } = JSON.parse(String(row["line"])) as CustodyLine;
      const built = detail as BuildDetail;
      if (built.finding !== finding) return [];
      return [{ seq, at, format: built.format === "pdf" ? "pdf" : "html", sha256: built.sha256 ?? "" }];
    });
}

const pathOf = (opened: Case, finding: string, format: ReportFormat): string =>
  join(opened.reportsFolder, `${finding}.${format}`);

/** The reports of a finding that lie in the case's folder of reports. */
export function builtReports(opened: Case, finding: string): BuiltFile[] {
  const lines = buildLines(opened, finding);
  const lastWrite = Number(
    opened.database
      .prepare('SELECT max(seq) AS seq FROM custody WHERE instr(line, \'"action":"report build"\') = 0')
      .get()?.["seq"] ?? 0,
  );
  return (["html", "pdf"] as const).flatMap((format): BuiltFile[] => {
    const path = pathOf(opened, finding, format);
    if (!existsSync(path)) return [];
    const hash = sha256(readFileSync(path));
    const line = lines.findLast((l) => l.format === format && l.sha256 === hash);
    return [
      {
        format,
        name: `${finding}.${format}`,
        bytes: statSync(path).size,
        sha256: hash,
        builtAt: line?.at ?? null,
        older: line !== undefined && line.seq < lastWrite,
      },
    ];
  });
}

/**
 * The bytes of a report that was built, to be opened or handed out.
 * @throws InputError when there is none; DamageError when the file is not one that the custody log says was built
 */
export function readBuiltReport(
  opened: Case,
  finding: string,
  format: ReportFormat,
): { readonly name: string; readonly content: Uint8Array } | null {
  if (!readFindings(opened.database).some((f) => f.finding.id === finding))
    throw InputError.of("report", "finding", finding, "a finding on record");
  const path = pathOf(opened, finding, format);
  if (!existsSync(path)) return null;
  const content = readFileSync(path);
  const hash = sha256(content);
  if (!buildLines(opened, finding).some((l) => l.format === format && l.sha256 === hash))
    throw new DamageError("the file is not a report that was built, and is not shown", [
      `reports/${finding}.${format}: no line of custody says that it was built; build it again`,
    ]);
  return { name: `${finding}.${format}`, content };
}
