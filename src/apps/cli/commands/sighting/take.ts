import { counted } from "../../../../base/counted.ts";
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
        ? `${look}: ${counted(result.summary["sightings"] ?? 0, "ship")} taken as ${result.summary["sightings"] === 1 ? "a sighting" : "sightings"}`
        : "nothing new: they are on record already",
    ]);
    return 0;
  });
