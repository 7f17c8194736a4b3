import { quoted } from "../../../base/errors.ts";
import { parseSpan, type TimeSpan } from "../../../base/time/span.ts";
import type { ForeignObject } from "./foreign.ts";

/** A time that was read, or not; with what is to be said about it. */
export interface ReadTime {
  readonly span: TimeSpan | null;
  readonly remark: string | null;
}

const form = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,12})?(Z|z|[+-]\d{2}:?\d{2})?$/;

/** RFC 3339 with what real catalogues make of it, written as `parseSpan` reads it. Fractions of a second are dropped. */
function plain(text: string): { readonly text: string; readonly zoned: boolean } | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { text, zoned: true };
  const match = form.exec(text.trim());
  if (match === null) return null;
  const [, day, time, offset] = match;
  const zone =
    offset === undefined
      ? "Z"
      : offset.length === 5
        ? `${offset.slice(0, 3)}:${offset.slice(3)}`
        : offset.toUpperCase();
  // An offset of -00:00 says that the zone is not known; catalogues mean UTC by it.
  return { text: `${day}T${time}${zone === "-00:00" ? "Z" : zone}`, zoned: offset !== undefined };
}

/** Reads one time of an item: to the second or minute, or a day of UTC where it has no time of day. Absent and null give neither span nor remark. */
export function readTime(value: unknown, name: string): ReadTime {
  if (value === undefined || value === null) return { span: null, remark: null };
  const text = typeof value === "string" ? plain(value) : null;
  const parsed = text === null ? null : parseSpan(text.text, 0);
  if (text === null || parsed === null || !parsed.ok)
    return {
      span: null,
      remark: `${name} is ${typeof value === "string" ? quoted(value) : `a ${Array.isArray(value) ? "list" : typeof value}`}, which is no time; it was not used`,
    };
  return {
    span: parsed.span,
    remark: text.zoned ? null : `${name} has no offset; read as UTC, as STAC asks`,
  };
}

/**
 * When a picture was taken: `start_datetime` and `end_datetime` where both are given (the truth is somewhere between), else
 * `datetime`. `published`, `created` and `updated` are never used. With `dayOnly` the time of day is known to be made up by the
 * supplier, and only the day of UTC is kept.
 */
export function readTakenAt(
  properties: ForeignObject,
  dayOnly: boolean,
): { span: TimeSpan | null; remarks: string[] } {
  const start = readTime(properties["start_datetime"], "start_datetime");
  const end = readTime(properties["end_datetime"], "end_datetime");
  const single = readTime(properties["datetime"], "datetime");
  const remarks = [start, end, single].flatMap((read) => read.remark ?? []);
  const [from, to] = [start.span, end.span];
  let span: TimeSpan | null = null;
  if (from !== null && to !== null && to.toMs > from.fromMs)
    span = {
      fromMs: from.fromMs,
      toMs: Math.max(from.toMs, to.toMs),
      precision: "range",
      text: `${from.text}/${to.text}`,
    };
  else {
    if (from !== null && to !== null) remarks.push("end_datetime is before start_datetime; both were left");
    span = single.span;
  }
  if (span === null) remarks.push("the item does not say when the picture was taken");
  if (span === null || !dayOnly) return { span, remarks };
  const days = dayOf(span);
  return { span: days, remarks };
}

const dayMs = 86_400_000;

function dayOf(span: TimeSpan): TimeSpan {
  const fromMs = Math.floor(span.fromMs / dayMs) * dayMs;
  const toMs = Math.ceil(span.toMs / dayMs) * dayMs;
  return { fromMs, toMs, precision: toMs - fromMs === dayMs ? "day" : "range", text: span.text };
}
