import { weekdayOf, weekdays, type Weekday } from "../../../base/time/calendar.ts";
import { dayText, spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { capital, listed } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/**
 * Dates against the calendar: a weekday that a statement names, an order that it claims ("after 2025-01-20"), a day on which it was
 * published already, and an event on record. A date that fails falls; the same day in another month is named where it would hold.
 */
export function calendar(statements: readonly Statement[], { events }: ContradictionRecords): Answer {
  const named = statements.map((s) => weekdayIn(s.value)).find((w) => w !== null) ?? null;
  const dates = statements.filter((s) => s.overSpan !== null && isDay(s));
  const checks = dates.map((s) => ({ s, ...judged(s, named, dates) }));
  const recorded = statements.find((s) => s.record.startsWith("events/") && s.found);
  const event = events.find((e) => `events/${e.event}` === recorded?.record);
  const eventSpan = event === undefined ? null : spanIn(event.at);
  const all = checks.map((c) =>
    eventSpan === null || c.s.overSpan === null || c.why !== null
      ? c
      : c.s.overSpan.fromMs < eventSpan.toMs && eventSpan.fromMs < c.s.overSpan.toMs
        ? { ...c, bornOut: true }
        : {
            ...c,
            why: `is not the ${spanInWords(eventSpan)} of the event on record${sameDay(c.s, eventSpan.fromMs)}`,
          },
  );
  const falls = all.filter((c) => c.why !== null);
  const stand = all.filter((c) => c.bornOut && c.why === null);
  const told = falls.map((c) => `${spanInWords(c.s.overSpan)} ${c.why ?? ""}`);
  const base = {
    falls: falls.map((c) => c.s.statement),
    figures: { dates: dates.length, falls: falls.length },
    restsOn: restsOn(statements),
  };
  if (falls.length === 0)
    return {
      ...base,
      standing: new Set(dates.map((s) => s.over)).size < 2 ? "compatible" : "open",
      why: "No date fails a check of the calendar.",
    };
  return stand.length > 0
    ? {
        ...base,
        standing: "resolved",
        why: `${listed(told)}; ${listed([...new Set(stand.map((c) => spanInWords(c.s.overSpan)))])} ${named === null ? "fits" : `is a ${capital(named)}`}.`,
      }
    : { ...base, standing: "open", why: `${listed(told)}. Which date was meant is not on record.` };
}
const weekdayIn = (value: string): Weekday | null => weekdays.find((w) => w === value.toLowerCase()) ?? null;
const isDay = ({ overSpan }: Statement): boolean =>
  overSpan !== null && overSpan.toMs - overSpan.fromMs <= 2 * 86_400_000;

function judged(
  s: Statement,
  named: Weekday | null,
  dates: readonly Statement[],
): { readonly bornOut: boolean; readonly why: string | null } {
  const from = s.overSpan?.fromMs ?? 0;
  const day = new Date(from);
  const actual = weekdayOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  if (named !== null)
    return actual === named
      ? { bornOut: true, why: null }
      : { bornOut: false, why: `is a ${capital(actual)}` };
  const order = /^(after|before) (\d{4}-\d{2}-\d{2})$/.exec(s.value);
  const limit = order?.[2] === undefined ? null : spanIn(order[2]);
  if (order !== null && limit !== null) {
    const holds = order[1] === "after" ? from >= limit.fromMs : from < limit.fromMs;
    if (!holds)
      return {
        bornOut: false,
        why: `is not ${order[1] ?? ""} ${spanInWords(limit)}${shifted(s, order[1] ?? "", limit.fromMs)}`,
      };
    return { bornOut: dates.length > 1 && dates.every((d) => d.value === s.value), why: null };
  }
  const published = spanIn(s.publishedAt);
  if (published !== null && from >= published.toMs)
    return { bornOut: false, why: `lies after the day of publication, ${spanInWords(published)}` };
  return { bornOut: false, why: null };
}

/** The same day of the next month or the one before, where the claimed order would hold and it was not published before. */
function shifted(s: Statement, order: string, limitMs: number): string {
  const published = spanIn(s.publishedAt);
  const day = new Date(s.overSpan?.fromMs ?? 0);
  const other = Date.UTC(
    day.getUTCFullYear(),
    day.getUTCMonth() + (order === "after" ? 1 : -1),
    day.getUTCDate(),
  );
  const fits =
    (order === "after" ? other >= limitMs : other < limitMs) &&
    (published === null || other < published.toMs);
  return fits
    ? `, which ${spanInWords({ fromMs: other, toMs: other, precision: "day", text: dayText(other) })} would be`
    : "";
}

const sameDay = (s: Statement, eventMs: number): string => {
  const [a, b] = [new Date(s.overSpan?.fromMs ?? 0), new Date(eventMs)];
  const near = Math.abs(a.getUTCDate() - b.getUTCDate()) <= 1 && a.getUTCMonth() !== b.getUTCMonth();
  return near ? ", but the same day of another month" : "";
};
