import type { TripLane } from "../../../findings/screens/movements-trips.ts";
import type { Stretch } from "./stretch.ts";

/** What a time bar has lines for, from the top. */
export const barLaneKinds = ["axis", "reports", "ship", "sightings", "pictures", "port", "counts"] as const;
export type BarLaneKind = (typeof barLaneKinds)[number];

export interface BarLane {
  readonly kind: BarLaneKind;
  /** Words beside it, at the left. */
  readonly words: string;
  readonly top: number;
  readonly height: number;
  /** Of a port: its id. */
  readonly portId: string | null;
}

const heights: Readonly<Record<BarLaneKind, number>> = {
  axis: 22,
  reports: 30,
  ship: 20,
  sightings: 20,
  pictures: 16,
  port: 20,
  counts: 62,
};

export interface BarNeeds {
  readonly reports: boolean;
  /** Name of the ship whose events have a line; null for none. */
  readonly ship: string | null;
  readonly sightings: boolean;
  readonly pictures: boolean;
  readonly ports: readonly Pick<TripLane, "portId" | "name">[];
  /** What is counted, in words; null: no counts are shown. */
  readonly counts: string | null;
}

/** Pixels at the left that hold the words of the lanes, and what is kept free at the right. */
export const barLeft = 118;
export const barRight = 16;

/** Where a time stands on a bar of a width, and what time stands at a place of it. */
export const barX = (ms: number, axis: Stretch, width: number): number =>
  barLeft + ((ms - axis.fromMs) / (axis.toMs - axis.fromMs)) * (width - barLeft - barRight);

export const barTime = (x: number, axis: Stretch, width: number): number =>
  axis.fromMs + ((x - barLeft) / (width - barLeft - barRight)) * (axis.toMs - axis.fromMs);

/** The lanes that are needed, one under the other. */
export function barLanes(needs: BarNeeds): readonly BarLane[] {
  const wanted: (readonly [BarLaneKind, string, string | null])[] = [["axis", "time, UTC", null]];
  if (needs.reports) wanted.push(["reports", "reports", null]);
  if (needs.ship !== null) wanted.push(["ship", needs.ship, null]);
  if (needs.sightings) wanted.push(["sightings", "sightings", null]);
  if (needs.pictures) wanted.push(["pictures", "pictures", null]);
  for (const { portId, name } of needs.ports) wanted.push(["port", name, portId]);
  if (needs.counts !== null) wanted.push(["counts", needs.counts, null]);
  let top = 0;
  return wanted.map(([kind, words, portId]) => {
    const lane = { kind, words, portId, top, height: heights[kind] };
    top += lane.height;
    return lane;
  });
}

export const barHeight = (lanes: readonly BarLane[]): number => {
  const last = lanes.at(-1);
  return last === undefined ? 0 : last.top + last.height + 4;
};
