import type { WorkedOutLeg } from "../chain/chain-records.ts";
import type { TrainPlace } from "./run.ts";
import type { TimedSearch } from "./timed-search.ts";

/** A train found again in fewer than this is no leg. */
const leastListed = 0.5;

/** Legs of trains that were found again at another site, as a chain takes them: from the site of the earlier look to that of the later. */
export function foundLegs(
  { looks, print }: TimedSearch,
  own: TrainPlace,
  places: ReadonlyMap<string, TrainPlace>,
): WorkedOutLeg[] {
  return looks.flatMap(({ lookId, ranked, run }): WorkedOutLeg[] => {
    const [best] = ranked;
    const other = places.get(lookId);
    if (best === undefined || best.posterior < leastListed || other === undefined) return [];
    if (other.siteId === own.siteId || other.at === null || own.at === null || run.feasible === "no")
      return [];
    const [from, to] = run.earlier === own.lookId ? [own, other] : [other, own];
    if (from.at === null || to.at === null) return [];
    return [
      {
        table: "trains",
        id: `${own.lookId} ${print.trackId} ${print.number} ${best.candidate.id}`,
        fromPlace: from.siteId,
        toPlace: to.siteId,
        mode: "rail",
        carrier: "",
        transponder: "",
        departs: { ...from.at, toMs: Math.max(from.at.fromMs + 1, to.at.toMs - run.leastHours * 3_600_000) },
        arrives: { ...to.at, fromMs: Math.min(to.at.toMs - 1, from.at.fromMs + run.leastHours * 3_600_000) },
        seenAtOrigin: true,
        seenAtDestination: true,
        probability: best.posterior,
        containers: { low: null, high: null },
        wayMetres: null,
        evidence: [],
      },
    ];
  });
}
