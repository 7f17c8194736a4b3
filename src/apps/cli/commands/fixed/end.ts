import { changeFixed } from "../../../../system/steps/fixed-objects.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const validTo = textOption(call, "on") ?? "";
    const result = await changeFixed(opened, {
      id,
      validTo,
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    call.output.result(result, () => [
      result.changed ? `${id}: no longer stands from ${validTo} on` : "nothing new: the same was said before",
    ]);
    return 0;
  });
