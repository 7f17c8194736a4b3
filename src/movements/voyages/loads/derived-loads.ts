import type { Observation } from "../../../sites/counting/look.ts";
import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { DerivedLoad } from "./load.ts";

/** Windows that share less than this of what they span together are not divided by each other. */
const leastShared = 0.9;
/** Words by which a record says that a number of containers was itself made of trips times a load. */
const circular = /\btimes \d|\bassumed\b/i;

/**
 * Loads a trip by division of published totals: containers of an observer over trips of the same observer in about the same window. Each
 * says only what its two numbers say: totals of different observers are not mixed.
 */
export function derivedLoads(observations: readonly Observation[]): DerivedLoad[] {
  const totals = withoutReplaced(observations).filter(
    ({ look, count }) =>
      count.statistic === "total" &&
      count.measure === "count" &&
      look.takenAt !== null &&
      (count.best ?? 0) > 0,
  );
  const containers = totals.filter(({ count }) => count.kind === "container");
  const trips = totals.filter(({ count }) => count.kind === "sea-trip" || count.kind === "ship-call");
  return containers.flatMap((boxes) =>
    trips
      .filter((t) => t.look.observer === boxes.look.observer && shareOf(t, boxes) >= leastShared)
      .toSorted((a, b) => shareOf(b, boxes) - shareOf(a, boxes))
      .slice(0, 1)
      .flatMap((t): DerivedLoad[] => {
        const [all, number] = [boxes.count.best, t.count.best];
        if (all === null || number === null || boxes.look.takenAt === null) return [];
        const floors = [boxes.count.outcome === "partial", t.count.outcome === "partial"] as const;
        return [
          {
            containersId: boxes.count.id,
            tripsId: t.count.id,
            observer: boxes.look.observer,
            containers: all,
            trips: number,
            perTrip: all / number,
            says:
              floors[0] && floors[1]
                ? "cannot-tell"
                : floors[0]
                  ? "at-least"
                  : floors[1]
                    ? "at-most"
                    : "about",
            within: boxes.look.takenAt,
            why: [
              ...(floors[0] ? ["the containers are a floor"] : []),
              ...(floors[1] ? ["the trips are a floor"] : []),
              ...(circular.test(boxes.count.caveats)
                ? ["the total is itself trips times an assumed load: dividing gives the assumption back"]
                : []),
              ...(boxes.look.takenAt.text === t.look.takenAt?.text
                ? []
                : ["the two windows differ a little"]),
              "an average over trips that may have carried very different loads",
            ],
          },
        ];
      }),
  );
}

function shareOf(a: Observation, b: Observation): number {
  const [one, two] = [a.look.takenAt, b.look.takenAt];
  if (one === null || two === null) return 0;
  const shared = Math.min(one.toMs, two.toMs) - Math.max(one.fromMs, two.fromMs);
  return Math.max(0, shared) / (Math.max(one.toMs, two.toMs) - Math.min(one.fromMs, two.fromMs));
}
