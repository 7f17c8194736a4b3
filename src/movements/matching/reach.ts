import type { LonLat } from "../../base/geometry/ring.ts";
import type { Bracket } from "./bracket.ts";
import { planeAt, toPlane, type Plane } from "./plane.ts";

/** Faster than this (50 knots) hardly anything goes: a ship whose reports lie further away than that cannot be the one seen. */
const fastest = 26;

/** What positions are off by that nobody states, in metres. */
const allowance = 1000;

/** How far a ship can be from where it reported, either side of a time. */
export interface Reach {
  readonly sides: readonly { readonly plane: Plane; readonly metres: number }[];
}

export const reachOf = ({ before, after }: Bracket, at: number): Reach => ({
  sides: [before, after].flatMap((report) =>
    report === null
      ? []
      : [
          {
            plane: planeAt(report.position),
            metres: (fastest * Math.abs(at - report.at)) / 1000 + allowance,
          },
        ],
  ),
});

/** True when a place, give or take some metres, can be reached from every side. */
export const canReach = ({ sides }: Reach, place: LonLat, metres: number): boolean =>
  sides.every((side) => {
    const [east, north] = toPlane(side.plane, place);
    return Math.hypot(east, north) <= side.metres + metres;
  });

/**
 * True when no ship can have sent both reports: they are further apart than anything goes in the time between. One number is then used by two ships,
 * or one of the reports is false.
 */
export function isTorn({ before, after }: Bracket): boolean {
  if (before === null || after === null) return false;
  const [east, north] = toPlane(planeAt(before.position), after.position);
  return Math.hypot(east, north) > (fastest * (after.at - before.at)) / 1000 + allowance;
}
