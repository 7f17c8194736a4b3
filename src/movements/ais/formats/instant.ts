import { dayMs, daysOfMonth, offsetMinutes } from "../../../base/time/calendar.ts";

/** A time that lacks a zone where none was given. */
export const withoutZone = "without zone";

export interface InstantForm {
  /** How far the clock of times without a zone is ahead of UTC, in minutes; null when nobody said. */
  readonly zoneMinutes: number | null;
  /** 31/12/2019 instead of 2019-12-31. */
  readonly dayFirst: boolean;
}

const form =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}:?\d{2}(?: UTC)?)?$/i;

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;
const pair = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);
const isPair = (value: number, below: number): boolean => value >= 0 && value < below;

/**
 * Reads times to the second or finer as milliseconds since 1970 in UTC. A date alone is no time of a report. NaN when it cannot be read. What
 * most lines have (2020-01-01T00:00:08) is read without a pattern, a day's beginning once.
 */
export function instantReader({
  zoneMinutes,
  dayFirst,
}: InstantForm): (text: string) => number | typeof withoutZone {
  let knownDay = "";
  let beginsMs = 0;
  return (text) => {
    const plain =
      text.length === 19 && text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58 && zoneMinutes !== null;
    if (plain) {
      if (!text.startsWith(knownDay) || knownDay === "") {
        const whole = general(text, zoneMinutes, dayFirst);
        if (typeof whole !== "number" || Number.isNaN(whole)) return whole;
        knownDay = text.slice(0, 10);
        const local = whole + zoneMinutes * 60_000;
        beginsMs = Math.floor(local / dayMs) * dayMs - zoneMinutes * 60_000;
        return whole;
      }
      const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
      const separator = text.charCodeAt(10);
      if (
        isPair(hour, 24) &&
        isPair(minute, 60) &&
        isPair(second, 60) &&
        (separator === 84 || separator === 32)
      )
        return beginsMs + ((hour * 60 + minute) * 60 + second) * 1000;
    }
    return general(text, zoneMinutes, dayFirst);
  };
}

function general(text: string, zoneMinutes: number | null, dayFirst: boolean): number | typeof withoutZone {
  if (text.length > 48) return Number.NaN;
  const match = form.exec(text.trim());
  if (match === null) return Number.NaN;
  const [, first = "", middle, third = "", hour, minute, second = "0", fraction = "", zone] = match;
  const yearFirst = first.length === 4;
  if (!yearFirst && (!dayFirst || third.length !== 4)) return Number.NaN;
  const [year, month, day] = [
    Number(yearFirst ? first : third),
    Number(middle),
    Number(yearFirst ? third : first),
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return Number.NaN;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 59) return Number.NaN;
  const local = Date.UTC(year, month - 1, day, h, m, s, Number(fraction.padEnd(3, "0").slice(0, 3)));
  const offset = zone === undefined ? zoneMinutes : statedOffset(zone);
  if (offset === null) return zone === undefined ? withoutZone : Number.NaN;
  return local - offset * 60_000;
}

function statedOffset(zone: string): number | null {
  const plain = zone.toUpperCase().replace(" UTC", "");
  if (plain === "Z" || plain === "UTC") return 0;
  return offsetMinutes(plain.includes(":") ? plain : `${plain.slice(0, 3)}:${plain.slice(3)}`);
}
