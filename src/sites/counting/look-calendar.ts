import { dayMs, daysOfMonth } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";

/** What became of a day, from best to worst; the best look of a day decides. */
export const dayStates = ["usable", "partial", "not-seen", "failed"] as const;
export type DayState = (typeof dayStates)[number];

export interface CalendarLook {
  readonly takenAt: TimeSpan | null;
  readonly state: DayState;
}

/** Days without a usable look, between two that had one (or the ends of the calendar). */
export interface BlindStretch {
  /** First day without, as 2023-10-05. */
  readonly from: string;
  /** First day that had one again; the day after the calendar's last when none had. */
  readonly to: string;
  readonly days: number;
}

export interface LookCalendar {
  /** First and last day, as 2023-10-05, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  /** State by day; a day that is missing had no look. */
  readonly states: ReadonlyMap<string, DayState>;
  readonly tally: Readonly<Record<DayState, number>>;
  /** Days on which nobody looked. */
  readonly unlooked: number;
  readonly longestBlind: BlindStretch | null;
  /** Looks whose date is not known to the day: they stand on no day. */
  readonly withoutDay: number;
}

/** Longest calendar, in days. */
export const longestCalendar = 366 * 60;

/**
 * Puts looks on the days of the site's clock.
 * @param range first day and the day after the last, in milliseconds of UTC midnight of the day's name; default from the first to the last look
 * @returns null when no look is known to the day and no range is given
 */
export function calendarOf(
  looks: readonly CalendarLook[],
  zoneMinutes: number,
  range: { readonly firstDay?: string; readonly lastDay?: string } = {},
): LookCalendar | null {
  const states = new Map<string, DayState>();
  let withoutDay = 0;
  for (const { takenAt, state } of looks) {
    if (takenAt === null || takenAt.toMs - takenAt.fromMs > dayMs) {
      withoutDay++;
      continue;
    }
    const day = dayText(takenAt.fromMs, zoneMinutes);
    if (
      (range.firstDay !== undefined && day < range.firstDay) ||
      (range.lastDay !== undefined && day > range.lastDay)
    )
      continue;
    const known = states.get(day);
    if (known === undefined || dayStates.indexOf(state) < dayStates.indexOf(known)) states.set(day, state);
  }
  const seen = [...states.keys()].sort();
  const firstDay = range.firstDay ?? seen[0];
  const lastDay = range.lastDay ?? seen.at(-1);
  if (firstDay === undefined || lastDay === undefined || firstDay > lastDay) return null;
  const [from, to] = [Date.parse(firstDay), Date.parse(lastDay)];
  const days = Math.round((to - from) / dayMs) + 1;
  if (days > longestCalendar) throw new RangeError(`calendar: ${days} days, at most ${longestCalendar}`);
  const tally = { usable: 0, partial: 0, "not-seen": 0, failed: 0 };
  for (const state of states.values()) tally[state]++;
  return {
    firstDay,
    lastDay,
    days,
    states,
    tally,
    unlooked: days - states.size,
    longestBlind: longestBlind(states, from, days),
    withoutDay,
  };
}

function longestBlind(
  states: ReadonlyMap<string, DayState>,
  fromMs: number,
  days: number,
): BlindStretch | null {
  let longest: BlindStretch | null = null;
  let start = 0;
  for (let day = 0; day <= days; day++) {
    if (day < days && states.get(dayText(fromMs + day * dayMs)) !== "usable") continue;
    if (day - start > (longest?.days ?? 0))
      longest = {
        from: dayText(fromMs + start * dayMs),
        to: dayText(fromMs + day * dayMs),
        days: day - start,
      };
    start = day + 1;
  }
  return longest;
}

/** One letter a day, so that a calendar reads without colour. */
export const dayMarks: Readonly<Record<DayState | "none", string>> = {
  usable: "#",
  partial: "+",
  "not-seen": "x",
  failed: "!",
  none: "·",
};

/** A month of a calendar: its name as 2023-10 and a mark for each of its days; days outside the calendar are blank. */
export interface MonthRow {
  readonly month: string;
  readonly marks: string;
}

export function monthRows(calendar: LookCalendar): MonthRow[] {
  const rows: MonthRow[] = [];
  const last = calendar.lastDay.slice(0, 7);
  let [year, month] = calendar.firstDay.split("-").map(Number) as [number, number];
  for (;;) {
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (name > last) return rows;
    const marks = Array.from({ length: daysOfMonth(year, month) }, (_, i) => {
      const day = `${name}-${String(i + 1).padStart(2, "0")}`;
      return day < calendar.firstDay || day > calendar.lastDay
        ? " "
        : dayMarks[calendar.states.get(day) ?? "none"];
    });
    rows.push({ month: name, marks: marks.join("") });
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
