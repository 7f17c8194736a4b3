import { InputError, quoted } from "../../base/errors.ts";
import { offsetMinutes } from "../../base/time/calendar.ts";

/** Times that say no zone, in a format whose publisher does not say it either: nothing is guessed. */
export const withoutZoneError = (name: string): InputError =>
  InputError.of(
    name,
    "time",
    "times without a zone",
    "times with one, or --zone with the zone of them all (UTC, or as +02:00)",
  );

/**
 * Minutes that a zone is ahead of UTC.
 * @throws InputError when it is no offset. Names of zones are refused: their clocks jump, and an hour would be told twice
 */
export function zoneOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const minutes = text.toUpperCase() === "UTC" ? 0 : offsetMinutes(text);
  if (minutes === null) throw InputError.of("--zone", "zone", quoted(text), "UTC, Z, or an offset as +02:00");
  return minutes;
}
