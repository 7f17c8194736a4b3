import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { calendarOf, dayStates, monthRows, type CalendarLook } from "./look-calendar.ts";

const span = (text: string, zone = 0): TimeSpan => {
  const read = parseSpan(text, zone);
  if (!read.ok) throw new Error(read.allowed);
  return read.span;
};
const look = (text: string, state: CalendarLook["state"], zone = 0): CalendarLook => ({
  takenAt: span(text, zone),
  state,
});

describe("calendarOf", () => {
  it("takes the best look of a day and counts the days that nobody looked", () => {
    const calendar = calendarOf(
      [
        look("2023-10-05", "not-seen"),
        look("2023-10-05T03:00Z", "usable"),
        look("2023-10-08", "partial"),
        look("2023-10-14", "failed"),
      ],
      0,
    );
    expect(calendar).toMatchObject({
      firstDay: "2023-10-05",
      lastDay: "2023-10-14",
      days: 10,
      tally: { usable: 1, partial: 1, "not-seen": 0, failed: 1 },
      unlooked: 7,
      longestBlind: { from: "2023-10-06", to: "2023-10-15", days: 9 },
    });
    expect(monthRows(calendar ?? never())).toEqual([
      { month: "2023-10", marks: "    #··+·····!                 " },
    ]);
  });

  it("uses the site's clock, not that of Greenwich", () => {
    const calendar = calendarOf([look("2023-10-04T22:00Z", "usable")], 540);
    expect([...(calendar?.states.keys() ?? [])]).toEqual(["2023-10-05"]);
  });

  it("puts a look that is known to the month on no day, and says so", () => {
    const calendar = calendarOf([look("2023-10", "usable"), look("2023-11-02", "usable")], 0);
    expect(calendar?.withoutDay).toBe(1);
    expect(calendar?.tally.usable).toBe(1);
  });

  it("is null where there is no day at all", () => {
    expect(calendarOf([{ takenAt: null, state: "usable" }], 0)).toBeNull();
  });

  it("does not depend on the order of the looks, and every day is one of the five", () => {
    const looks = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 400 }),
        state: fc.constantFrom(...dayStates),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(looks, (made) => {
        const list = made.map(({ day, state }) =>
          look(new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10), state),
        );
        const one = calendarOf(list, 0) ?? never();
        expect(calendarOf(list.toReversed(), 0)).toEqual(one);
        expect(one.unlooked + Object.values(one.tally).reduce((a, b) => a + b)).toBe(one.days);
        expect(monthRows(one).reduce((sum, r) => sum + r.marks.trim().length, 0)).toBe(one.days);
      }),
    );
  });
});

function never(): never {
  throw new Error("no calendar");
}
