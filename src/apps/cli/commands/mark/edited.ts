import type { Edit } from "../../../../sites/counting/marks/edit.ts";
import { editLookMarks } from "../../../../system/steps/edit-marks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "./options.ts";

/** Makes one edit and prints what came of it: the work of every command that changes marks. */
export const edited = (call: Call, edit: Edit, look: string | null): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await editLookMarks(opened, {
      edit,
      by: textOption(call, "by") ?? "",
      pass: textOption(call, "pass"),
      look,
      note: textOption(call, "note") ?? "",
    });
    call.output.result(result, () => [
      result.changed
        ? `${result.records} new ${result.records === 1 ? "mark" : "marks"}; what stood before stays on record`
        : "nothing new: the same was said before",
    ]);
    return 0;
  });
