import type { Call } from "./traffic.ts";

/** Share of its containers that a ship has on deck: loaded in the south port, unloaded in the next. */
export function loadsOf(calls: readonly Call[]): (ship: string, ms: number) => number {
  return (ship, ms) => {
    const own = calls.filter((c) => c.ship === ship);
    const last = own.findLast((c) => c.fromMs <= ms);
    if (last === undefined) return 0;
    const share = Math.min(1, (ms - last.fromMs) / Math.max(1, last.toMs - last.fromMs));
    const before = own[own.indexOf(last) - 1];
    if (last.port === "south-port") return share;
    return before?.port === "south-port" ? 1 - share : 0;
  };
}
