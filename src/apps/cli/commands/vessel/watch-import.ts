import { importWatchList } from "../../../../system/steps/import-watch-list.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const result = await importWatchList(
      opened,
      call.args[0] ?? "",
      { list: textOption(call, "list") ?? "", published: textOption(call, "published") ?? "" },
      {
        beside: [textOption(call, "alternates"), textOption(call, "comments")].filter((f) => f !== null),
        signal: call.signal,
      },
    );
    call.output.result(result, () => importedInWords(result));
    return 0;
  });
