import type { Observation } from "../../../sites/counting/look.ts";
import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { LoadInterval } from "./load.ts";

/** Looks further than this from a departure say nothing of its load, in milliseconds. */
const nearMs = 4 * 86_400_000;

interface Ends {
  readonly low: number;
  readonly best: number;
  readonly high: number;
}

/** Ends of a count; what its source rounds ("about") is a tenth wide on each side, at the least. */
function endsOf({ count }: Observation): Ends | null {
  // Nothing there is a number, however it was looked for; a length or a presence is none.
  if (count.best === null || (count.measure !== "count" && count.best !== 0)) return null;
  const width = count.qualifier === "" || count.qualifier === "none" ? 0 : 0.1 * count.best;
  return {
    low: count.low ?? count.best - width,
    best: count.best,
    high: count.high ?? count.best + width,
  };
}

/**
 * Containers that went from a quay between two looks around a departure: what stood there before less what stood there after, as an interval.
 * It is the load only if nothing else came or went in between, which no look shows. A stack told by its length gives no number: rows
 * and tiers are not published.
 */
export function stackChange(
  observations: readonly Observation[],
  portId: string,
  departs: { readonly earliestMs: number; readonly latestMs: number },
): LoadInterval | null {
  const boxes = withoutReplaced(observations)
    .filter(
      ({ look, count }) =>
        look.siteId === portId &&
        look.takenAt !== null &&
        count.statistic === "at-look" &&
        count.outcome === "counted" &&
        (count.kind === "container" || count.kind === "container-stack"),
    )
    .toSorted((a, b) => (a.look.takenAt?.fromMs ?? 0) - (b.look.takenAt?.fromMs ?? 0));
  for (const area of new Set(boxes.map((b) => b.count.areaId))) {
    const own = boxes.filter((b) => b.count.areaId === area);
    for (const [i, after] of own.entries()) {
      const before = own[i - 1];
      if (before === undefined || !isAround(before, after, departs)) continue;
      const [was, is] = [endsOf(before), endsOf(after)];
      if (was === null || is === null || was.best <= is.best) continue;
      return {
        low: Math.max(0, was.low - is.high),
        best: was.best - is.best,
        high: was.high - is.low,
        basis: "stack",
        words: "what left the quay between two looks, if nothing else came or went",
        evidence: [before.count.id, after.count.id],
      };
    }
  }
  return null;
}

/** True when a ship that left in that stretch can have left between two looks, both near to it. */
function isAround(
  { look: { takenAt: before } }: Observation,
  { look: { takenAt: after } }: Observation,
  { earliestMs, latestMs }: { readonly earliestMs: number; readonly latestMs: number },
): boolean {
  return (
    before !== null &&
    after !== null &&
    before.fromMs <= latestMs &&
    after.toMs > earliestMs &&
    earliestMs - before.fromMs <= nearMs &&
    after.fromMs - latestMs <= nearMs
  );
}
