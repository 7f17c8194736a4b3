import { InputError, quoted } from "../../base/errors.ts";
import { isKind, kinds } from "../../sites/counting/kind.ts";
import type { HistoryQuestion } from "../../system/steps/history.ts";
import type { Call } from "./definition.ts";

/** Reads a question from the site argument and the options of history and finding draft. */
export function questionFrom(command: string, { args: [site = ""], options }: Call): HistoryQuestion {
  const kind = String(options["kind"]);
  if (!isKind(kind)) throw InputError.of(command, "--kind", quoted(kind), kinds.join(", "));
  const text = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  const years = text("years");
  if (years !== undefined && !(Number(years) > 0 && Number(years) <= 200))
    throw InputError.of(command, "--years", quoted(years), "a number above 0, at most 200");
  return {
    site,
    kind,
    at: text("at"),
    area: text("area"),
    look: text("look"),
    event: text("event"),
    windowYears: years === undefined ? undefined : Number(years),
  };
}
