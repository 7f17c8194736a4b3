import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { Mark } from "../../../../sites/counting/mark.ts";
import { writeMarksCoco } from "../../../../sites/counting/marks/coco-marks.ts";
import { currentMarks } from "../../../../sites/counting/marks/current-marks.ts";
import { writeMarksGeoJson } from "../../../../sites/counting/marks/geojson-marks.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { markedLook } from "../../../../system/looks/mark-place.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { countedLook, oneCounter, textOption } from "./options.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const format = textOption(call, "format") ?? "";
  if (format !== "geojson" && format !== "coco")
    throw InputError.of("mark export", "--format", quoted(format), "geojson, coco");
  const file = textOption(call, "out") ?? "";
  const blind = call.options["blind"] === true;
  return withCase(call, "read", (opened): ExitCode => {
    const { marked } = markedLook(opened, id);
    let marks: readonly Mark[] = [];
    if (!blind) {
      const look = countedLook(opened, id, "railcar");
      marks = currentMarks(look.all, oneCounter(call, look).counter);
    }
    writeWhole(
      file,
      format === "coco" ? writeMarksCoco(id, marks, marked) : writeMarksGeoJson(id, marks, marked),
    );
    call.output.result({ look: id, format, file, marks: marks.length, blind }, () => [
      blind ? `${file}: the facts of the picture, no marks` : `${file}: ${counted(marks.length, "mark")}`,
    ]);
    return 0;
  });
}
