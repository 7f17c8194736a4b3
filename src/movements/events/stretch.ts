import type { Fixes } from "../ais/fixes.ts";

/** Part of one segment's reports: rows `order[from]` up to `order[to]`, in order of time; rows with a bit of `without` in their flags are passed over. */
export interface Stretch {
  readonly fixes: Fixes;
  readonly order: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly flags: Uint16Array;
  readonly without: number;
}

/** Follows one segment of a ship, over as many stretches as it comes in. */
export interface Follower {
  readonly take: (stretch: Stretch) => void;
  readonly end: () => void;
}
