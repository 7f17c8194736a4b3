import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSpan } from "./span.ts";
import { cellToCome, latestAt, timesToCome } from "./to-come.ts";

const latest = latestAt(new Date("2026-01-02T03:04:05Z"));

test.each([
  ["2026", true],
  ["2026-01", true],
  ["2026-01-03", true],
  ["2026-01-04", false],
  ["2026-01-03T03:04:05Z", true],
  ["2026-01-03T03:04:06Z", false],
  ["2026-01-03T12:00+09:00", true],
  ["2026-01-03T12:05+09:00", false],
  ["2026-02", false],
  ["2027", false],
  ["2032-10-05", false],
  ["2023-10-05/2026-01-03", true],
  ["2023-10-05/2026", true],
  ["2023-10-05/2032-10-09", false],
  ["2032-10-05/2032-10-09", false],
])("%s has come: %s", (text, has) => {
  expect(cellToCome("at", text, latest)).toEqual(
    has
      ? []
      : [
          {
            field: "at",
            found: `"${text}"`,
            allowed: "a time that has come: not after 2026-01-03T03:04Z, a day from now",
          },
        ],
  );
});

test("a day is that of its place, and what was left empty or is no time says nothing of the clock", () => {
  const morning = latestAt(new Date("2026-01-02T10:00:00Z"));
  const [east, here] = [parseSpan("2026-01-04", 14 * 60), parseSpan("2026-01-04", 0)];
  expect(east.ok && timesToCome("at", east.span, morning)).toEqual([]);
  expect(here.ok && timesToCome("at", here.span, morning)).toHaveLength(1);
  expect(cellToCome("at", "", latest)).toEqual([]);
  expect(cellToCome("at", "soon", latest)).toEqual([]);
  expect(timesToCome("at", null, latest)).toEqual([]);
});

test("what is made again from evidence is held to no clock, and what was let in once is let in later", () => {
  const day = fc.date({
    min: new Date("1990-01-01T00:00:00Z"),
    max: new Date("2090-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, day, fc.nat(3_650), (at, now, later) => {
      const text = at.toISOString().slice(0, 10);
      expect(cellToCome("at", text, null)).toEqual([]);
      if (cellToCome("at", text, latestAt(now)).length > 0) return;
      const then = new Date(now.getTime() + later * 86_400_000);
      expect(cellToCome("at", text, latestAt(then))).toEqual([]);
    }),
  );
});
