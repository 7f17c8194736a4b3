import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import { changeInWords } from "../../../../sites/outlines/change-words.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { drawAreas, type DrawAreasRequest } from "../../../../system/steps/draw-areas.ts";
import { readOutlineChanges } from "../../../../system/store/reading-changes.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

/** What every change of outlines is asked with. */
export const textOption = ({ options }: Call, name: string): string => {
  const text = options[name];
  return typeof text === "string" ? text : "";
};

/** A day of an option; null where it is left out. */
export function dayOption(call: Call, command: string, name: string, option: string): string | null {
  const text = textOption(call, name);
  if (text === "") return null;
  const read = parseSpan(text, 0);
  if (read.ok && read.span.precision === "day") return text;
  throw InputError.of(command, option, quoted(text), "a day as 2021-12-31");
}

/** Makes one change of the outlines of a site and prints it with the number that undoes it. */
export function change(
  call: Call,
  siteId: string,
  asked: (opened: Case) => Omit<DrawAreasRequest, "site" | "by" | "reason">,
): Promise<ExitCode> {
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const request = { site: siteId, by: textOption(call, "by"), reason: textOption(call, "reason") };
    const result = await drawAreas(opened, { ...request, ...asked(opened) });
    const made = result.changed ? readOutlineChanges(opened.database, siteId).at(-1) : undefined;
    call.output.result({ ...result, change: made?.change ?? null }, () => [
      ...result.warnings.map((w) => `warning: ${w}`),
      made === undefined
        ? "nothing is other than on record; the case is unchanged"
        : `change ${made.change}: ${changeInWords(made.drawn, made.amendments)}`,
      ...(made === undefined ? [] : [`site undo ${siteId} ${made.change} takes it back`]),
    ]);
    return 0;
  });
}
