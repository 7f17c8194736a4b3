import { InputError, quoted } from "../../../../base/errors.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { change } from "./drawing.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [siteId = "", number = ""],
  } = call;
  if (!/^[1-9][0-9]{0,8}$/.test(number))
    throw InputError.of(
      "site undo",
      "change",
      quoted(number),
      "the number of a change, as site changes prints it",
    );
  return change(call, siteId, () => ({ undo: Number(number) }));
}
