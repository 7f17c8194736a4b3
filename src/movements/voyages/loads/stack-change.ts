import type { Observation } from "../../../sites/counting/look.ts";
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
  if (count.best === null || count.measure !== "count") return null;
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
  const boxes = observations
    .filter(
      ({ look, count }) =>
        look.siteId === portId &&
        look.takenAt !== null &&
        count.statistic === "at-look" &&
        count.outcome === "counted" &&
        (count.kind === "container" || count.kind === "container-stack"),
    )
    .toSorted((a, b) => (a.look.takenAt?.fromMs ?? 0) - (b.look.takenAt?.fromMs ?? 0));
  const near = (ms: number, to: number): boolean => Math.abs(ms - to) <= nearMs;
  for (const area of new Set(boxes.map((b) => b.count.areaId))) {
    const own = boxes.filter((b) => b.count.areaId === area);
    const before = own.findLast(
      (b) =>
        (b.look.takenAt?.fromMs ?? 0) <= departs.latestMs &&
        near(b.look.takenAt?.fromMs ?? 0, departs.earliestMs) &&
        endsOf(b) !== null,
    );
    const after = own.find(
      (b) =>
        (b.look.takenAt?.fromMs ?? 0) > (before?.look.takenAt?.fromMs ?? 0) &&
        (b.look.takenAt?.toMs ?? 0) > departs.earliestMs &&
        near(b.look.takenAt?.fromMs ?? 0, departs.latestMs) &&
        (endsOf(b) !== null || b.count.best === 0),
    );
    if (before === undefined || after === undefined) continue;
    const [was, is] = [endsOf(before), after.count.best === 0 ? { low: 0, best: 0, high: 0 } : endsOf(after)];
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
  return null;
}
