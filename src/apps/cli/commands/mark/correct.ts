import { InputError } from "../../../../base/errors.ts";
import type { Correction } from "../../../../sites/counting/marks/edit.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { edited } from "./edited.ts";
import { kindOption, numberOption, outlineOption, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [mark = ""] = call.args;
  const [outline, cover, trackId, number] = [
    outlineOption(call),
    textOption(call, "cover"),
    textOption(call, "track"),
    numberOption(call, "number"),
  ];
  const changes: Correction = {
    ...(outline === null ? {} : { outline }),
    ...(textOption(call, "kind") === null ? {} : { kind: kindOption(call) }),
    ...(cover === null ? {} : { cover }),
    ...(number === null ? {} : { number }),
    ...(trackId === null ? {} : { trackId }),
  };
  if (Object.keys(changes).length === 0)
    throw InputError.of(
      "mark correct",
      "options",
      "nothing to correct",
      "--outline, --kind, --cover, --number, --track",
    );
  return edited(call, { type: "correct", mark, changes }, null);
}
