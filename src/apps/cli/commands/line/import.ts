import { importLines } from "../../../../system/steps/import-lines.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [file = ""] = call.args;
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importLines(opened, file, call.signal);
    call.output.result(result, () => importedInWords(result));
    return 0;
  });
}
