import { InputError } from "../../../../base/errors.ts";
import { namedOutline } from "../../../../system/steps/named-outline.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { change, dayOption } from "./drawing.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [siteId = "", area = ""],
    options,
  } = call;
  const day = dayOption(call, "site end", "on", "--on");
  if ((day === null) === (options["open"] !== true))
    throw InputError.of("site end", "--on", "neither a day nor --open, or both", "one of the two");
  return change(call, siteId, (opened) => ({
    end: [{ outline: namedOutline(opened, siteId, area), day }],
  }));
}
