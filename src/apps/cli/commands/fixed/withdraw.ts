import { changeFixed } from "../../../../system/steps/fixed-objects.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const result = await changeFixed(opened, {
      id,
      validTo: null,
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    call.output.result(result, () => [
      result.changed ? `${id}: taken off the list` : "nothing new: the same was said before",
    ]);
    return 0;
  });
