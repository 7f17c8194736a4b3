import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetMinutes, weekdayOf } from "./calendar.ts";
import { parseSpan } from "./span.ts";
import { spanInWords } from "./words.ts";

const span = (text: string, zone = 0, stated = false) => {
  const parsed = parseSpan(text, zone, stated);
  if (!parsed.ok) throw new Error(parsed.allowed);
  return parsed.span;
};
const refusal = (text: string) => {
  const parsed = parseSpan(text, 0);
  return parsed.ok ? "" : parsed.allowed;
};

test("a day is a day of the site's clock", () => {
  const day = span("2023-10-05", 540);
  expect(new Date(day.fromMs).toISOString()).toBe("2023-10-04T15:00:00.000Z");
  expect(day.toMs - day.fromMs).toBe(86_400_000);
  expect(day.precision).toBe("day");
});

test("a range includes the whole of its last day", () => {
  const range = span("2022-10-28/2022-11-08");
  expect(new Date(range.toMs).toISOString()).toBe("2022-11-09T00:00:00.000Z");
  expect(range.precision).toBe("range");
});

test("a minute keeps the offset that it was written with, whatever the site's clock", () => {
  expect(span("2023-10-20T11:01+09:00", 0).fromMs).toBe(Date.UTC(2023, 9, 20, 2, 1));
  expect(span("2023-10-20T11:01+09:00", 600).fromMs).toBe(Date.UTC(2023, 9, 20, 2, 1));
});

test("days that no calendar has, and times without an offset, are refused with what is allowed", () => {
  expect(refusal("2023-02-30")).toContain("01 to 28 in 2023-02");
  expect(refusal("2024-02-30")).toContain("01 to 29");
  expect(refusal("2023-13-01")).toContain("month from 01 to 12");
  expect(refusal("2023-10-20T11:01")).toContain("offset");
  expect(refusal("2023-10-05/2023-10-04")).toContain("not before its first");
  expect(refusal("5 October 2023")).toContain("2023-10-05");
  expect(refusal("2023-10-05/2023-10-06/2023-10-07")).toContain("2023-10-05");
});

test("weekdays and offsets are those of the calendar", () => {
  expect(weekdayOf(2023, 10, 5)).toBe("thursday");
  expect(weekdayOf(2023, 10, 8)).toBe("sunday");
  expect(offsetMinutes("+09:00")).toBe(540);
  expect(offsetMinutes("-03:30")).toBe(-210);
  expect(offsetMinutes("+15:00")).toBe(null);
});

test("dates are printed as a report prints them", () => {
  expect(spanInWords(span("2023-10-05"))).toBe("5 October 2023");
  expect(spanInWords(span("2018-10/2023-10"))).toBe("October 2018 to October 2023");
  expect(spanInWords(null)).toBe("date not known");
});

test("any text is either refused or read as a span that has a length, and nothing throws", () => {
  const part = fc.constantFrom("2023", "-10", "-05", "T10:24", "Z", "+09:00", "/", "x", ":", "0", "99");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part, { maxLength: 8 }).map((p) => p.join("")),
      ),
      (text) => {
        const parsed = parseSpan(text, 540);
        expect(parsed.ok ? parsed.span.toMs > parsed.span.fromMs : parsed.allowed.length > 0).toBe(true);
      },
    ),
  );
});
