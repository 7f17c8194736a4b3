import { sunAt, type SunPlace } from "../../base/geodesy/sun.ts";
import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import type { Position } from "../counting/site.ts";

/** Longest span of time that says where the sun stood: in ten minutes its direction moves by two to three degrees, near the zenith by more. */
const longestMs = 10 * 60_000;
/** Lower suns throw shadows over everything. */
const lowestDegrees = 3;
/** Midnight and noon to the minute are what is written where nobody knows the time of day. */
const standIn = /T(?:00|12):00(?::00)?(?:$|[Z+-])/;
const halfDayMs = 12 * 3_600_000;

/**
 * Where the sun stood when a picture was taken, from its place and time alone. null: the time is not known to ten minutes, is midnight or noon to the minute (on the
 * clock it is written in, or in UTC), or the sun was lower than 3 degrees.
 */
export function sunByTime(takenAt: TimeSpan | null, position: Position): SunPlace | null {
  if (takenAt === null || takenAt.toMs - takenAt.fromMs > longestMs) return null;
  if (standIn.test(takenAt.text) || takenAt.fromMs % halfDayMs === 0) return null;
  const sun = sunAt(position, middleMs(takenAt));
  return sun.elevationDegrees < lowestDegrees ? null : sun;
}
