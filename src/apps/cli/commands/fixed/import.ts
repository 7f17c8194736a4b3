import { importFixed } from "../../../../system/steps/fixed-objects.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { saidOf } from "./said.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importFixed(opened, call.args[0] ?? "", call.signal);
    call.output.result(result, () => [saidOf(result)]);
    return 0;
  });
