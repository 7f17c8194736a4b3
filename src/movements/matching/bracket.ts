import type { LonLat } from "../../base/geometry/ring.ts";
import type { Fixes } from "../ais/fixes.ts";

/** One position report as far as matching needs it. */
export interface Report {
  readonly at: number;
  readonly position: LonLat;
  /** Metres a second over ground; NaN when not sent. */
  readonly speed: number;
  /** Degrees clockwise from north; NaN when not sent. */
  readonly course: number;
  readonly heading: number;
}

/** The last report of a ship at or before a time, and the first after it. */
export interface Bracket {
  readonly before: Report | null;
  readonly after: Report | null;
}

const metresPerSecondPerKnot = 1852 / 3600;

export function reportAt(fixes: Fixes, i: number): Report {
  return {
    at: fixes.at[i] ?? Number.NaN,
    position: [fixes.longitude[i] ?? Number.NaN, fixes.latitude[i] ?? Number.NaN],
    speed: (fixes.speed[i] ?? Number.NaN) * metresPerSecondPerKnot,
    course: fixes.course[i] ?? Number.NaN,
    heading: fixes.heading[i] ?? Number.NaN,
  };
}

/** Velocity of a report in metres a second east and north; null when it sent none and was not lying still. */
export function velocityOf({ speed, course }: Report): readonly [number, number] | null {
  if (speed < stillMetresPerSecond) return [0, 0];
  if (!(speed < 50) || !(course >= 0 && course <= 360)) return null;
  const angle = (course * Math.PI) / 180;
  return [speed * Math.sin(angle), speed * Math.cos(angle)];
}

/** Slower than this (one knot) a ship lies still: at anchor it swings, and its course is noise. */
export const stillMetresPerSecond = 0.514;
