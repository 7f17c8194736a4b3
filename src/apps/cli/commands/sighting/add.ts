import { sightingsTable } from "../../../../movements/sightings/sightings-table.ts";
import { addSeen } from "../../../../system/steps/import-sightings.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { typedCells } from "./cells.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const cells = typedCells(call, sightingsTable);
    const result = await addSeen(opened, "sighting add", cells);
    call.output.result(result, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      result.changed ? `added sighting ${cells["sighting"] ?? ""}` : "nothing new: it is on record already",
    ]);
    return 0;
  });
