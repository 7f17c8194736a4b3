import { quoted } from "../errors.ts";
import { dayMs } from "./calendar.ts";
import { parseSpan, type TimeSpan } from "./span.ts";

/** How far after now a time may lie that was seen or published: no two clocks of the world are further apart. */
export const aheadMs = dayMs;

/** The last time that may be on record of what comes in now, in milliseconds since 1970. */
export const latestAt = (now: Date): number => now.getTime() + aheadMs;

/** What is wrong with a time: the column, what it holds, and what is allowed. */
export interface TimeToCome {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
}

/**
 * A time that lies after the last one allowed; nothing for one that has come. A day, month or year has come when it has begun; of two ends
 * parted by "/" both must have.
 * @param latestMs of `latestAt`; null for what is on record, which came in by the clock of its time
 */
export function timesToCome(
  field: string,
  span: Pick<TimeSpan, "fromMs" | "toMs" | "text"> | null,
  latestMs: number | null,
): TimeToCome[] {
  if (span === null || latestMs === null) return [];
  const last = parseSpan(span.text.split("/").at(-1) ?? "", 0, true);
  const lastBegins = last.ok ? span.toMs - (last.span.toMs - last.span.fromMs) : span.fromMs;
  if (Math.max(span.fromMs, lastBegins) <= latestMs) return [];
  return [{ field, found: quoted(span.text), allowed: comeWords(latestMs) }];
}

/** As `timesToCome`, of the text of a cell whose dates are read in UTC; nothing for what is empty or no time. */
export function cellToCome(field: string, text: string, latestMs: number | null): TimeToCome[] {
  const parsed = text === "" ? null : parseSpan(text, 0, true);
  return parsed?.ok === true ? timesToCome(field, parsed.span, latestMs) : [];
}

const comeWords = (latestMs: number): string =>
  `a time that has come: not after ${new Date(latestMs).toISOString().slice(0, 16)}Z, a day from now`;
