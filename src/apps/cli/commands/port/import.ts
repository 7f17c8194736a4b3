import { importPorts } from "../../../../system/steps/import-ports.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    options: { list },
    output,
    signal,
  } = call;
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importPorts(opened, file, {
      list: typeof list === "string" ? list : undefined,
      signal,
      onProgress: (rows) => output.progress(`${rows} ports`),
    });
    output.result(result, () => importedInWords(result));
    return 0;
  });
}
