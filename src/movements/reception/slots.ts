import { acrossDegrees, wrapped } from "../../base/geodesy/sphere.ts";
import { fineCell } from "./cells.ts";
import { slotMinutes, type Way } from "./reception.ts";

export const slotMs = slotMinutes * 60_000;
export const slotOf = (ms: number): number => Math.floor(ms / slotMs);

/** Time in bins that reception is kept by. */
export interface TimeBins {
  readonly fromMs: number;
  readonly binMs: number;
  readonly bins: number;
}

const hourMs = 3_600_000;
/** Most bins of time: over a longer window than a month a bin is longer than an hour. */
const mostBins = 744;

export function timeBins(fromMs: number, toMs: number): TimeBins {
  const start = Math.floor(fromMs / hourMs) * hourMs;
  const hours = Math.max(1, Math.ceil((toMs - start) / hourMs));
  const hoursPerBin = Math.ceil(hours / mostBins);
  return { fromMs: start, binMs: hoursPerBin * hourMs, bins: Math.ceil(hours / hoursPerBin) };
}

/** The bin that holds a time; the first or last one beyond the ends. */
export const binOf = ({ fromMs, binMs, bins }: TimeBins, ms: number): number =>
  Math.max(0, Math.min(bins - 1, Math.floor((ms - fromMs) / binMs)));

/**
 * Walks the slots that lie wholly between the ends of a way, where the ship is by a straight way at steady speed, and gives those that share a cell and a bin
 * of time together.
 */
export function eachStretch(
  way: Pick<Way, "fromMs" | "toMs" | "from" | "to">,
  times: TimeBins,
  use: (cell: number, bin: number, slots: number) => void,
): void {
  const [first, end] = [slotOf(way.fromMs) + 1, slotOf(way.toMs)];
  const across = acrossDegrees(way.from[0], way.to[0]);
  const up = way.to[1] - way.from[1];
  let [cell, bin, slots] = [-1, -1, 0];
  for (let slot = first; slot < end; slot++) {
    const middle = (slot + 0.5) * slotMs;
    const share = (middle - way.fromMs) / (way.toMs - way.fromMs);
    const here = fineCell(wrapped(way.from[0] + across * share), way.from[1] + up * share);
    const now = binOf(times, middle);
    if (here !== cell || now !== bin) {
      if (slots > 0) use(cell, bin, slots);
      [cell, bin, slots] = [here, now, 0];
    }
    slots++;
  }
  if (slots > 0) use(cell, bin, slots);
}
