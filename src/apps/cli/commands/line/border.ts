import { InputError, quoted } from "../../../../base/errors.ts";
import type { Position } from "../../../../sites/counting/site.ts";
import { addBorder } from "../../../../system/steps/add-border.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [id = ""],
    options,
    output,
  } = call;
  const text = (name: string): string => (typeof options[name] === "string" ? options[name] : "");
  const withinKm = text("within") === "" ? 600 : Number(text("within"));
  if (Number.isNaN(withinKm))
    throw InputError.of("line border", "--within", quoted(text("within")), "kilometres from 1 to 5000");
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await addBorder(opened, {
      id,
      of: text("of"),
      facing: text("facing"),
      site: text("near"),
      claimed: positionsIn(text("claim")),
      withinKm,
    });
    output.result(result, () => importedInWords(result));
    return 0;
  });
}

function positionsIn(text: string): Position[] {
  if (text.trim() === "") return [];
  return text.split(";").map((pair): Position => {
    const match = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(pair);
    const [longitude, latitude] = [Number(match?.[1]), Number(match?.[2])];
    if (match === null || Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
      throw InputError.of(
        "line border",
        "--claim",
        quoted(pair),
        "longitude,latitude in degrees, as 34.1,44.95",
      );
    return [longitude, latitude];
  });
}
