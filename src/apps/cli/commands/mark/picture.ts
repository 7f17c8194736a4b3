import { nounFor } from "../../../../base/counted.ts";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import { countRule, marksOfKind } from "../../../../sites/counting/marks/count-marks.ts";
import { currentMarks } from "../../../../sites/counting/marks/current-marks.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { markedLook } from "../../../../system/looks/mark-place.ts";
import { markPicture } from "../../../../system/steps/mark-picture.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { countedLook, kindOption, oneCounter, textOption } from "./options.ts";
import { countInWords } from "./words.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const kind = kindOption(call);
  const file = textOption(call, "out") ?? "";
  if (!/\.png$/i.test(file))
    throw InputError.of("mark picture", "--out", quoted(file), "a name that ends in .png");
  if (!existsSync(dirname(resolve(file))))
    throw InputError.of("mark picture", "--out", quoted(file), "a name in a folder that exists");
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { look } = markedLook(opened, id);
    const counted = countedLook(opened, id, kind);
    const { counter, name, count } = oneCounter(call, counted);
    const marks = marksOfKind(currentMarks(counted.all, counter), kind);
    const png = await markPicture(opened, {
      look: id,
      marks,
      lines: [
        `${countInWords(count, kind)}${counter.marker.type === "machine" ? ", 90 % interval" : ", by unsure and hidden marks"}`,
        `${id}, taken ${spanInWords(look.look.takenAt)}`,
        `counted by ${name}; rule ${countRule}`,
        look.supply.attribution,
      ].filter((line) => line !== ""),
    });
    writeWhole(file, png);
    call.output.result(
      { look: id, file, bytes: png.length, marks: marks.length, mayLeave: look.supply.mayLeave },
      () => [
        `${file}: ${marks.length} ${nounFor(marks.length, "mark")}`,
        ...(look.supply.mayLeave ? [] : ["its licence does not let these pixels leave the case"]),
      ],
    );
    return 0;
  });
}
