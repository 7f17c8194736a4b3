import {
  calendarOf,
  dayMarks,
  longestCalendar,
  type BlindStretch,
  type CalendarLook,
  type DayState,
} from "../../sites/counting/look-calendar.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Sample } from "../../sites/history/sample.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";

/** A year of days: one mark a day from 1 January, as `dayMarks` has them; a blank outside the calendar. */
export interface YearOfDays {
  readonly year: number;
  readonly marks: string;
  readonly tally: Readonly<Record<DayState, number>>;
}

/** The days on which a site was seen for a kind, could not be seen, or was not looked at, year by year, the newest first. */
export interface DayStrip {
  readonly years: readonly YearOfDays[];
  readonly days: number;
  readonly tally: Readonly<Record<DayState, number>>;
  readonly unlooked: number;
  readonly longestBlind: BlindStretch | null;
  /** Looks that are not known to the day. */
  readonly withoutDay: number;
}

/** What became of each day's looks: pictures by the rule of usability, published looks by how they ended. */
export function calendarLooks(
  kind: Kind,
  pictures: readonly PictureLook[],
  samples: readonly Sample[],
): CalendarLook[] {
  const looks: CalendarLook[] = exposuresOf(pictures, kind).map(({ counted }) => ({
    takenAt: counted.look.takenAt,
    state: dayStateOf(lookUsability(counted, kind)),
  }));
  const own = new Set(pictures.map((p) => p.look.id));
  for (const { look, outcome, statistic } of samples)
    if (statistic === "at-look" && look.looksSummed === 1 && !own.has(look.id))
      looks.push({ takenAt: look.takenAt, state: outcome === "counted" ? "usable" : outcome });
  return looks;
}

/** @returns null when no look is known to the day */
export function dayStripOf(looks: readonly CalendarLook[], zoneMinutes: number): DayStrip | null {
  const whole = calendarOf(withinReach(looks), zoneMinutes);
  if (whole === null) return null;
  const years: YearOfDays[] = [];
  const [first, last] = [Number(whole.firstDay.slice(0, 4)), Number(whole.lastDay.slice(0, 4))];
  for (let year = last; year >= first; year--) {
    const tally = { usable: 0, partial: 0, "not-seen": 0, failed: 0 };
    let marks = "";
    for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      const state = whole.states.get(day);
      if (state !== undefined) tally[state]++;
      marks += day < whole.firstDay || day > whole.lastDay ? " " : dayMarks[state ?? "none"];
    }
    years.push({ year, marks, tally });
  }
  const { days, tally, unlooked, longestBlind, withoutDay } = whole;
  return { years, days, tally, unlooked, longestBlind, withoutDay };
}

/** A slip in one date must not make a calendar longer than there is: the oldest days are left out then. */
function withinReach(looks: readonly CalendarLook[]): readonly CalendarLook[] {
  const newest = looks.reduce((most, l) => Math.max(most, l.takenAt?.fromMs ?? -Infinity), -Infinity);
  const reach = newest - (longestCalendar - 2) * 86_400_000;
  return looks.filter((l) => l.takenAt === null || l.takenAt.fromMs >= reach);
}
