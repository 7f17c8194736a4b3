import { scenesTable } from "../../../../movements/sightings/scenes-table.ts";
import { correctScene } from "../../../../system/steps/revise-records.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { correctedSceneOptions, typedCells } from "./cells.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const result = await correctScene(opened, {
      id,
      cells: typedCells(call, scenesTable, correctedSceneOptions),
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    const followed = result.records - 1;
    const along =
      followed > 0 ? `; ${followed} ${followed === 1 ? "sighting follows" : "sightings follow"} it` : "";
    call.output.result(result, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      result.changed
        ? `corrected scene ${id}${along}; sighting match weighs it anew, its verdicts until now no longer hold`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });
