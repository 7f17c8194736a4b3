import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { isImoNumber } from "../../../../movements/vessels/imo.ts";
import { listedOn } from "../../../../movements/vessels/listed-on.ts";
import { readEditions, readWatchEntries } from "../../../../system/store/reading-vessels.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { dayOption } from "./day-option.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const imo = textOption(call, "imo");
    const editions = readEditions(opened.database);
    if (imo === null) {
      call.output.result({ editions }, () =>
        editions.length === 0
          ? ["no watch lists; watch import brings one in"]
          : editions.map((e) => `${e.published}  ${e.list.padEnd(16)}  ${counted(e.entries, "vessel")}`),
      );
      return 0;
    }
    if (!isImoNumber(imo))
      throw InputError.of(
        "watch list",
        "--imo",
        quoted(imo),
        "seven digits of which the last is the check digit",
      );
    const day = dayOption(call, "watch list");
    const entries = readWatchEntries(opened.database, { imo });
    const answers = [...new Set(editions.map((e) => e.list))].map((list) =>
      listedOn(
        list,
        day,
        editions.filter((e) => e.list === list),
        entries.filter((e) => e.list === list),
      ),
    );
    call.output.result({ imo, day, answers }, () =>
      answers.length === 0
        ? ["no watch lists; watch import brings one in"]
        : answers.map((a) => `${a.list.padEnd(16)}  ${a.word.padEnd(11)}  ${a.reason}`),
    );
    return 0;
  });
