import { openCase } from "../../../../system/files/case-folder.ts";
import { importPlaces } from "../../../../system/steps/import-places.ts";
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
    const site = typeof options["site"] === "string" ? options["site"] : undefined;
    const result = await importPlaces(opened, file, { site, signal });
    output.result(result, () => importedInWords(result));
    return 0;
  } finally {
    opened.close();
  }
}
