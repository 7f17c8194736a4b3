import type { Fixes } from "../ais/fixes.ts";
import { flagBit } from "./flag-bits.ts";
import type { TrackSettings } from "./track-settings.ts";

/**
 * Flags runs of equal positions of one segment whose every report says that the ship moves.
 * @param order rows of the segment, from `from` up to `to`, in order of time
 */
export function flagFrozen(
  fixes: Fixes,
  flags: Uint16Array,
  order: Int32Array,
  from: number,
  to: number,
  { frozenFixes, frozenMinutes, frozenKnots }: TrackSettings,
): void {
  let begin = from;
  const close = (end: number): void => {
    if (end - begin < frozenFixes) return;
    const [first, last] = [order[begin] ?? 0, order[end - 1] ?? 0];
    if ((fixes.at[last] ?? 0) - (fixes.at[first] ?? 0) < frozenMinutes * 60_000) return;
    for (let k = begin; k < end; k++) {
      const row = order[k] ?? 0;
      flags[row] = (flags[row] ?? 0) | flagBit.frozen;
    }
  };
  for (let k = from; k < to; k++) {
    const row = order[k] ?? 0;
    const before = order[k - 1] ?? 0;
    const moves = (fixes.speed[row] ?? 0) >= frozenKnots;
    const same =
      k > begin &&
      fixes.longitude[row] === fixes.longitude[before] &&
      fixes.latitude[row] === fixes.latitude[before];
    if (moves && (same || k === begin)) continue;
    close(k);
    begin = moves ? k : k + 1;
  }
  close(to);
}
