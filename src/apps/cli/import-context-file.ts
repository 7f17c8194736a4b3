import { openCase } from "../../system/files/case-folder.ts";
import { importContext, type ContextStep } from "../../system/steps/import-context.ts";
import type { Call, ExitCode } from "./definition.ts";
import { importedInWords } from "./imported.ts";

/** The work of event import and voyage import. */
export async function importContextFile(
  step: ContextStep,
  { args: [file = ""], output, now, signal, caseFolder }: Call,
): Promise<ExitCode> {
  const opened = openCase(caseFolder, "write", now);
  try {
    const result = await importContext(opened, step, file, signal);
    output.result(result, () => importedInWords(result));
    return 0;
  } finally {
    opened.close();
  }
}
