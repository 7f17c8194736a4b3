import { dayMs, monthName } from "./calendar.ts";
import type { TimeSpan } from "./span.ts";

const part = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** "5 October 2023", "October 2023", "2023", "20 October 2023 11:01+09:00": a date as a report prints it. */
function pointInWords(text: string): string {
  const match = part.exec(text);
  if (match === null) return text;
  const [, year, month, day, time, offset] = match;
  if (month === undefined) return year ?? text;
  const named = `${monthName(Number(month))} ${year}`;
  if (day === undefined) return named;
  const date = `${Number(day)} ${named}`;
  if (time === undefined) return date;
  return `${date} ${time}${offset === "Z" ? " UTC" : (offset ?? "")}`;
}

/** A time span in the words of a report; "date not known" for none. */
export function spanInWords(span: TimeSpan | null): string {
  if (span === null) return "date not known";
  return span.text.split("/").map(pointInWords).join(" to ");
}

/** A time as `spanInWords`, but an instant by the clock of a place, so many minutes east of Greenwich: "15 May 2022 08:30+09:00". */
export function spanAtSite(span: TimeSpan | null, zoneMinutes: number): string {
  if (span === null || (span.precision !== "second" && span.precision !== "minute")) return spanInWords(span);
  const local = new Date(span.fromMs + zoneMinutes * 60_000).toISOString().slice(0, 16);
  const [hours, minutes] = [Math.floor(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  const offset = `${zoneMinutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  return pointInWords(`${local}${offset}`);
}

/** The calendar day of an instant in a zone, as 2023-10-05. */
export function dayText(ms: number, zoneMinutes = 0): string {
  return new Date(ms + zoneMinutes * 60_000).toISOString().slice(0, 10);
}

/** Whole days between two instants, rounded to the nearest. */
export const daysBetween = (fromMs: number, toMs: number): number => Math.round((toMs - fromMs) / dayMs);
