import { markedLook } from "../../../../system/looks/mark-place.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { edited } from "./edited.ts";
import { kindOption, numberOption, outlineOption, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [look = ""] = call.args;
  const outline = outlineOption(call) ?? [];
  const kind = kindOption(call);
  const number = numberOption(call, "number") ?? 1;
  let inPixels = false;
  await withCase(call, "read", (opened) => {
    inPixels = markedLook(opened, look).marked.place === null;
    return 0;
  });
  return edited(
    call,
    {
      type: "add",
      content: {
        areaId: null,
        trackId: textOption(call, "track"),
        kind,
        cover: textOption(call, "cover") ?? "cannot-tell",
        outline,
        inPixels,
        number,
        probability: 1,
        state: "accepted",
        note: textOption(call, "note") ?? "",
      },
    },
    look,
  );
}
