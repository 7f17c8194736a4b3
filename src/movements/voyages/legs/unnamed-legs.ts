import { dayMs } from "../../../base/time/calendar.ts";
import { overlaps } from "../../../base/time/span.ts";
import type { ShipSighting } from "../trips.ts";
import type { JoinOptions } from "./join-legs.ts";
import type { JoinedLeg, LegRival } from "./joined-leg.ts";
import { loadOf } from "./leg-load.ts";
import { isDay, passageOf } from "./passage.ts";
import { rivalWeights } from "./rival-weights.ts";

/** Weak legs below this probability are not listed. */
const leastListed = 0.1;
/** A leg whose rivals leave it less than this is no more than possible. */
const inferredFrom = 0.5;

/** Passages to the other side of which at least one end was not named, each with its rivals. */
export function unnamedLegs(sorted: readonly ShipSighting[], options: JoinOptions): JoinedLeg[] {
  const sideOf = new Map(options.ports.map((p) => [p.id, p.side]));
  return sorted.flatMap((from): JoinedLeg[] => {
    const side = sideOf.get(from.placeId);
    if (side === undefined || !isDay(from)) return [];
    const next = sorted.filter(
      (to) =>
        isDay(to) &&
        sideOf.has(to.placeId) &&
        sideOf.get(to.placeId) !== side &&
        (from.ship === null || to.ship === null) &&
        !isTold(from, to, sorted) &&
        !isElsewhere(from, to, sorted, options.greatestKnots) &&
        to.at.toMs > from.at.fromMs &&
        to.at.fromMs - from.at.toMs <= options.longestDays * dayMs &&
        passageOf(from, to, options.greatestKnots).feasible !== "no",
    );
    const { weights, none } = rivalWeights(
      from,
      next.map((to) => ({ to, passage: passageOf(from, to, options.greatestKnots) })),
      options,
    );
    const ranked = next
      .map((to, i) => ({
        to,
        rival: {
          sightingId: to.id,
          at: to.at,
          placeId: to.placeId,
          probability: weights[i]?.probability ?? 0,
          why: weights[i]?.why ?? [],
        } satisfies LegRival,
      }))
      .toSorted((a, b) => b.rival.probability - a.rival.probability || (a.to.id < b.to.id ? -1 : 1));
    const [best, ...others] = ranked;
    if (best === undefined || best.rival.probability < leastListed) return [];
    const passage = passageOf(from, best.to, options.greatestKnots);
    return [
      {
        id: `${from.id} ${best.to.id}`,
        from,
        to: best.to,
        ship: from.ship ?? best.to.ship,
        isPublished: false,
        ...passage,
        probability: best.rival.probability,
        rivals: others.map(({ rival }) => rival),
        noneOfThese: none,
        strength: best.rival.probability >= inferredFrom ? "inferred" : "possible",
        reasons: [
          "at least one end was not named: joined by time, distance and length alone",
          ...best.rival.why,
          ...(others.length > 0
            ? [`${others.length} other ${others.length === 1 ? "sighting" : "sightings"} may be its end`]
            : []),
        ],
        load: loadOf(from, best.to, passage.departs, options),
      },
    ];
  });
}

/** True when the ship that one end names was also seen at the other end that day: then that leg is told by its name. */
const isTold = (from: ShipSighting, to: ShipSighting, all: readonly ShipSighting[]): boolean => {
  const [named, other] = from.ship === null ? [to, from] : [from, to];
  return (
    named.ship !== null &&
    all.some((s) => s.ship === named.ship && s.placeId === other.placeId && overlaps(s.at, other.at))
  );
};

/**
 * True when the ship that one end names cannot have made this passage: it was seen at another place from which the other end is out of reach in the
 * time, before and after, or at a third place on the way.
 */
function isElsewhere(
  from: ShipSighting,
  to: ShipSighting,
  all: readonly ShipSighting[],
  greatestKnots: number,
): boolean {
  const [named, other] = from.ship === null ? [to, from] : [from, to];
  if (named.ship === null) return false;
  const outOfReach = (a: ShipSighting, b: ShipSighting): boolean =>
    passageOf(a, b, greatestKnots).feasible === "no";
  return all.some(
    (s) =>
      s.ship === named.ship &&
      s.placeId !== other.placeId &&
      ((outOfReach(s, other) && outOfReach(other, s)) ||
        (s.placeId !== named.placeId && s.at.fromMs >= from.at.toMs && s.at.toMs <= to.at.fromMs)),
  );
}
