import { takeSightings } from "../../../../system/steps/take-sightings.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const look = call.args[0] ?? "";
    const result = await takeSightings(opened, {
      look,
      by: textOption(call, "by"),
      pass: textOption(call, "pass"),
    });
    call.output.result(result, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      result.changed
        ? `${look}: ${result.summary["sightings"] ?? 0} ships taken as sightings`
        : "nothing new: they are on record already",
    ]);
    return 0;
  });
