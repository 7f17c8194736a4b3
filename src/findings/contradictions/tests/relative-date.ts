import { spanInWords } from "../../../base/time/words.ts";
import { dayText } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { numbered } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/**
 * "In the past five months" (the column `value`) moves with each page that repeats it. Counted back from each day of publication, which
 * stretch has calls of the ship at a site of the case, and in which was it on record elsewhere?
 */
export function relativeDate(
  statements: readonly Statement[],
  { voyages, sites }: ContradictionRecords,
): Answer {
  const known = new Set(sites.map((s) => s.id));
  const judged = statements.flatMap((s) => {
    const window = windowOf(s);
    if (window === null) return [];
    const of = voyages.filter((v) => v.vessel === s.subject && s.subject !== "");
    const inside = of.filter((v) =>
      [v.fromAt, v.toAt].some((text) => {
        const at = spanIn(text);
        return at !== null && at.fromMs >= window.fromMs - monthMs && at.toMs <= window.toMs + monthMs;
      }),
    );
    const calls = inside.filter((v) => known.has(v.fromPlace) || known.has(v.toPlace));
    return [{ s, window, calls, elsewhere: inside.length - calls.length }];
  });
  const borne = judged.filter((j) => j.calls.length > 0);
  const falls = judged.filter((j) => j.calls.length === 0 && j.elsewhere > 0);
  const told = judged.map(
    (j) =>
      `${j.s.publisher}: ${words(j.window.fromMs)} to ${words(j.window.toMs - 1)}, ${numbered(j.calls.length, "leg")} on record at a site of the case and ${j.elsewhere} elsewhere`,
  );
  return {
    standing:
      borne.length > 0 && falls.length > 0
        ? "resolved"
        : borne.length === judged.length
          ? "compatible"
          : "open",
    why: `${told.join("; ")}.${falls.length > 0 && borne.length > 0 ? " The words were carried over with their day of reckoning lost." : ""}`,
    falls: borne.length > 0 ? falls.map((j) => j.s.statement) : [],
    figures: Object.fromEntries(judged.map((j, i) => [`legs ${i + 1}`, j.calls.length])),
    restsOn: [...restsOn(statements), ...judged.flatMap((j) => j.calls.map((v) => `voyages/${v.voyage}`))],
  };
}

const monthMs = 31 * 86_400_000;

function windowOf(s: Statement): { readonly fromMs: number; readonly toMs: number } | null {
  const back = /^(\d+) months?$/.exec(s.value);
  const published = spanIn(s.publishedAt);
  if (back === null || published === null) return s.overSpan;
  const end = new Date(published.toMs);
  return {
    fromMs: Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - Number(back[1]), end.getUTCDate()),
    toMs: published.toMs,
  };
}

const words = (ms: number): string =>
  spanInWords({ fromMs: ms, toMs: ms, precision: "month", text: dayText(ms).slice(0, 7) });
