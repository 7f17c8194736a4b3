import { counted } from "../../../../base/counted.ts";
import { vesselsOfCase } from "../../../../system/steps/vessels-of-case.ts";
import { readFormerFacts } from "../../../../system/store/reading-vessels.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { formerInWords } from "./in-words.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", async (opened): Promise<ExitCode> => {
    if (call.options["withdrawn"] === true) {
      const former = readFormerFacts(opened.database);
      const withdrawn = former.filter((f) => f.withdrawn);
      const corrected = former.filter((f) => !f.withdrawn);
      call.output.result({ withdrawn, corrected }, () =>
        former.length === 0 ? ["no fact was withdrawn or corrected"] : former.map(formerInWords),
      );
      return 0;
    }
    const all = call.options["all"] === true;
    const { vessels } = await vesselsOfCase(opened, { reports: all, signal: call.signal });
    const listed = vessels.map(({ key, imo, mmsis, names, facts, statements, sharedNumber }) => ({
      key,
      imo,
      mmsis,
      names,
      facts: facts.length,
      reports: statements.reduce((sum, s) => sum + s.reports, 0),
      sharedNumber,
    }));
    call.output.result({ vessels: listed }, () =>
      listed.length === 0
        ? ["no vessels; vessel import brings facts in, --all those of position reports"]
        : listed.map(
            (v) =>
              `${v.key.padEnd(16)}  ${(v.names[0] ?? "").padEnd(20)}  ${counted(v.facts, "fact")}${v.names.length > 1 ? `, also ${v.names.slice(1, 6).join(", ")}` : ""}${v.sharedNumber ? "; two identities sent with its number at one time" : ""}`,
          ),
    );
    return 0;
  });
