import { InputError, quoted } from "../../../../base/errors.ts";
import {
  missingWays,
  unchangedWays,
  type ReviewWays,
} from "../../../../sites/counting/marks/review-input.ts";
import { importMarks } from "../../../../system/steps/import-marks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { kindOption, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [file = ""] = call.args;
  const kind = kindOption(call);
  const review = waysOption(call);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importMarks(opened, file, {
      look: textOption(call, "look") ?? "",
      by: textOption(call, "by") ?? "",
      pass: textOption(call, "pass") ?? "1",
      kind,
      ...(review === null ? {} : { review }),
    });
    call.output.result(result, () => importedInWords(result));
    return 0;
  });
}

/** --missing and --unchanged; null when neither was given. */
function waysOption(call: Call): ReviewWays | null {
  const given = [textOption(call, "missing"), textOption(call, "unchanged")];
  return given.every((g) => g === null)
    ? null
    : {
        missing: wayOption(call, "missing", missingWays),
        unchanged: wayOption(call, "unchanged", unchangedWays),
      };
}

function wayOption<W extends string>(call: Call, name: string, ways: readonly [W, ...W[]]): W {
  const [usual] = ways;
  const text = textOption(call, name) ?? usual;
  const way = ways.find((w) => w === text);
  if (way === undefined) throw InputError.of("mark import", `--${name}`, quoted(text), ways.join(", "));
  return way;
}
