import { fixedTable } from "../../../../movements/fixed/fixed-table.ts";
import { addFixed } from "../../../../system/steps/fixed-objects.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { typedCells } from "../sighting/cells.ts";
import { saidOf } from "./said.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await addFixed(opened, typedCells(call, fixedTable));
    call.output.result(result, () => [saidOf(result)]);
    return 0;
  });
