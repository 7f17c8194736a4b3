import { percentInWords } from "../../base/probability/percent.ts";
import type { ChainLink, Strength } from "./chain.ts";
import type { WorkedOutLeg } from "./chain-records.ts";
import { linkTimes } from "./times.ts";
import { travelHours, wayBetween } from "./way.ts";
import type { LinkContext } from "./voyage-links.ts";

/**
 * From this probability on a train found again counts as followed. A ship does only where both ends name her: what joins ends that nobody named (time,
 * distance, length) was weighed by figures that were set and not measured.
 */
const followedFrom = { rail: 0.9, ship: 1 } as const;
/** What is less probable than not is no more than possible, as in the list of legs. */
const inferredFrom = 0.5;

/** The link of a leg that was worked out from position reports or from trains found again. */
export function linkOfWorkedOut(leg: WorkedOutLeg, context: LinkContext): ChainLink {
  const from = context.place(leg.fromPlace);
  const to = context.place(leg.toPlace);
  const connection = context.connection(from.id, to.id, leg.mode);
  const known = wayBetween(from, to, leg.mode, connection, context.settings);
  const way =
    leg.wayMetres === null
      ? known
      : { lowMetres: leg.wayMetres, highMetres: leg.wayMetres, basis: "way as reported by its positions" };
  const travel = travelHours(way, leg.mode, context.settings);
  const followed = leg.probability >= followedFrom[leg.mode];
  const times = linkTimes(leg.departs, leg.arrives, travel);
  const spareDays = ((times.availableHours ?? 0) - (travel?.low ?? 0)) / 24;
  const direct = spareDays <= context.settings.tripWithinDays;
  const ends = Number(leg.seenAtOrigin) + Number(leg.seenAtDestination);
  const strength: Strength =
    leg.probability < inferredFrom
      ? "possible"
      : !followed || !direct || ends === 0
        ? "inferred"
        : ends === 2
          ? "seen-both-ends"
          : "seen-one-end";
  const thing = leg.mode === "ship" ? "ship" : "train";
  return {
    id: `${leg.table}/${leg.id}`,
    from: from.id,
    to: to.id,
    mode: leg.mode,
    carrier: leg.carrier,
    transponder: leg.transponder,
    ...times,
    departsText: leg.departs.text,
    arrivesText: leg.arrives.text,
    way,
    travelHours: travel,
    containers: { ...leg.containers, best: null, words: "" },
    group: false,
    sameLoad: false,
    strength,
    reasons: [
      followed
        ? `the ${thing} is told at both ends`
        : `that both ends are of one ${thing} is not certain (${percentInWords(leg.probability)})`,
      ...(direct
        ? []
        : [`so many days lie between (${Math.round(spareDays)}) that it may have called elsewhere`]),
      ...(leg.seenAtOrigin ? [] : [`its leaving ${from.name} was not seen`]),
      ...(leg.seenAtDestination ? [] : [`its coming to ${to.name} was not seen`]),
    ],
    wanted: [
      ...(leg.seenAtOrigin ? [] : [`a look at ${from.name} when it left (${leg.departs.text})`]),
      ...(leg.seenAtDestination ? [] : [`a look at ${to.name} when it came in (${leg.arrives.text})`]),
      ...(direct ? [] : [`looks at both places on the days between`]),
      ...(followed ? [] : [`a sharper picture that tells the ${thing} apart from its rivals`]),
    ],
    evidence: [{ table: leg.table, id: leg.id, says: "leg" }, ...leg.evidence],
  };
}
