import type { TimeSpan } from "../../base/time/span.ts";
import type { ChainLink } from "./chain.ts";

const hourMs = 3_600_000;

export interface LinkTimes {
  readonly departs: ChainLink["departs"];
  readonly arrives: ChainLink["arrives"];
  readonly availableHours: number | null;
  readonly feasible: ChainLink["feasible"];
}

/**
 * When a load can have left and come in. A date says that the carrier was there on that day: it left then or later, and came in then or
 * earlier; the way at most speed parts the two. What is not dated is null.
 */
export function linkTimes(
  departed: TimeSpan | null,
  arrived: TimeSpan | null,
  travel: ChainLink["travelHours"],
): LinkTimes {
  const from = departed?.fromMs ?? null;
  const to = arrived?.toMs ?? null;
  const leastMs = (travel?.low ?? 0) * hourMs;
  const availableHours = from === null || to === null ? null : (to - from) / hourMs;
  return {
    departs: { earliestMs: from, latestMs: to === null ? null : Math.max(from ?? -Infinity, to - leastMs) },
    arrives: { earliestMs: from === null ? null : Math.min(from + leastMs, to ?? Infinity), latestMs: to },
    availableHours,
    feasible:
      availableHours === null || travel === null ? "cannot-tell" : availableHours < travel.low ? "no" : "yes",
  };
}
