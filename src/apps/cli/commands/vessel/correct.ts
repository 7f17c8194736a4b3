import { vesselsTable } from "../../../../movements/vessels/vessels-table.ts";
import { correctFact } from "../../../../system/steps/revise-records.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { correctedFactOptions, typedCells } from "../sighting/cells.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const result = await correctFact(opened, {
      id,
      cells: typedCells(call, vesselsTable, correctedFactOptions),
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    call.output.result(result, () => [
      result.changed
        ? `corrected fact ${id}; what stood before stays on record`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });
