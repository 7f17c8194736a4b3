import { lanes, type Lane } from "./look-class.ts";

/** Where the parts of a chart are, in CSS pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The line of each lane under the axis; a lane that is not needed has none. */
  readonly lanes: ReadonlyMap<Lane, number>;
}

const laneHeight = 18;
const axisHeight = 24;

/** Parts a chart of this size. Lanes of what is nowhere in it are left out, that of looks not seen apart: its emptiness says something. */
export function layoutOf(width: number, height: number, needed: ReadonlySet<Lane>): Layout {
  const shown = lanes.filter((lane) => lane === "not-seen" || needed.has(lane));
  const bottom = Math.max(60, height - axisHeight - shown.length * laneHeight - 6);
  return {
    width,
    height,
    left: 56,
    right: width - 14,
    top: 34,
    bottom,
    lanes: new Map(shown.map((lane, i) => [lane, bottom + axisHeight + 8 + i * laneHeight])),
  };
}
