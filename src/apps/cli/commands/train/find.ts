import { InputError, quoted } from "../../../../base/errors.ts";
import { readCountedLooks, readStoredCounts } from "../../../../system/steps/read-counts.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { searchFor } from "./search-for.ts";
import { searchInWords } from "./search-in-words.ts";

const where = "train find";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [look = ""],
    options,
  } = call;
  const number = Number(options["string"]);
  if (!Number.isInteger(number) || number < 1)
    throw InputError.of(where, "--string", quoted(String(options["string"])), "a whole number from 1");
  const among = options["among"];
  return withCase(call, "read", (opened) => {
    const named =
      typeof among === "string"
        ? among.split(",").map((id) => id.trim())
        : readCountedLooks(opened).filter((id) => id !== look);
    if (named.includes(look))
      throw InputError.of(where, "--among", quoted(look), "other looks than the one that shows the train");
    const [own, ...others] = readStoredCounts(opened, [look, ...new Set(named)], where);
    if (own === undefined || others.length === 0)
      throw InputError.of(where, "--among", "no other counted look", "at least one other counted look");
    const search = searchFor(own, { trackId: String(options["track"]), number }, others);
    call.output.result(search, () => searchInWords(look, search));
    return 0;
  });
}
