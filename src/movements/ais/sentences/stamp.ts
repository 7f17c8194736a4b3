const digit = (byte: number | undefined): number => {
  const value = (byte ?? 0) - 48;
  return value >= 0 && value <= 9 ? value : -1;
};

/** Receive times before 2000 or after 2100 are no times: logs of AIS do not reach there, and counters and identities do. */
const earliestMs = Date.UTC(2000, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);
const plausible = (ms: number): number => (ms >= earliestMs && ms < latestMs ? ms : Number.NaN);

/** Fraction of a second after a point or comma at `at`, in milliseconds; 0 when there is none. */
function fractionMs(bytes: Uint8Array, at: number, to: number): number {
  if (at >= to || (bytes[at] !== 46 && bytes[at] !== 44)) return 0;
  let ms = 0;
  let scale = 100;
  for (let i = at + 1; i < to && digit(bytes[i]) >= 0; i++, scale /= 10) ms += digit(bytes[i]) * scale;
  return Math.floor(ms);
}

/** A number of `count` digits at `at`; NaN when they are not all digits. */
function digits(bytes: Uint8Array, at: number, to: number, count: number): number {
  if (at + count > to) return Number.NaN;
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const d = digit(bytes[i]);
    if (d < 0) return Number.NaN;
    value = 10 * value + d;
  }
  return value;
}

/**
 * Milliseconds since 1970 of a number in [from, to): seconds (10 digits, with or without a fraction), milliseconds (13) or microseconds (16).
 * NaN when it is none of these.
 */
export function unixTime(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  let value = 0;
  while (end < to && digit(bytes[end]) >= 0 && end - from < 17) value = 10 * value + digit(bytes[end++]);
  if (end - from === 10) {
    const fraction = bytes[end] === 46 ? fractionMs(bytes, end, to) : 0;
    return plausible(value * 1000 + fraction);
  }
  if (end - from === 13) return plausible(value);
  return end - from === 16 ? plausible(Math.floor(value / 1000)) : Number.NaN;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Milliseconds since 1970 of a calendar time that exists, in UTC; NaN otherwise, and outside of 2000 to 2099. By arithmetic alone, since base stations send it all the time. */
export function calendarTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  if (!(year >= 2000 && year <= 2099 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return Number.NaN;
  // In these hundred years every fourth is a leap year.
  const leap = year % 4 === 0 ? 1 : 0;
  const first = daysBefore[month - 1] ?? 0;
  if (day > (daysBefore[month] ?? 0) - first + (month === 2 ? leap : 0)) return Number.NaN;
  const years = year - 2000;
  const days = 365 * years + ((years + 3) >> 2) + first + (month > 2 ? leap : 0) + day - 1;
  return earliestMs + days * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** A calendar time that says no zone, where the caller gave none: it cannot be placed. */
export const zoneless = -1;

/** A time such as 2012-01-27T11:47:02.5Z, 2012/01/27 11:47:02 or 20120127T114702 at `at`. NaN when there is none. */
function calendarText(bytes: Uint8Array, at: number, to: number, zoneMinutes: number | null): number {
  const dashed = bytes[at + 4] === 45 || bytes[at + 4] === 47;
  const step = dashed ? 1 : 0;
  if (dashed && bytes[at + 7] !== bytes[at + 4]) return Number.NaN;
  let next = at + 8 + 2 * step;
  const between = bytes[next];
  if (between === 84 || between === 116 || between === 32 || between === 95) next++;
  else if (dashed) return Number.NaN;
  const colon = bytes[next + 2] === 58 ? 1 : 0;
  const minuteAt = next + 2 + colon;
  const secondAt = minuteAt + 2 + colon;
  const ms = calendarTime(
    digits(bytes, at, to, 4),
    digits(bytes, at + 4 + step, to, 2),
    digits(bytes, at + 6 + 2 * step, to, 2),
    digits(bytes, next, to, 2),
    digits(bytes, minuteAt, to, 2),
    digits(bytes, secondAt, to, 2),
  );
  if (Number.isNaN(ms)) return ms;
  const fraction = fractionMs(bytes, secondAt + 2, to);
  let zone = secondAt + 2;
  if (bytes[zone] === 46 || bytes[zone] === 44) {
    zone++;
    while (zone < to && digit(bytes[zone]) >= 0) zone++;
  }
  const sign = bytes[zone] === 43 ? 1 : bytes[zone] === 45 ? -1 : 0;
  const hours = digits(bytes, zone + 1, to, 2);
  if (sign === 0 || Number.isNaN(hours)) {
    if (zone < to && (bytes[zone] === 90 || bytes[zone] === 122)) return ms + fraction;
    return zoneMinutes === null ? zoneless : ms + fraction - zoneMinutes * 60_000;
  }
  const minutes = digits(bytes, zone + (bytes[zone + 3] === 58 ? 4 : 3), to, 2);
  return ms + fraction - sign * (hours * 60 + (Number.isNaN(minutes) ? 0 : minutes)) * 60_000;
}

/**
 * The first time that a log wrote beside a sentence, anywhere in [from, to): milliseconds since 1970 in UTC, NaN for none.
 * @param zoneMinutes zone of calendar times that say none, in minutes east of Greenwich; null: such a time is `zoneless`
 */
export function stampIn(bytes: Uint8Array, from: number, to: number, zoneMinutes: number | null): number {
  let inWord = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const isDigit = byte >= 48 && byte <= 57;
    if (isDigit && !inWord) {
      let end = at;
      while (end < to && digit(bytes[end]) >= 0) end++;
      const found =
        end - at === 4 || end - at === 8 || end - at === 14
          ? calendarText(bytes, at, to, zoneMinutes)
          : unixTime(bytes, at, to);
      if (!Number.isNaN(found)) return found;
      at = end - 1;
    }
    // A digit that follows a letter or a digit begins no number; minus and underscore may stand inside names.
    inWord = isDigit || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 46;
  }
  return Number.NaN;
}
