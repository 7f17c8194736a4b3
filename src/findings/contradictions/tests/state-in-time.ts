import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/**
 * A state that holds from one day on, dated by an event on record (the statement that names it). Others say `yes` or `no` of a time:
 * a yes before the day, and a no after it, cannot stand.
 */
export function stateInTime(statements: readonly Statement[]): Answer {
  const dating = statements.find((s) => s.record.startsWith("events/") && s.found && s.overSpan !== null);
  const since = dating?.overSpan ?? null;
  if (dating === undefined || since === null)
    return {
      standing: "open",
      why: "No event on record dates it.",
      falls: [],
      figures: {},
      restsOn: restsOn(statements),
    };
  const falls = statements.filter(
    (s) =>
      s !== dating &&
      s.overSpan !== null &&
      ((s.value === "yes" && s.overSpan.fromMs < since.fromMs) ||
        (s.value === "no" && s.overSpan.fromMs >= since.fromMs)),
  );
  return {
    standing: "resolved",
    why: `On record since ${spanInWords(since)} (${dating.publisher}); ${falls.length} of ${statements.length - 1} other statements do not fit that day.`,
    falls: falls.map((s) => s.statement),
    figures: { "do not fit": falls.length },
    restsOn: restsOn(statements),
  };
}
