import { importMarks } from "../../../../system/steps/import-marks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { kindOption, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [file = ""] = call.args;
  const kind = kindOption(call);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importMarks(opened, file, {
      look: textOption(call, "look") ?? "",
      by: textOption(call, "by") ?? "",
      pass: textOption(call, "pass") ?? "1",
      kind,
    });
    call.output.result(result, () => importedInWords(result));
    return 0;
  });
}
