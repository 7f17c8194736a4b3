import type { ReportFormat } from "../../../findings/screens/built-report.ts";
import { quoted } from "../../../base/errors.ts";
import { readBuiltReport } from "../../../system/steps/built-reports.ts";
import { printReport } from "../../../system/steps/report-pdf.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import { knownFinding } from "./findings.ts";
import { disposition } from "./handing-out.ts";

/** One Chromium at a time: a second request waits for the first. */
let printing: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = printing.then(work);
  printing = done.catch(() => {});
  return done;
}

/**
 * Builds the report of a finding, and prints it where a PDF is wished. The writer builds and keeps; printing takes seconds and lies between
 * the two, so that nobody's marks wait for it.
 */
export async function postReport({ bench, params, body, signal }: Asked) {
  const finding = knownFinding(bench, params["finding"] ?? "");
  const { format } = body as { readonly format: ReportFormat };
  const report = await bench.act("report build", { finding });
  if (format === "html") return withoutPath(report);
  const printed = await inTurn(() => printReport(report, { signal }));
  return withoutPath(await bench.act("report keep", printed));
}

/** Where files lie on this machine is nothing that a browser needs to know. */
const withoutPath = <T extends { readonly path: string }>(report: T): Omit<T, "path"> => {
  const { path: _where, ...rest } = report;
  return rest;
};

const media: Readonly<Record<ReportFormat, string>> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
};

/**
 * A report that was built, to be opened in a page of its own or downloaded. An HTML report carries its own style and script: it is shown
 * without the workbench's origin, so that it can reach nothing of the case.
 */
export function getReport({ bench, params, query, reply }: Asked) {
  const finding = knownFinding(bench, params["finding"] ?? "");
  const format: ReportFormat = params["format"] === "pdf" ? "pdf" : "html";
  const built = readBuiltReport(bench.opened, finding, format);
  if (built === null)
    throw new NotFoundError(`no ${format.toUpperCase()} report of finding ${quoted(finding)} was built yet`);
  void reply
    .header("content-type", media[format])
    .header(
      "content-disposition",
      disposition(query["download"] === "yes" ? "attachment" : "inline", built.name),
    )
    .header("cache-control", "no-cache");
  if (format === "html")
    void reply.header(
      "content-security-policy",
      "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    );
  return reply.send(Buffer.from(built.content));
}
