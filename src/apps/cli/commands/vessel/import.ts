import { importVessels } from "../../../../system/steps/import-vessels.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importVessels(opened, call.args[0] ?? "", call.signal);
    call.output.result(result, () => importedInWords(result));
    return 0;
  });
