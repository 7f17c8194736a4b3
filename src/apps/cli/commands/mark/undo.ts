import type { Call, ExitCode } from "../../definition.ts";
import { edited } from "./edited.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [mark = ""] = call.args;
  return edited(call, { type: "undo", mark }, null);
}
