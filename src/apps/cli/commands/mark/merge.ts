import type { Call, ExitCode } from "../../definition.ts";
import { edited } from "./edited.ts";

export async function run(call: Call): Promise<ExitCode> {
  return edited(call, { type: "merge", marks: call.args.filter((a) => a !== undefined) }, null);
}
