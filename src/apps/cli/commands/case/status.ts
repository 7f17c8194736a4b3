import { plainText } from "../../../../findings/judgements/binding.ts";
import { readFindings, readTotals } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { output } = call;
  return withCase(call, "read", (opened) => {
    const totals = readTotals(opened.database);
    const findings = readFindings(opened.database).map(({ finding }) => ({
      id: finding.id,
      title: plainText(finding.title),
    }));
    output.result({ folder: opened.folder, ...opened.file, records: totals, findings }, () => [
      `${opened.file.title} (${opened.folder})`,
      `format ${opened.file.format}, made ${opened.file.createdAt} by ${opened.file.program}`,
      ...Object.entries(totals).map(([name, number]) => `${String(number).padStart(8)} ${name}`),
      ...findings.map((f) => `finding ${f.id}: ${f.title}`),
    ]);
    return 0;
  });
}
