import { overrideLook } from "../../../../system/steps/override-look.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [look = ""],
    options,
    output,
  } = call;
  const text = (name: string): string => String(options[name] ?? "");
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await overrideLook(opened, {
      look,
      kind: text("kind"),
      usability: text("usability"),
      reason: text("reason"),
      by: text("by"),
    });
    output.result(result, () => [
      result.changed
        ? `${look}: ${text("usability")} for ${text("kind")}, by ${text("by")}; the rule's judgement stays on record`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });
}
