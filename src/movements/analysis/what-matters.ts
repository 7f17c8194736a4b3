import type { Gap, Loitering, Meeting, Visit, Waiting } from "../events/event.ts";

const hours = (fromMs: number, toMs: number): number => (toMs - fromMs) / 3_600_000;
const own = (a: Visit, b: Visit): number => Number(b.kind === "area") - Number(a.kind === "area");

/** Nearer to a shore than this a ship may have gone to a berth, in metres. */
const offShoreMetres = 10_000;

/**
 * Silences that say most of the ship first: disabling, then those begun 10 km or more from any shore, then the others, last those of which nothing can be told; each by
 * the odds of being heard times the hours of silence.
 */
export const gapsByWeight = (gaps: readonly Gap[]): Gap[] =>
  gaps.toSorted(
    (a, b) =>
      gapRank(b) - gapRank(a) ||
      gapWeight(b) - gapWeight(a) ||
      b.silentUntilMs - b.fromMs - (a.silentUntilMs - a.fromMs) ||
      a.mmsi - b.mmsi,
  );

const gapRank = ({ kind, shoreMetres }: Gap): number =>
  kind === "disabling"
    ? 3
    : kind === "cannot-tell"
      ? 0
      : kind === "gap" && (shoreMetres ?? offShoreMetres) >= offShoreMetres
        ? 2
        : 1;

const gapWeight = ({ heard, fromMs, silentUntilMs }: Gap): number =>
  (heard ?? 0) * hours(fromMs, silentUntilMs);

/** Beyond so many kilometres from a shore or port a meeting is out at sea, and farther says no more. */
const farKilometres = 100;

/** By hours times kilometres from the nearest shore or port. */
export const meetingsByWeight = (meetings: readonly Meeting[]): Meeting[] =>
  meetings.toSorted(
    (a, b) => meetingWeight(b) - meetingWeight(a) || a.fromMs - b.fromMs || a.first - b.first,
  );

const meetingWeight = ({ fromMs, toMs, nearestPlaceMetres }: Meeting): number =>
  hours(fromMs, toMs) * Math.min(farKilometres, (nearestPlaceMetres ?? Number.POSITIVE_INFINITY) / 1000);

/** Those that lasted longest. */
export const longestFirst = <T extends Loitering | Waiting>(stretches: readonly T[]): T[] =>
  stretches.toSorted(
    (a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs) || a.mmsi - b.mmsi || a.fromMs - b.fromMs,
  );

/** At the case's own places first, then those with the longest unheard time, then the longest stops. */
export const visitsByWeight = (visits: readonly Visit[]): Visit[] =>
  visits.toSorted(
    (a, b) =>
      own(a, b) ||
      b.unheardMinutes - a.unheardMinutes ||
      b.stoppedMinutes - a.stoppedMinutes ||
      a.mmsi - b.mmsi ||
      a.enteredMs - b.enteredMs,
  );

/** At one place, in order of time. */
export const visitsByTime = (visits: readonly Visit[]): Visit[] =>
  visits.toSorted((a, b) => a.enteredMs - b.enteredMs || a.mmsi - b.mmsi);
