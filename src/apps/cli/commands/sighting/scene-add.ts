import { scenesTable } from "../../../../movements/sightings/scenes-table.ts";
import { addSeen } from "../../../../system/steps/import-sightings.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { typedCells } from "./cells.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const cells = typedCells(call, scenesTable);
    const result = await addSeen(opened, "scene add", cells);
    call.output.result(result, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      result.changed ? `added scene ${cells["scene"] ?? ""}` : "nothing new: it is on record already",
    ]);
    return 0;
  });
