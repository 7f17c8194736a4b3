import { InputError, quoted } from "../../base/errors.ts";
import { daysOfMonth } from "../../base/time/calendar.ts";

/*
 * Inside, a time is half-open: [from, to). On the wire of OGC and STAC an interval has both its ends in it. The smallest step is the
 * millisecond, so that the last instant of [from, to) is to - 1.
 */

/** A stretch of time as a client asks for it, both ends in it; infinite where it is open. */
export interface WireTime {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A half-open stretch; null where an end is open. */
export interface Held {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

const form =
  "an instant of RFC 3339 such as 2023-10-05T00:00:00Z, or two of them as A/B, A/.. or ../B, both ends included";

/** @throws InputError when the text is neither an instant nor an interval of RFC 3339 */
export function readWireTime(text: string, where: string): WireTime {
  const refuse = (found: string): never => {
    throw InputError.of(where, "datetime", found, form);
  };
  const ends = text.split("/");
  const [first = "", last] = ends;
  if (ends.length > 2) return refuse(quoted(text));
  const open = (end: string): boolean => end === "" || end === "..";
  const read = (end: string): number => instantOf(end) ?? refuse(quoted(end));
  if (last === undefined) {
    const at = read(first);
    return { fromMs: at, toMs: at };
  }
  if (open(first) && open(last)) return refuse(quoted(text));
  const time = { fromMs: open(first) ? -Infinity : read(first), toMs: open(last) ? Infinity : read(last) };
  return time.toMs < time.fromMs ? refuse(`${quoted(text)}, whose end is before its beginning`) : time;
}

const instant =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d{1,12})?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** Milliseconds since 1970 of an instant of RFC 3339; null for any other text. A leap second is the last instant of its minute. */
function instantOf(text: string): number | null {
  const match = instant.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [east, offsetHours, offsetMinutes] = [
    match[8] === "-" ? -1 : 1,
    Number(match[9] ?? 0),
    Number(match[10] ?? 0),
  ];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return null;
  const milliseconds = second === 60 ? 999 : Math.floor(Number(`0${match[7] ?? ""}`) * 1000);
  return (
    Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds) -
    east * (offsetHours * 60 + offsetMinutes) * 60_000
  );
}

/** True when the two have an instant in common, and where the held one has no time at all, as the standards ask. */
export function meetsTime({ fromMs, toMs }: Held, asked: WireTime | null): boolean {
  return (
    asked === null || ((fromMs === null || fromMs <= asked.toMs) && (toMs === null || toMs > asked.fromMs))
  );
}

/** An instant for the wire: without milliseconds where there are none. */
export const instantText = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

/** First and last instant of a half-open stretch, both in it; null where it is open. */
export const closedEnds = ({ fromMs, toMs }: Held): readonly [string | null, string | null] => [
  fromMs === null ? null : instantText(fromMs),
  toMs === null ? null : instantText(toMs - 1),
];
