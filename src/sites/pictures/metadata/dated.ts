import { quoted } from "../../../base/errors.ts";
import { parseSpan, type TimeSpan } from "../../../base/time/span.ts";

/** A time, where it was read, and whether its source said in which zone. */
export interface Dated {
  readonly span: TimeSpan;
  /** "EXIF DateTimeOriginal", "DIM_X.XML IMAGING_DATE", "file name". */
  readonly source: string;
  /** False where the zone is the format's custom, the caller's assumption or not known. */
  readonly zoneStated: boolean;
}

/**
 * In which zone a time without an offset is meant: `utc` where the format's definition says so, minutes east of Greenwich where the
 * caller knows the clock, null where nobody does.
 */
export type Zone = "utc" | number | null;

export type ReadDate =
  | { readonly ok: true; readonly dated: Dated }
  | { readonly ok: false; readonly remark: string };

const written =
  /^(\d{4})([-:/.]?)(\d{2})\2(\d{2})(?:[T _]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,12})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
/** Clocks of the world reach from 14 hours before UTC to 12 behind it. */
const [eastmost, westmost] = [14 * 60, -12 * 60];

/**
 * Reads a time as pictures and their papers write it: ISO 8601, EXIF's `2023:10:05 10:24:31`, `20231005022431`, with or without time of day
 * and offset; fractions of a second are dropped. A time whose zone nobody knows becomes all that it may mean, from the clocks furthest
 * east to those furthest west.
 */
export function readDated(text: string, source: string, zone: Zone, offset?: string): ReadDate {
  const refuse = (why: string): ReadDate => ({
    ok: false,
    remark: `${source} is ${quoted(text)}, which is no date (${why}); it was not used`,
  });
  const match = written.exec(text.trim());
  if (match === null) return refuse("not a form that is known");
  const [, year = "", , month = "", day = "", hour, minute = "", second, own] = match;
  const date = `${year}-${month}-${day}`;
  const stated = hour === undefined ? null : offsetText(own ?? offset);
  const clock = hour === undefined ? "" : `T${hour}:${minute}${second === undefined ? "" : `:${second}`}`;
  const asked = `${date}${clock}${stated ?? ""}`;
  const minutes = zone === "utc" ? 0 : zone;
  if (stated !== null || minutes !== null) {
    const read = parseSpan(asked, minutes ?? 0, true);
    if (!read.ok) return refuse(`allowed: ${read.allowed}`);
    const shown =
      stated === null && clock !== "" && zone === "utc" ? { ...read.span, text: `${asked}Z` } : read.span;
    return { ok: true, dated: { span: shown, source, zoneStated: stated !== null } };
  }
  const [east, west] = [parseSpan(asked, eastmost, true), parseSpan(asked, westmost, true)];
  if (!east.ok) return refuse(`allowed: ${east.allowed}`);
  if (!west.ok) return refuse(`allowed: ${west.allowed}`);
  const span: TimeSpan = {
    fromMs: east.span.fromMs,
    toMs: west.span.toMs,
    // A time of day in a zone that is not known says no more than the days that it can fall on.
    precision: clock === "" ? "day" : "range",
    text: asked,
  };
  return { ok: true, dated: { span, source, zoneStated: false } };
}

function offsetText(offset: string | undefined): string | null {
  if (offset === undefined) return null;
  const plain = offset.trim().toUpperCase();
  if (plain === "Z" || plain === "UTC" || plain === "GMT") return "Z";
  const match = /^([+-]\d{2}):?(\d{2})$/.exec(plain);
  return match === null ? null : `${match[1] ?? ""}:${match[2] ?? ""}`;
}

/** From the start of one to the end of another, as a range. */
export function fromTo(from: Dated, to: Dated, source: string): Dated | null {
  if (to.span.toMs <= from.span.fromMs) return null;
  const text = from.span.text === to.span.text ? from.span.text : `${from.span.text}/${to.span.text}`;
  const span: TimeSpan = { fromMs: from.span.fromMs, toMs: to.span.toMs, precision: "range", text };
  return { span, source, zoneStated: from.zoneStated && to.zoneStated };
}
