import { readStoredCounts } from "../../../../system/steps/read-counts.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { turnoverBetween } from "./turnover-between.ts";
import { turnoverInWords } from "./turnover-in-words.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [before = "", after = ""] = call.args;
  return withCase(call, "read", (opened) => {
    const [one, two] = readStoredCounts(opened, [before, after], "train turnover");
    if (one === undefined || two === undefined) throw new RangeError("train turnover: two looks are needed");
    const turnover = turnoverBetween(one, two);
    call.output.result(turnover, () => turnoverInWords(turnover));
    return 0;
  });
}
