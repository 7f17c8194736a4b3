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
