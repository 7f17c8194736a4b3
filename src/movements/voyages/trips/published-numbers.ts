import type { Observation } from "../../../sites/counting/look.ts";
import { standingIds, withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { CountingRule } from "../counting-rule.ts";
import type { NumberReading } from "./shuttle-question.ts";
import type { PublishedTrips, ShuttlePort } from "../trips.ts";

/** A further publication of a count: what of it matters here. */
export interface PublishedAgain {
  readonly id: string;
  readonly countId: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly address: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly qualifier: string;
  readonly note: string;
}

/** Published totals of trips and visits at the ports, and their further publications where these give a figure of their own. */
export function publishedNumbers(
  observations: readonly Observation[],
  again: readonly PublishedAgain[],
  ports: readonly ShuttlePort[],
  ships: readonly string[],
  readings: Readonly<Record<string, NumberReading>>,
): PublishedTrips[] {
  const isPort = new Set(ports.map((p) => p.id));
  const standing = standingIds(observations);
  /** A reading of a count is one of what corrects it too, where that has none of its own. */
  const readingOf = (id: string): NumberReading | undefined =>
    readings[id] ?? Object.entries(readings).find(([of]) => standing(of) === id)?.[1];
  const numbers = withoutReplaced(observations).flatMap(({ look, count }): PublishedTrips[] => {
    const isNumber =
      (count.kind === "sea-trip" || count.kind === "ship-call") &&
      (count.statistic === "total" || count.measure === "monthly") &&
      (count.best ?? count.low) !== null;
    if (!isNumber || !isPort.has(look.siteId) || look.takenAt === null) return [];
    const reading = readingOf(count.id);
    const read = reading ?? ruleOf(count.kind, count.areaId, count.caveats);
    return [
      {
        id: count.id,
        observer: look.observer,
        publisher: count.publisher,
        publishedAt: count.publishedAt,
        address: count.address,
        portId: look.siteId,
        within: look.takenAt,
        low: count.low,
        best: count.best,
        high: count.high,
        isFloor: count.outcome === "partial",
        qualifier: count.qualifier,
        rule: read.rule,
        ruleBasis: read.basis,
        areaId: count.areaId,
        ships: reading?.ships ?? (count.kind === "sea-trip" ? namedIn(count.caveats, ships) : null),
        publicationOf: null,
        again: again
          .filter((p) => standing(p.countId) === count.id && p.best === count.best && p.note !== "")
          .map(({ publisher, note }) => ({ publisher, note })),
        caveats: count.caveats,
      },
    ];
  });
  const known = new Map(numbers.map((n) => [n.id, n]));
  const repeated = again.flatMap((p): PublishedTrips[] => {
    const of = known.get(standing(p.countId));
    if (of === undefined || p.best === null || p.best === of.best) return [];
    return [
      {
        ...of,
        id: p.id,
        publisher: p.publisher,
        publishedAt: p.publishedAt,
        address: p.address,
        low: p.low,
        best: p.best,
        high: p.high,
        qualifier: p.qualifier,
        publicationOf: of.id,
        again: [],
        caveats: p.note,
      },
    ];
  });
  return [...numbers, ...repeated].sort(
    (a, b) => a.within.toMs - b.within.toMs || a.within.fromMs - b.within.fromMs || (a.id < b.id ? -1 : 1),
  );
}

/** The rule that a record says, or null. */
function ruleOf(kind: string, areaId: string | null, caveats: string): Omit<NumberReading, "ships"> {
  const rule: CountingRule | null =
    kind === "ship-call"
      ? areaId === null
        ? "ship-visit"
        : "pier-visit"
      : /\bround trips?\b/i.test(caveats)
        ? "round-trip"
        : /\b(shipments?|deliver(y|ies)|voyages? by)\b/i.test(caveats)
          ? "loaded-leg"
          : null;
  const basis =
    kind === "ship-call"
      ? `on record as calls of ships${areaId === null ? "" : " at one pier"}`
      : rule === null
        ? "the record does not say what a trip is"
        : `its record speaks of ${rule === "round-trip" ? "round trips" : "shipments or deliveries"}`;
  return { rule, basis };
}

/** Ships of the fleet that a note names; null for none. */
function namedIn(note: string, ships: readonly string[]): readonly string[] | null {
  const named = ships.filter((s) => note.includes(s));
  return named.length === 0 ? null : named;
}
