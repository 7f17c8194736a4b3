import { importContext, type ContextStep } from "../../system/steps/import-context.ts";
import type { Call, ExitCode } from "./definition.ts";
import { withCase } from "./with-case.ts";
import { importedInWords } from "./imported.ts";

/** The work of event import and voyage import. */
export async function importContextFile(step: ContextStep, call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    output,
    signal,
  } = call;
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importContext(opened, step, file, signal);
    output.result(result, () => importedInWords(result));
    return 0;
  });
}
