import type { ShipSighting } from "../trips.ts";
import type { JoinOptions } from "./join-legs.ts";
import type { JoinedLeg } from "./joined-leg.ts";
import { loadOf, publishedRow } from "./leg-load.ts";
import { isDay, passageOf } from "./passage.ts";

/** Passages between consecutive sightings of each named ship at different places. */
export function namedLegs(sorted: readonly ShipSighting[], options: JoinOptions): JoinedLeg[] {
  return [...Map.groupBy(sorted, (s) => s.ship)].flatMap(([ship, own]) =>
    ship === null
      ? []
      : own.slice(1).flatMap((to, i): JoinedLeg[] => {
          const from = own[i];
          if (from === undefined || from.placeId === to.placeId) return [];
          const passage = passageOf(from, to, options.greatestKnots);
          const isPublished = publishedRow(from, to, options.voyages) !== undefined;
          const isDated = isDay(from) && isDay(to);
          const long = passage.availableHours > options.longestDays * 24;
          return [
            {
              id: `${from.id} ${to.id}`,
              from,
              to,
              ship,
              isPublished,
              ...passage,
              probability: passage.feasible === "no" ? 0 : 1,
              rivals: [],
              noneOfThese: 0,
              strength:
                passage.feasible === "no"
                  ? "possible"
                  : long
                    ? "inferred"
                    : isDated
                      ? "seen-both-ends"
                      : isDay(from) || isDay(to)
                        ? "seen-one-end"
                        : "claimed",
              reasons: [
                isPublished
                  ? "published as one leg"
                  : from.basis === "heard" && to.basis === "heard"
                    ? "heard in both ports by its position reports"
                    : "two sightings of one ship, joined by us",
                ...(passage.feasible === "no"
                  ? ["too far for the time between them: one identity or date is wrong"]
                  : []),
                ...(long
                  ? [
                      `${Math.round(passage.availableHours / 24)} days between them: other calls are likely unseen`,
                    ]
                  : []),
                ...(isDated ? [] : ["an end has no day"]),
              ],
              load: loadOf(from, to, passage.departs, options),
            },
          ];
        }),
  );
}
