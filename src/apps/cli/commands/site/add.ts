import { importPlaces } from "../../../../system/steps/import-places.ts";
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
    const site = typeof options["site"] === "string" ? options["site"] : undefined;
    const result = await importPlaces(opened, file, { site, signal });
    output.result(result, () => importedInWords(result));
    return 0;
  });
}
