import { finishPass } from "../../../../system/steps/finish-pass.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { kindOption, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [look = ""] = call.args;
  const by = textOption(call, "by") ?? "";
  const pass = textOption(call, "pass") ?? "1";
  const kind = kindOption(call);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const { changed, fact } = await finishPass(opened, { look, by, pass, kind, expects: null });
    call.output.result({ changed, ...fact }, () => [
      changed
        ? `pass ${pass} of ${by} is finished with ${fact.marks} ${fact.marks === 1 ? "mark" : "marks"}`
        : `pass ${pass} of ${by} was finished before; nothing was changed`,
      ...(fact.marks === 0 ? [`it counts zero: nothing of kind ${fact.kind} stands there`] : []),
    ]);
    return 0;
  });
}
