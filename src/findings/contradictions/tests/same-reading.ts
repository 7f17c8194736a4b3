import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** One reading (the column `value`) of a rise and of a fall (from `base` to `best`): then no figure could have spoken against it. */
export function sameReading(statements: readonly Statement[]): Answer {
  const moves = statements.flatMap((s) =>
    s.base === null || s.best === null ? [] : [{ s, rises: s.best > s.base }],
  );
  const readings = new Set(moves.map((m) => m.s.value));
  const both = moves.some((m) => m.rises) && moves.some((m) => !m.rises);
  const told = moves.map((m) => `${inFull(m.s.base ?? 0)} to ${inFull(m.s.best ?? 0)}`);
  const base = {
    falls: [],
    figures: { moves: moves.length, readings: readings.size },
    restsOn: restsOn(statements),
  };
  return both && readings.size === 1
    ? {
        ...base,
        standing: "open",
        why: `A rise and a fall (${listed(told)}) are both read as “${[...readings][0] ?? ""}”: so read, no figure could speak against it, and neither speaks for it.`,
      }
    : {
        ...base,
        standing: "compatible",
        why: `The readings go with the direction of the figures (${listed(told)}).`,
      };
}
