import { sightingsTable } from "../../../../movements/sightings/sightings-table.ts";
import { correctSighting } from "../../../../system/steps/revise-records.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { correctedOptions, typedCells } from "./cells.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const result = await correctSighting(opened, {
      id,
      cells: typedCells(call, sightingsTable, correctedOptions),
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    call.output.result(result, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      result.changed
        ? `corrected sighting ${id}; sighting match weighs it anew, its verdicts until now no longer hold`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });
