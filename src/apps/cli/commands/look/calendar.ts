import { InputError, quoted } from "../../../../base/errors.ts";
import {
  calendarOf,
  dayMarks,
  longestCalendar,
  monthRows,
  type CalendarLook,
  type LookCalendar,
} from "../../../../sites/counting/look-calendar.ts";
import { dayMs } from "../../../../base/time/calendar.ts";
import { kindInWords, type Kind } from "../../../../sites/counting/kind.ts";
import type { Site } from "../../../../sites/counting/site.ts";
import { dayStateOf, lookUsability } from "../../../../sites/pictures/look-usability.ts";
import { exposuresOf } from "../../../../sites/pictures/exposures.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { readObservations } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";

/**
 * Looks of a site as days: a published count of the kind is a day seen; a picture is what it is usable for. Repeats do not count again.
 */
export function calendarLooks(opened: Case, siteId: string, kind: Kind): CalendarLook[] {
  const observations = readObservations(opened.database, siteId);
  const replaced = new Set(observations.map(({ count }) => count.corrects));
  const published = observations
    .filter(({ count }) => count.kind === kind && !replaced.has(count.id))
    .map(({ look, count }): CalendarLook => ({
      takenAt: look.takenAt,
      state: count.outcome === "counted" ? "usable" : count.outcome,
    }));
  const pictures = exposuresOf(readPictureLooks(opened.database, { siteId }), kind).map(
    ({ counted }): CalendarLook => ({
      takenAt: counted.look.takenAt,
      state: dayStateOf(lookUsability(counted, kind)),
    }),
  );
  return [...published, ...pictures];
}

/** Prints one calendar a site. */
export function printCalendar(
  opened: Case,
  sites: readonly Site[],
  kind: Kind,
  { options, output }: Call,
): ExitCode {
  const range = {
    ...dayOption(options["from"], "from", "firstDay"),
    ...dayOption(options["to"], "to", "lastDay"),
  };
  const [first, last] = [range.firstDay ?? "0000-01-01", range.lastDay ?? "9999-12-31"];
  if (first > last)
    throw InputError.of("look list", "--from", quoted(first), `a day not after --to, ${last}`);
  if (
    range.firstDay !== undefined &&
    range.lastDay !== undefined &&
    Date.parse(last) - Date.parse(first) > (longestCalendar - 1) * dayMs
  )
    throw InputError.of(
      "look list",
      "--from and --to",
      `${first} to ${last}`,
      `at most ${longestCalendar} days`,
    );
  const calendars = sites.map((site) => ({
    site,
    calendar: calendarOf(calendarLooks(opened, site.id, kind), site.zoneMinutes, range),
  }));
  output.result(
    {
      kind,
      calendars: calendars.map(({ site, calendar }) => ({
        site: site.id,
        calendar: calendar === null ? null : { ...calendar, states: Object.fromEntries(calendar.states) },
      })),
    },
    () =>
      calendars.flatMap(({ site, calendar }) => [
        `${site.name}: days looked at for ${kindInWords(kind, 2)}`,
        ...(calendar === null ? ["  no look is known to the day"] : calendarLines(calendar)),
        "",
      ]),
  );
  return 0;
}

function calendarLines(calendar: LookCalendar): string[] {
  const { tally, longestBlind, unlooked, days, withoutDay } = calendar;
  const head = Array.from({ length: 31 }, (_, i) =>
    (i + 1) % 5 === 0 ? String(i + 1).padStart(2) : "",
  ).reduce((text, day, i) => (day === "" ? text : text.padEnd(i - 1) + day), "");
  const of = (number: number, word: string): string => `${number} ${word}`;
  return [
    `  ${" ".repeat(9)}${head}`,
    ...monthRows(calendar).map(({ month, marks }) => `  ${month}  ${marks}`),
    `  ${dayMarks.usable} usable, ${dayMarks.partial} partial, ${dayMarks["not-seen"]} not seen, ${dayMarks.failed} failed, ${dayMarks.none} not looked at`,
    `  of ${of(days, days === 1 ? "day" : "days")}: ${of(tally.usable, "usable")}, ${of(tally.partial, "partial")}, ${of(tally["not-seen"], "not seen")}, ${of(tally.failed, "failed")}, ${of(unlooked, "not looked at")}`,
    ...(longestBlind === null
      ? []
      : [
          `  longest stretch without a usable look: ${of(longestBlind.days, longestBlind.days === 1 ? "day" : "days")}, from ${longestBlind.from} until ${longestBlind.to}`,
        ]),
    ...(withoutDay === 0
      ? []
      : [`  ${of(withoutDay, withoutDay === 1 ? "look" : "looks")} whose day is not known stand on no day`]),
  ];
}

function dayOption(
  value: string | boolean | undefined,
  option: string,
  name: "firstDay" | "lastDay",
): { readonly firstDay?: string; readonly lastDay?: string } {
  if (value === undefined) return {};
  const text = String(value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw InputError.of("look list", `--${option}`, quoted(text), "a day, as 2023-10-05");
  return { [name]: text };
}
