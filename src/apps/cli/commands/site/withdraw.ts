import { namedOutline } from "../../../../system/steps/named-outline.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { change } from "./drawing.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [siteId = "", area = ""],
  } = call;
  return change(call, siteId, (opened) => ({ withdraw: [namedOutline(opened, siteId, area)] }));
}
