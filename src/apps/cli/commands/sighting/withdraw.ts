import { withdrawRecord, type WithdrawStep } from "../../../../system/steps/revise-records.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";

/** Withdraws what the first argument names. */
export const withdraw = (call: Call, step: WithdrawStep, thing: string): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const id = call.args[0] ?? "";
    const result = await withdrawRecord(opened, step, {
      id,
      reason: textOption(call, "reason") ?? "",
      by: textOption(call, "by") ?? "",
    });
    const fallen = result.records - 1;
    call.output.result(result, () => [
      result.changed
        ? `withdrew ${thing} ${id}${fallen > 0 ? ` and ${fallen} ${fallen === 1 ? "sighting" : "sightings"} made in it` : ""}; it stays on record`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });

export const run = (call: Call): Promise<ExitCode> => withdraw(call, "sighting withdraw", "sighting");
