import { InputError, quoted } from "../../../../base/errors.ts";
import { judgedStates } from "../../../../sites/counting/marks/edit.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { edited } from "./edited.ts";
import { textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [mark = ""] = call.args;
  const word = textOption(call, "state") ?? "";
  const state = judgedStates.find((s) => s === word);
  if (state === undefined) throw InputError.of("mark set", "--state", quoted(word), judgedStates.join(", "));
  return edited(call, { type: "judge", mark, state }, null);
}
