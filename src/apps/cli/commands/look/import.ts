import { openCase } from "../../../../system/files/case-folder.ts";
import { importLooks } from "../../../../system/steps/import-looks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";

export async function run({
  args: [file = ""],
  options,
  output,
  now,
  signal,
  caseFolder,
}: Call): Promise<ExitCode> {
  const opened = openCase(caseFolder, "write", now);
  try {
    const publications = typeof options["publications"] === "string" ? options["publications"] : undefined;
    const result = await importLooks(opened, file, {
      publications,
      signal,
      onProgress: (rows) => output.progress(`look import: ${rows} rows read`),
    });
    output.result(result, () => importedInWords(result));
    return 0;
  } finally {
    opened.close();
  }
}
