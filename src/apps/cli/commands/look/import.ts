import { importLooks } from "../../../../system/steps/import-looks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { importedInWords } from "../../imported.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    options,
    output,
    signal,
  } = call;
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const publications = typeof options["publications"] === "string" ? options["publications"] : undefined;
    const result = await importLooks(opened, file, {
      publications,
      signal,
      onProgress: (rows) => output.progress(`look import: ${rows} rows read`),
    });
    output.result(result, () => importedInWords(result));
    return 0;
  });
}
