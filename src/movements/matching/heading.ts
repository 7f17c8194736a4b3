import { stillMetresPerSecond, type Report } from "./bracket.ts";
import { azimuthOf, turnedDegrees, type EastNorth } from "./plane.ts";

/** Standard deviations in degrees about the bow that the near report sends, the far one, and the way between them; then any direction. */
const nearDegrees = [4, 15, 45];
const farDegrees = [4, 15, 45];
const wayDegrees = [8, 25];
export const headingKernels = nearDegrees.length + farDegrees.length + wayDegrees.length + 1;

/** A direction about which a ship may head, degrees clockwise from north; null for any. The order is that of the learnt weights. */
export interface HeadingKernel {
  readonly direction: number | null;
  readonly width: number;
}

/** Where the bow of a report points: as sent, or the course of a ship under way; null for neither. */
export function bowOf({ heading, course, speed }: Report): number | null {
  if (heading >= 0 && heading < 360) return heading;
  return speed >= stillMetresPerSecond && course >= 0 && course <= 360 ? course % 360 : null;
}

/** Where a ship may head between two reports (or beside one), by their bows and the way between them. */
export function kernelsOfHeading(near: Report, far: Report | null, way: EastNorth): readonly HeadingKernel[] {
  const underWay = Math.hypot(way[0], way[1]) >= stillMetresPerSecond;
  const about = (direction: number | null, widths: readonly number[]): HeadingKernel[] =>
    widths.map((width) => ({ direction, width }));
  return [
    ...about(bowOf(near), nearDegrees),
    ...about(far === null ? null : bowOf(far), farDegrees),
    ...about(underWay ? azimuthOf(way) : null, wayDegrees),
    { direction: null, width: 360 },
  ];
}

/** Density per degree at a heading that is measured with a standard deviation. */
export function headingDensity(
  { direction, width }: HeadingKernel,
  headingDegrees: number,
  deviation: number,
): number {
  if (direction === null) return 1 / 360;
  const spread = Math.hypot(width, deviation);
  const off = turnedDegrees(headingDegrees - direction);
  let sum = 0;
  for (const turn of [-360, 0, 360]) sum += Math.exp(-0.5 * ((off + turn) / spread) ** 2);
  return sum / (spread * Math.sqrt(2 * Math.PI));
}
