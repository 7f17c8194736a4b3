import { InputError, quoted } from "../../../../base/errors.ts";
import { changeInWords } from "../../../../sites/outlines/change-words.ts";
import { readOutlineChanges } from "../../../../system/store/reading-changes.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [siteId = ""],
    output,
  } = call;
  return withCase(call, "read", (opened) => {
    const ids = readPlaces(opened.database).sites.map((s) => s.id);
    if (!ids.includes(siteId))
      throw InputError.of(
        "site changes",
        "site",
        quoted(siteId),
        `a site of the case: ${ids.join(", ") || "none yet"}`,
      );
    const changes = readOutlineChanges(opened.database, siteId);
    output.result({ changes }, () =>
      changes.length === 0
        ? ["nothing was drawn yet"]
        : changes.map(
            (c) =>
              `${String(c.change).padStart(4)}  ${c.at.slice(0, 10)}  ${changeInWords(c.drawn, c.amendments)}${c.by === "" ? "" : `, by ${c.by}`}${c.reason === "" ? "" : `: ${c.reason}`}${c.undone ? " (undone)" : ""}`,
          ),
    );
    return 0;
  });
}
