import { nearestOn, segmentsOf, type GroundPoint } from "./ground.ts";

/** So near to a centre line a proposal is of the same track: neighbours lie three times as far apart. */
const sameTrackMetres = 1.5;
/** A line that runs along another for more than so much of its points is that track again. */
const leastShare = 0.6;

/** The line that another one runs along, by its name; null for none. */
export function runsAlong(
  points: readonly GroundPoint[],
  lines: readonly { readonly name: string; readonly points: readonly GroundPoint[] }[],
): string | null {
  for (const line of lines) {
    const segments = segmentsOf(line.points, false);
    const near = points.filter((at) =>
      segments.some(({ from, to }) => nearestOn(from, to, at).metres <= sameTrackMetres),
    );
    if (near.length > leastShare * points.length) return line.name;
  }
  return null;
}
