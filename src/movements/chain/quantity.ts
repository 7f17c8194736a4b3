import { assumedSpread } from "../../sites/counting/error-model.ts";
import { z90 } from "../../base/probability/normal.ts";
import type { Bounds, ChainLink } from "./chain.ts";

/** Containers as a source has them: bounds where it gives them, else the central 90 % of what a published figure of this size is off by. */
export function containersOf(figures: {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly words: string;
}): ChainLink["containers"] {
  const { low, best, high, words } = figures;
  if (best === null || (low !== null && high !== null)) return { low, best, high, words };
  const spread = z90 * assumedSpread("count", best);
  return {
    low: low ?? Math.max(0, Math.floor(best - spread)),
    best,
    high: high ?? Math.ceil(best + spread),
    words,
  };
}

type LoadOfLink = Pick<ChainLink, "containers" | "sameLoad" | "group" | "strength">;

/**
 * Containers of the first link's load that can have come along each link after it. Nothing is gained on the way: neither end ever rises.
 * The lower end stays only where the source says that it was the same load and the carrier was told; else nothing shows that any of it went on. And the answer never
 * becomes surer on the way than it was before, except where so few can have been carried.
 */
export function carriedThrough(links: readonly LoadOfLink[]): Bounds[] {
  const carried: Bounds[] = [];
  let before: Bounds | null = null;
  for (const link of links) {
    before = before === null ? firstLoad(link) : nextLoad(before, link);
    carried.push(before);
  }
  return carried;
}

/** The figure of a group is of many trips together: of one trip it is a bound from above. */
const firstLoad = ({ containers, group }: Pick<LoadOfLink, "containers" | "group">): Bounds => ({
  low: group ? 0 : containers.low,
  high: containers.high,
});

const told = (strength: ChainLink["strength"]): boolean =>
  strength === "seen-both-ends" || strength === "seen-one-end";

function nextLoad(before: Bounds, { containers, sameLoad, group, strength }: LoadOfLink): Bounds {
  const high =
    containers.high === null
      ? before.high
      : before.high === null
        ? containers.high
        : Math.min(before.high, containers.high);
  const stated = group ? null : containers.low;
  const kept =
    before.low === null
      ? null
      : sameLoad && told(strength)
        ? Math.min(before.low, stated ?? before.low, high ?? Infinity)
        : 0;
  if (kept === null || high === null) return { low: kept, high };
  const width = before.low === null || before.high === null ? null : before.high - before.low;
  return { low: width === null ? kept : Math.max(0, Math.min(kept, high - width)), high };
}

/** How the quantity of one link stands to that of the one before it. */
export function quantityStep(
  before: Bounds,
  after: Bounds & { readonly group?: boolean },
): "fits" | "grows" | "falls" | "cannot-tell" {
  if (before.high !== null && after.low !== null && after.low > before.high) return "grows";
  if (before.low !== null && after.high !== null && after.high < before.low) return "falls";
  return before.high === null || after.low === null ? "cannot-tell" : "fits";
}
