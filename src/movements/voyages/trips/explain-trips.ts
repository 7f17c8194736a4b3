import type { StopSignal } from "../../../base/abort.ts";
import { spanInWords } from "../../../base/time/words.ts";
import type { Site } from "../../../sites/counting/site.ts";
import { countedByRule, countingRules, type CountingRule } from "../counting-rule.ts";
import type {
  ExplainedNumber,
  NumberUnderRule,
  PublishedTrips,
  TripBounds,
  TripExplanation,
} from "../trips.ts";
import { consistencyOf, togetherOf } from "./consistency.ts";
import { daysSeenAt } from "./days-seen.ts";
import { namesIn, type Counted } from "./fleet-of-evidence.ts";
import { leastHulls } from "./least-hulls.ts";
import { numbersApart } from "./numbers-apart.ts";
import type { ShuttleQuestion } from "./shuttle-question.ts";
import { tripBounds } from "./trip-bounds.ts";
import type { TripEvidence } from "./trip-evidence.ts";
import { sailingBetween } from "./trip-places.ts";
import { wouldResolve } from "./would-resolve.ts";

/**
 * Everything known of the number of trips of a shuttle in a window: least and most by each rule, and every published number set against
 * what its own rule, window and ships allow. Numbers are explained and never averaged.
 */
export function explainTrips(
  question: ShuttleQuestion,
  evidence: TripEvidence,
  sites: readonly Pick<Site, "id" | "zoneMinutes">[],
  signal?: StopSignal,
): TripExplanation {
  const { ports, within, settings } = question;
  const known = new Map<string, TripBounds>();
  const boundsOf = (counted: Counted): TripBounds => {
    const { rule, within: w, ships, pier } = counted;
    const key = [
      rule,
      w.fromMs,
      w.toMs,
      ships?.join("+") ?? "*",
      pier?.portId ?? "",
      pier?.areaId ?? "",
    ].join("|");
    const bounds = known.get(key) ?? tripBounds(question, evidence, counted, signal);
    known.set(key, bounds);
    return bounds;
  };
  const isInside = (ms: number): boolean => ms >= within.fromMs && ms <= within.toMs;
  const used = evidence.sightings
    .filter((s) => isInside(s.at.fromMs) && isInside(s.at.toMs))
    .toSorted((a, b) => a.at.fromMs - b.at.fromMs || (a.id < b.id ? -1 : 1));
  const ships = namesIn(used);
  const numbers = evidence.numbers
    .filter((n) => n.within.fromMs < within.toMs && within.fromMs < n.within.toMs)
    .map((n) => explained(n, boundsOf));
  const partial = evidence.sightings.filter(
    (s) => !used.includes(s) && s.at.fromMs < within.toMs && within.fromMs < s.at.toMs,
  );
  const daysSeen = ports.map((port) => daysSeenAt(port, within, evidence, sites));
  const bounds = countingRules
    .filter((rule) => rule !== "pier-visit")
    .flatMap((rule) => [ships, null].map((of) => boundsOf({ rule, within, ships: of, pier: null })));
  const explanation = {
    within,
    ports,
    sailings: ports
      .filter((p) => p.side === "load")
      .flatMap((load) =>
        ports
          .filter((p) => p.side === "land")
          .map((land) => sailingBetween(load, land, settings.greatestKnots)),
      ),
    greatestKnots: settings.greatestKnots,
    ships,
    hulls: leastHulls(question, evidence, within, signal),
    bounds,
    daysSeen,
    numbers,
    apart: numbersApart(numbers.map((n) => n.published)),
    used,
    leftOut: [
      ...evidence.leftOut.filter(
        ({ sighting: { at } }) => at.fromMs < within.toMs && within.fromMs < at.toMs,
      ),
      ...partial.map((sighting) => ({
        sighting,
        reason: "its span reaches beyond the window: it may have been outside",
      })),
    ],
  };
  return { ...explanation, wouldResolve: wouldResolve(explanation) };
}

function explained(published: PublishedTrips, boundsOf: (counted: Counted) => TripBounds): ExplainedNumber {
  const { rule, areaId, portId, ships, within } = published;
  const rules: readonly CountingRule[] = rule === null ? ["round-trip", "loaded-leg"] : [rule];
  const under = rules.map((r): NumberUnderRule => {
    const pier = r === "pier-visit" && areaId !== null ? { portId, areaId } : null;
    const bounds = boundsOf({ rule: r, within, ships, pier });
    return { rule: r, bounds, consistency: consistencyOf(published, bounds) };
  });
  const consistency = togetherOf(under.map((u) => u.consistency));
  return { published, under, consistency, why: reasonsOf(published, under) };
}

function reasonsOf(published: PublishedTrips, under: readonly NumberUnderRule[]): string[] {
  const { ruleBasis, within, ships, isFloor, again } = published;
  return [
    `${ruleBasis}; ${spanInWords(within)}; ${ships === null ? "ships not told" : `of ${ships.join(", ")}`}`,
    ...under.map(({ rule, bounds: { least, most, possible }, consistency }) => {
      if (!possible) return "no schedules account for the sightings on record: cannot tell";
      const range = `the sightings on record force ${countedByRule(rule, least)} and allow ${most === null ? "any number" : `up to ${most}`}`;
      const so =
        consistency === "above-most"
          ? "more than any schedule reaches"
          : consistency === "below-least"
            ? "fewer than the sightings force"
            : consistency === "cannot-tell"
              ? "cannot tell"
              : "both can be true";
      return `${range}: ${so}`;
    }),
    ...(isFloor ? ["a floor: more is not excluded by it"] : []),
    ...again.map(({ publisher, note }) => `also by ${publisher}: ${note}`),
  ];
}
