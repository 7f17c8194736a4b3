import { spanInWords } from "../../../base/time/words.ts";
import type { NumbersApart, PublishedTrips } from "../trips.ts";

/** Windows that share less than this of what they span together are not set beside each other. */
const leastShared = 0.35;

/** Pairs of published numbers that differ over about the same time, and what parts them, those of the most alike windows first: never which one is right. */
export function numbersApart(numbers: readonly PublishedTrips[]): NumbersApart[] {
  return numbers
    .flatMap((first, i) =>
      numbers.slice(i + 1).flatMap((second) => {
        const differ = first.best !== second.best || first.isFloor !== second.isFloor;
        const share = sharedShare(first, second);
        return differ && share >= leastShared
          ? [{ share, pair: { first: first.id, second: second.id, ...relationOf(first, second) } }]
          : [];
      }),
    )
    .toSorted((a, b) => b.share - a.share)
    .map(({ pair }) => pair);
}

function sharedShare(a: PublishedTrips, b: PublishedTrips): number {
  const shared = Math.min(a.within.toMs, b.within.toMs) - Math.max(a.within.fromMs, b.within.fromMs);
  const together = Math.max(a.within.toMs, b.within.toMs) - Math.min(a.within.fromMs, b.within.fromMs);
  return Math.max(0, shared) / together;
}

function relationOf(a: PublishedTrips, b: PublishedTrips): Pick<NumbersApart, "relation" | "why"> {
  if (a.publicationOf === b.id || b.publicationOf === a.id)
    return {
      relation: "same-source",
      why: "one is a further publication of the other: the figure changed on the way",
    };
  if (a.rule === null || b.rule === null)
    return { relation: "apart-by-rule", why: "at least one of them does not say what it counts" };
  if (a.rule !== b.rule || a.areaId !== b.areaId || a.portId !== b.portId)
    return { relation: "apart-by-rule", why: `one counts ${what(a)}, the other ${what(b)}` };
  const [ofA, ofB] = [a.ships?.toSorted().join(", ") ?? null, b.ships?.toSorted().join(", ") ?? null];
  if (ofA !== ofB)
    return {
      relation: "apart-by-ships",
      why: `one is of ${ofA ?? "any ship"}, the other of ${ofB ?? "any ship"}`,
    };
  return ofOneSeries(a, b);
}

const what = (n: PublishedTrips): string =>
  ({
    "round-trip": "round trips",
    "loaded-leg": "shipments",
    "ship-visit": "visits of ships to the port",
    "pier-visit": "visits to one pier",
  })[n.rule ?? "round-trip"] + (n.areaId === null ? "" : ` (${n.areaId})`);

const inside = (a: PublishedTrips, b: PublishedTrips): boolean =>
  b.within.fromMs <= a.within.fromMs && a.within.toMs <= b.within.toMs;

/** Two numbers of one rule and the same ships: a part of a window cannot hold more than the whole. */
function ofOneSeries(a: PublishedTrips, b: PublishedTrips): Pick<NumbersApart, "relation" | "why"> {
  const least = (n: PublishedTrips): number => n.low ?? n.best ?? 0;
  const most = (n: PublishedTrips): number => (n.isFloor ? Infinity : (n.high ?? n.best ?? Infinity));
  for (const [part, whole] of [
    [a, b],
    [b, a],
  ] as const)
    if (inside(part, whole) && least(part) > most(whole))
      return {
        relation: "contradictory",
        why: `at least ${least(part)} in ${spanInWords(part.within)} do not fit into ${most(whole)} in ${spanInWords(whole.within)}, which holds it`,
      };
  if (a.isFloor && b.isFloor)
    return { relation: "compatible", why: "both are floors: the larger one holds, the smaller says less" };
  const rest = restInWords(a, b);
  if (a.within.text !== b.within.text)
    return { relation: "apart-by-window", why: rest ?? "their windows differ: both can hold" };
  return least(a) <= most(b) && least(b) <= most(a)
    ? { relation: "compatible", why: "a floor and a number above it" }
    : { relation: "contradictory", why: "two numbers of one thing over one window" };
}

/** What two full counts over windows that overlap ask of the part that only one of them has. */
function restInWords(a: PublishedTrips, b: PublishedTrips): string | null {
  if (a.isFloor || b.isFloor || a.best === null || b.best === null) return null;
  const [larger, other] = a.best >= b.best ? [a, b] : [b, a];
  const least = (larger.best ?? 0) - (other.best ?? 0);
  return least <= 0 || inside(larger, other)
    ? null
    : `both hold only if at least ${least} came in ${spanInWords(larger.within)} outside ${spanInWords(other.within)}`;
}
