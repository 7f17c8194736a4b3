import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed, numbered } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** One figure for two stretches of time: what is on record in the stretch that only one of them covers? */
export function sameFigureOtherTime(
  statements: readonly Statement[],
  { voyages }: ContradictionRecords,
): Answer {
  const spans = statements.flatMap((s) => (s.overSpan === null ? [] : [s.overSpan]));
  const from = Math.max(...spans.map((s) => s.fromMs));
  const to = Math.min(...spans.map((s) => s.toMs));
  const outside = voyages.flatMap((v) => {
    const at = spanIn(v.toAt === "" ? v.fromAt : v.toAt);
    const within =
      at !== null &&
      spans.some((s) => s.fromMs <= at.fromMs && at.toMs <= s.toMs) &&
      (at.toMs <= from || to <= at.fromMs);
    return within ? [v.voyage] : [];
  });
  const days = Math.round(
    spans.reduce((most, s) => Math.max(most, from - s.fromMs, s.toMs - to), 0) / 86_400_000,
  );
  const values = [...new Set(statements.flatMap((s) => s.best ?? s.low ?? []))];
  const base = {
    falls: [],
    figures: { "legs in the difference": outside.length, "days of difference": days },
    restsOn: [...restsOn(statements), ...outside.map((v) => `voyages/${v}`)],
  };
  const windows = listed([...new Set(statements.map((s) => spanInWords(s.overSpan)))]);
  if (spans.length < 2 || days === 0)
    return { ...base, standing: "compatible", why: `One stretch of time: ${windows}.` };
  const same = `${listed(values.map(inFull))} for ${windows}.`;
  return outside.length > 0
    ? {
        ...base,
        standing: "open",
        why: `${same} In the ${days} days that only one of them covers ${numbered(outside.length, "leg")} ${outside.length === 1 ? "is" : "are"} on record, so the figure cannot be exact for both.`,
      }
    : {
        ...base,
        standing: "open",
        why: `${same} Nothing on record falls into the ${days} days that only one of them covers; that refutes neither, as nobody published looks of that time.`,
      };
}
