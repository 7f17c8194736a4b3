/** Days of the week by their number in `weekdayOf`. */
export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export type Weekday = (typeof weekdays)[number];

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Days of a month of the proleptic Gregorian calendar; month from 1 to 12. */
export function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The weekday of a calendar day. */
export function weekdayOf(year: number, month: number, day: number): Weekday {
  return weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? "sunday";
}

/** "October" for 10. */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? String(month);
}

const offset = /^(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Minutes east of Greenwich for "Z" or "+09:00"; null when the text is not an offset between -12:00 and +14:00. */
export function offsetMinutes(text: string): number | null {
  const match = offset.exec(text);
  if (match === null) return null;
  if (match[1] === undefined) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  const signed = match[1] === "-" ? -minutes : minutes;
  return Number(match[3]) < 60 && signed >= -720 && signed <= 840 ? signed : null;
}
