import {
  metresPerDegree,
  metresPerSecondOfKnot,
  sphereMetres,
  acrossDegrees,
} from "../../base/geodesy/sphere.ts";
import { senderClasses, type Fixes } from "../ais/fixes.ts";
import type { TrackSettings } from "./track-settings.ts";

/** A stretch of one identity's reports that one ship can have sailed, while more may come. */
export interface OpenSegment {
  /** From 0, in order of the first report. */
  readonly index: number;
  readonly firstMs: number;
  lastMs: number;
  longitude: number;
  latitude: number;
  speed: number;
  course: number;
  senderClass: number;
  fixes: number;
}

/** Segments of one identity that are followed at the same time; beyond it the one that was silent longest is closed. */
export const mostOpen = 8;

/** What another class of sender costs: one transponder is of one class. */
const otherClass = 5;

/**
 * How little a segment expected a report so far off after so long, as the negative logarithm of a likelihood: a ship may be anywhere within a spread that grows by
 * three metres a second, with the heavy tails of a t distribution, since ships turn and stop. A segment that was silent for hours expects its ship nowhere in particular.
 */
function surprise(off: number, seconds: number): number {
  const spread = 100 + 3 * seconds;
  return 2 * Math.log(spread) + 1.5 * Math.log1p((off / spread) ** 2);
}

const radians = Math.PI / 180;
const aircraft = senderClasses.indexOf("aircraft");
/** Where a ship is expected by its last course and speed is worth something for so long, in seconds. */
const forecastSeconds = 1800;

/**
 * Shares the reports of one identity out among the ships that may have sent them: each report goes to the segment that can have reached it and
 * expected it best, by where that was last and whither it went; one that none can have reached begins another. In the spirit of Global Fishing Watch's
 * pipe-segment (github.com/GlobalFishingWatch/pipe-segment), with no longest time: a gap ends no segment while the ship can have sailed it.
 * @returns a function that takes the next report and says the number of its segment, and the list of all segments so far
 */
export function openSegments(settings: TrackSettings) {
  const open: OpenSegment[] = [];
  const all: OpenSegment[] = [];
  const assign = (fixes: Fixes, i: number): number => {
    const at = fixes.at[i] ?? 0;
    const longitude = fixes.longitude[i] ?? 0;
    const latitude = fixes.latitude[i] ?? 0;
    const senderClass = fixes.senderClass[i] ?? 0;
    let best: OpenSegment | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const segment of open) {
      const seconds = (at - segment.lastMs) / 1000;
      const metres = sphereMetres(segment.longitude, segment.latitude, longitude, latitude);
      if (metres > reachMetres(settings, seconds, senderClass === aircraft)) continue;
      if (open.length === 1) {
        best = segment;
        break;
      }
      const off = offMetres(segment, seconds, metres, longitude, latitude);
      const score =
        surprise(off, seconds) +
        (senderClass === segment.senderClass ? 0 : otherClass) -
        0.5 * Math.log(Math.min(segment.fixes, 20));
      if (score < least) [least, best] = [score, segment];
    }
    best ??= begin(at, senderClass);
    best.lastMs = at;
    best.longitude = longitude;
    best.latitude = latitude;
    best.speed = fixes.speed[i] ?? Number.NaN;
    best.course = fixes.course[i] ?? Number.NaN;
    best.fixes++;
    return best.index;
  };
  const begin = (at: number, senderClass: number): OpenSegment => {
    if (open.length >= mostOpen) {
      let stalest = 0;
      for (const [k, segment] of open.entries())
        if (segment.lastMs < (open[stalest]?.lastMs ?? 0)) stalest = k;
      open.splice(stalest, 1);
    }
    const made: OpenSegment = {
      index: all.length,
      firstMs: at,
      lastMs: at,
      longitude: 0,
      latitude: 0,
      speed: Number.NaN,
      course: Number.NaN,
      senderClass,
      fixes: 0,
    };
    open.push(made);
    all.push(made);
    return made;
  };
  return { assign, all };
}

/** How far a sender can have come in a time, in metres, with the slack of place and time. */
export function reachMetres(
  { mostKnots, mostAircraftKnots, slackMetres, slackSeconds }: TrackSettings,
  seconds: number,
  isAircraft: boolean,
): number {
  return (
    slackMetres +
    (isAircraft ? mostAircraftKnots : mostKnots) * metresPerSecondOfKnot * (seconds + slackSeconds)
  );
}

/** How far a report lies from where its segment was expected: ahead on its course at its speed, or where it was. */
function offMetres(
  { longitude, latitude, speed, course }: OpenSegment,
  seconds: number,
  metres: number,
  toLongitude: number,
  toLatitude: number,
): number {
  if (!(speed > 0.5) || !(course >= 0) || seconds > forecastSeconds) return metres;
  const cosine = Math.cos(latitude * radians);
  const ahead = speed * metresPerSecondOfKnot * seconds;
  const east =
    acrossDegrees(longitude, toLongitude) * cosine * metresPerDegree - ahead * Math.sin(course * radians);
  const north = (toLatitude - latitude) * metresPerDegree - ahead * Math.cos(course * radians);
  return Math.min(metres, Math.hypot(east, north));
}
