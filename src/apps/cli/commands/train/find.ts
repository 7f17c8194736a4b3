import { InputError, quoted } from "../../../../base/errors.ts";
import { timedSearch } from "../../../../movements/trains/timed-search.ts";
import { readCountedLooks } from "../../../../system/steps/read-counts.ts";
import { publishedLengths, readMarkedLooks, readTrainLooks } from "../../../../system/steps/train-places.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { runOptions } from "./run-options.ts";
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
  const settings = runOptions(call, where);
  const among = options["among"];
  const marks = options["marks"] === true;
  return withCase(call, "read", (opened) => {
    const named =
      typeof among === "string"
        ? among.split(",").map((id) => id.trim())
        : [...new Set([...readCountedLooks(opened), ...readMarkedLooks(opened)])].filter((id) => id !== look);
    if (named.includes(look))
      throw InputError.of(where, "--among", quoted(look), "other looks than the one that shows the train");
    const [own, ...others] = readTrainLooks(opened, [look, ...new Set(named)], where, { marks });
    if (own === undefined || others.length === 0)
      throw InputError.of(where, "--among", "no other counted look", "at least one other counted look");
    const search = searchFor(
      own.prints,
      { trackId: String(options["track"]), number },
      others.map((o) => o.prints),
    );
    const timed = timedSearch(
      search,
      own.place,
      new Map(others.map((o) => [o.place.lookId, o.place])),
      settings,
      publishedLengths(opened),
    );
    call.output.result(timed, () => searchInWords(look, timed));
    return 0;
  });
}
