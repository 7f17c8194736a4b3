import type { Call, ExitCode } from "../../definition.ts";
import { edited } from "./edited.ts";
import { numberOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [mark = ""] = call.args;
  return edited(call, { type: "split", mark, at: numberOption(call, "at") ?? 0.5 }, null);
}
