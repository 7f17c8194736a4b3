import { daysOfMonth, offsetMinutes } from "./calendar.ts";

/** How precisely a time is known. `range` is a pair of ends written by the source. */
export type Precision = "second" | "minute" | "day" | "month" | "year" | "range";

/** A stretch of time [fromMs, toMs), in milliseconds since 1970-01-01T00:00Z, and the text that it was read from. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly precision: Precision;
  readonly text: string;
}

/** What `parseSpan` reads, in words for an error. */
export const spanForms =
  "2023, 2023-10, 2023-10-05, 2023-10-05T10:24+09:00, two of them as 2023-10-05/2023-10-09 (both included)";

const point = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

export type ParsedSpan =
  | { readonly ok: true; readonly span: TimeSpan }
  | { readonly ok: false; readonly allowed: string };

const refused = (allowed: string): ParsedSpan => ({ ok: false, allowed });

/**
 * Reads a subset of ISO 8601 (levels 0 of EDTF): a year, month, day, minute or second, or two of them parted by "/".
 * A date names the calendar day of `zoneMinutes`; a time of day needs its own offset, unless `zoneStated` says that the
 * source gave one for the whole row. The span is half-open and includes the whole of its last unit.
 * Nothing depends on the time zone of the machine.
 */
export function parseSpan(text: string, zoneMinutes: number, zoneStated = false): ParsedSpan {
  const ends = text.split("/");
  const [first, last] = ends;
  if (first === undefined || ends.length > 2) return refused(spanForms);
  const from = parsePoint(first, zoneMinutes, zoneStated);
  if (!from.ok) return from;
  if (last === undefined) return { ok: true, span: { ...from.span, text } };
  const to = parsePoint(last, zoneMinutes, zoneStated);
  if (!to.ok) return to;
  if (to.span.toMs <= from.span.fromMs) return refused("a range whose second date is not before its first");
  return { ok: true, span: { fromMs: from.span.fromMs, toMs: to.span.toMs, precision: "range", text } };
}

function parsePoint(text: string, zoneMinutes: number, zoneStated: boolean): ParsedSpan {
  const match = point.exec(text);
  if (match === null) return refused(spanForms);
  const [, yearText, monthText, dayText, hourText, minuteText, secondText, offsetText] = match;
  const year = Number(yearText);
  if (year < 1858 || year > 2200) return refused("a year from 1858 to 2200");
  const zone = zoneMinutes * 60_000;
  const spanOf = (from: number, to: number, precision: Precision): ParsedSpan => ({
    ok: true,
    span: { fromMs: from - zone, toMs: to - zone, precision, text },
  });
  if (monthText === undefined) return spanOf(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), "year");
  const month = Number(monthText);
  if (month < 1 || month > 12) return refused("a month from 01 to 12");
  if (dayText === undefined) return spanOf(Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1), "month");
  const day = Number(dayText);
  const days = daysOfMonth(year, month);
  if (day < 1 || day > days) return refused(`a day from 01 to ${days} in ${yearText}-${monthText}`);
  if (hourText === undefined)
    return spanOf(Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1), "day");
  const [hour, minute, second] = [Number(hourText), Number(minuteText), Number(secondText ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return refused("a time of day from 00:00 to 23:59:59");
  if (offsetText === undefined && !zoneStated)
    return refused("a time of day with its offset, such as T10:24+09:00 or T01:24Z");
  const shift = offsetText === undefined ? zoneMinutes : offsetMinutes(offsetText);
  if (shift === null) return refused("an offset from -12:00 to +14:00, or Z");
  const from = Date.UTC(year, month - 1, day, hour, minute, second) - shift * 60_000;
  const precise = secondText !== undefined;
  return {
    ok: true,
    span: {
      fromMs: from,
      toMs: from + (precise ? 1_000 : 60_000),
      precision: precise ? "second" : "minute",
      text,
    },
  };
}

/** True when a ends before b begins or as it begins. */
export const endsBefore = (a: TimeSpan, b: TimeSpan): boolean => a.toMs <= b.fromMs;

/** True when the two have an instant in common. */
export const overlaps = (a: TimeSpan, b: TimeSpan): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

/** The middle of a span, in milliseconds since 1970. */
export const middleMs = (span: TimeSpan): number => (span.fromMs + span.toMs) / 2;
