import { turnedDegrees } from "./plane.ts";
import { azimuthOf, type EastNorth } from "./plane.ts";
import type { Report } from "./bracket.ts";
import { stillMetresPerSecond } from "./bracket.ts";

/** Standard deviations in degrees about the bow that the near report sends, the far one, and the way between them; then any direction. */
const nearDegrees = [4, 15, 45];
const farDegrees = [4, 15, 45];
const wayDegrees = [8, 25];
export const headingKernels = nearDegrees.length + farDegrees.length + wayDegrees.length + 1;

/** Where the bow of a report points: as sent, or the course of a ship under way; null for neither. */
export function bowOf({ heading, course, speed }: Report): number | null {
  if (heading >= 0 && heading < 360) return heading;
  return speed >= stillMetresPerSecond && course >= 0 && course <= 360 ? course % 360 : null;
}

/**
 * Density per degree of each heading kernel at a heading, for learning and for weighing; a kernel whose direction is not known is level.
 * `extraDegrees` is the measurement's own standard deviation.
 */
export function headingDensities(
  near: Report,
  far: Report | null,
  way: EastNorth,
  headingDegrees: number,
  extraDegrees: number,
  into: Float64Array,
): void {
  const wayKnown = Math.hypot(way[0], way[1]) >= stillMetresPerSecond;
  let k = 0;
  for (const [direction, widths] of [
    [bowOf(near), nearDegrees],
    [far === null ? null : bowOf(far), farDegrees],
    [wayKnown ? azimuthOf(way) : null, wayDegrees],
  ] as const)
    for (const width of widths)
      into[k++] =
        direction === null ? 1 / 360 : wrapped(headingDegrees - direction, Math.hypot(width, extraDegrees));
  into[k] = 1 / 360;
}

/** Density per degree of a normal distribution wrapped round the circle. */
export function wrapped(degrees: number, deviation: number): number {
  const off = turnedDegrees(degrees);
  let sum = 0;
  for (const turn of [-360, 0, 360]) sum += Math.exp(-0.5 * ((off + turn) / deviation) ** 2);
  return sum / (deviation * Math.sqrt(2 * Math.PI));
}
