import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { buildReport } from "../../../../system/steps/build-report.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { reportScript } from "../../../../system/files/report-script.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { options, output } = call;
  const out = options["out"];
  if (typeof out === "string" && /\.pdf$/i.test(out))
    throw InputError.of(
      "report build",
      "--out",
      quoted(out),
      "a name for the HTML file; with --pdf the PDF goes beside it",
    );
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const text = (name: string): string | undefined =>
      typeof options[name] === "string" ? options[name] : undefined;
    const report = await buildReport(opened, {
      finding: text("finding"),
      out: text("out"),
      script: reportScript(),
      signal: call.signal,
      onProgress: (words) => output.progress(words),
    });
    const html = `report of finding ${report.finding}: ${report.path} (${report.bytes} bytes, sha256 ${report.sha256})`;
    if (options["pdf"] !== true) {
      output.result(report, () => [html]);
      return 0;
    }
    output.progress("printing the PDF");
    // Loaded late: an HTML report needs no browser.
    const { keepPrinted, printReport } = await import("../../../../system/steps/report-pdf.ts");
    const pdf = await keepPrinted(opened, await printReport(report, { signal: call.signal }));
    output.result({ ...report, pdf }, () => [
      html,
      `as PDF: ${pdf.path} (${counted(pdf.pages, "page")}, ${pdf.bytes} bytes, sha256 ${pdf.sha256})`,
    ]);
    return 0;
  });
}
