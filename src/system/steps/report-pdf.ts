import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DamageError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { writeWhole } from "../files/atomic.ts";
import { sha256 } from "../hash.ts";
import { printPage } from "../print/print-page.ts";
import { program } from "../program.ts";
import { addLine, writeLog } from "../store/custody.ts";
import { inTransaction } from "../store/database.ts";
import type { BuiltReport } from "./build-report.ts";

export interface PrintedReport {
  readonly finding: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pages: number;
  /** SHA-256 of the HTML report that it was printed from. */
  readonly of: string;
  readonly changed: boolean;
}

/** A report as PDF, printed and not yet kept. Plain data: it may cross a thread. */
export interface Printed {
  readonly finding: string;
  readonly of: string;
  readonly path: string;
  readonly pdf: Uint8Array;
}

/** Where the PDF of an HTML report goes: beside it. */
export const pdfBeside = (path: string): string => `${path.replace(/\.html?$/i, "")}.pdf`;

/**
 * Prints a report that was built as a tagged PDF: the same pages, the same text. Reads only.
 * @throws UnavailableError when the machine has no Chromium; DamageError when the file is not the report that was built
 */
export async function printReport(
  report: Pick<BuiltReport, "finding" | "path" | "sha256" | "builtAt">,
  { out, signal }: { readonly out?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Printed> {
  if (!existsSync(report.path) || sha256(readFileSync(report.path)) !== report.sha256)
    throw new DamageError("the report is not the one that was built; nothing was printed", [
      `${report.path}: ${existsSync(report.path) ? "altered" : "missing"}`,
    ]);
  const pdf = await printPage(report.path, { madeAt: new Date(report.builtAt), signal });
  return { finding: report.finding, of: report.sha256, path: resolve(out ?? pdfBeside(report.path)), pdf };
}

/** Keeps what was printed: the file whole, and a line of custody that names it and the HTML that it was printed from. */
export async function keepPrinted(opened: Case, { finding, of, path, pdf }: Printed): Promise<PrintedReport> {
  const hash = sha256(pdf);
  const report = { finding, path, bytes: pdf.length, sha256: hash, pages: pagesOf(pdf), of };
  if (existsSync(path) && sha256(readFileSync(path)) === hash) return { ...report, changed: false };
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, pdf);
  await inTransaction(opened.database, () =>
    addLine(opened.database, opened.now().toISOString(), "report build", {
      finding,
      format: "pdf",
      of,
      sha256: hash,
      bytes: pdf.length,
      program: program(),
    }),
  );
  writeLog(opened.database, opened.custodyPath);
  return { ...report, changed: true };
}

/** Sheets of a PDF, by its page objects. */
export const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString("latin1")
    .match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
