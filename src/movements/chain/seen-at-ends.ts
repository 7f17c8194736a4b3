import type { TimeSpan } from "../../base/time/span.ts";
import { dayMs } from "../../base/time/calendar.ts";
import { familyOf, type Kind } from "../../sites/counting/kind.ts";
import type { Observation } from "../../sites/counting/look.ts";
import type { ChainEvidence, ChainMode, ChainSettings } from "./chain.ts";

/** Looks of one place that say something of an end of a link, by the record of their count. */
export interface EndSeen {
  /** The load, or the carrier, stood there. */
  readonly stood: readonly Observation[];
  /** A look of the time says that neither did. */
  readonly empty: readonly Observation[];
  /** Between two looks of one observer the load there fell (at the origin) or rose (at the destination). */
  readonly changed: readonly Observation[];
}

const loads: ReadonlySet<Kind> = new Set<Kind>(["container", "container-stack", "rail-cargo", "yard-cargo"]);

/** True for kinds that are the load itself or a carrier of the link's mode. */
const bears = (kind: Kind, mode: ChainMode): boolean =>
  loads.has(kind) || (mode === "ship" ? kind === "ship" : familyOf(kind) === "rail");

const figureOf = ({ count }: Observation): number | null => count.best ?? count.high ?? count.low;

/**
 * What the looks of a place say of one end of a link whose date there is `on`. Looks over a long period say nothing of one day.
 * @param end what the load does there: it leaves the origin and comes to the destination
 */
export function seenAtEnd(
  observations: readonly Observation[],
  mode: ChainMode,
  end: "origin" | "destination",
  on: TimeSpan | null,
  { lookWithinDays, tripWithinDays }: ChainSettings,
): EndSeen {
  const none: EndSeen = { stood: [], empty: [], changed: [] };
  if (on === null || on.toMs - on.fromMs > tripWithinDays * dayMs) return none;
  const margin = lookWithinDays * dayMs;
  const relevant = observations.filter(
    ({ look, count }) =>
      bears(count.kind, mode) &&
      count.statistic === "at-look" &&
      count.outcome !== "not-seen" &&
      count.outcome !== "failed" &&
      look.takenAt !== null &&
      look.takenAt.toMs - look.takenAt.fromMs <= tripWithinDays * dayMs,
  );
  const near = relevant.filter(
    ({ look: { takenAt } }) =>
      takenAt !== null && takenAt.fromMs < on.toMs + margin && on.fromMs - margin < takenAt.toMs,
  );
  const during = (o: Observation): boolean =>
    o.look.takenAt !== null && o.look.takenAt.fromMs < on.toMs && on.fromMs < o.look.takenAt.toMs;
  const sorted = (found: readonly Observation[]): Observation[] =>
    [...found].sort(
      (a, b) =>
        (a.look.takenAt?.fromMs ?? 0) - (b.look.takenAt?.fromMs ?? 0) || (a.count.id < b.count.id ? -1 : 1),
    );
  return {
    stood: sorted(near.filter((o) => (figureOf(o) ?? 0) > 0)),
    empty: sorted(near.filter((o) => during(o) && o.count.best === 0 && loads.has(o.count.kind))),
    changed: changes(sorted(near), end),
  };
}

/**
 * Looks of a place that end a rise of loads or of the mode's carriers, in order of time: whether what rose left by this way they do not say.
 */
export function risesAt(observations: readonly Observation[], mode: ChainMode): Observation[] {
  const dated = observations.filter(
    ({ look, count }) =>
      bears(count.kind, mode) &&
      count.statistic === "at-look" &&
      look.takenAt !== null &&
      figureOf({ look, count }) !== null,
  );
  return changes(inTime(dated), "destination", (kind) => bears(kind, mode));
}

const inTime = (found: readonly Observation[]): Observation[] =>
  [...found].sort(
    (a, b) =>
      (a.look.takenAt?.fromMs ?? 0) - (b.look.takenAt?.fromMs ?? 0) || (a.count.id < b.count.id ? -1 : 1),
  );

/** Looks that end a fall (at an origin) or a rise (at a destination) against the look before by the same observer, of the same kind and area. */
function changes(
  sorted: readonly Observation[],
  end: "origin" | "destination",
  counts: (kind: Kind) => boolean = (kind) => loads.has(kind),
): Observation[] {
  const last = new Map<string, Observation>();
  const found: Observation[] = [];
  for (const o of sorted) {
    const { kind, measure, areaId } = o.count;
    if (!counts(kind)) continue;
    const key = `${o.look.observer}|${kind}|${measure}|${areaId ?? ""}`;
    const before = last.get(key);
    last.set(key, o);
    const [was, is] = [before === undefined ? null : figureOf(before), figureOf(o)];
    if (was === null || is === null) continue;
    if (end === "origin" ? is < was : is > was) found.push(o);
  }
  return found;
}

export const evidenceOf = (
  observations: readonly Observation[],
  says: ChainEvidence["says"],
): ChainEvidence[] => observations.map(({ count }) => ({ table: "counts", id: count.id, says }));
