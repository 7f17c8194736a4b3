import { counted } from "../../../../base/counted.ts";
import { percentInWords as percent } from "../../../../base/probability/percent.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import {
  countedByRule,
  ruleInWords,
  type CountingRule,
} from "../../../../movements/voyages/counting-rule.ts";
import type { DerivedLoad } from "../../../../movements/voyages/loads/load.ts";
import { publishedFigure } from "../../../../movements/voyages/trips/published-figure.ts";
import { unseenInWords } from "../../../../movements/voyages/trips/stated-unseen.ts";
import type {
  DaysSeen,
  ExplainedNumber,
  TripBounds,
  TripExplanation,
} from "../../../../movements/voyages/trips.ts";
import { wrapped } from "../../lines.ts";

/** Pairs of numbers beyond these are only counted; --json lists all. */
const shownPairs = 12;
/** Numbers of which less than this lies in the window asked for are only counted. */
const leastInside = 0.5;

const consistencyInWords = {
  consistent: "can be true",
  "below-least": "too few",
  "above-most": "too many",
  "cannot-tell": "cannot tell",
} as const;

/** An explanation for people: bounds first, then what each published number is, then what would resolve it. */
export function tripsInWords(e: TripExplanation, loads: readonly DerivedLoad[], width: number): string[] {
  const sides = (side: "load" | "land"): string =>
    e.ports
      .filter((p) => p.side === side)
      .map((p) => p.id)
      .join(", ");
  const nameOf = new Map(e.numbers.map((n) => [n.published.id, n]));
  const said = (id: string): string => {
    const n = nameOf.get(id)?.published;
    return n === undefined ? id : `${n.publisher} (${publishedFigure(n)})`;
  };
  const here = e.numbers.filter((n) => insideShare(n, e) >= leastInside);
  const shownHere = new Set(here.map((n) => n.published.id));
  const pairs = e.apart.filter((a) => shownHere.has(a.first) && shownHere.has(a.second));
  return [
    `trips between ${sides("load")} (load) and ${sides("land")} (land), ${spanInWords(e.within)}`,
    ...e.sailings.map(
      (s) =>
        `  sailing               ${s.from} to ${s.to} ${Math.round(s.metres / 1000)} km by the shortest line, ${leastHoursText(s.leastHours)} hours at ${e.greatestKnots} knots; ${e.ports.map((p) => `${p.leastStayHours} h at ${p.id}`).join(", ")} at the least`,
    ),
    `  ships                 ${e.ships.join(", ") || "none named"}; ${e.hulls.least} to ${counted(e.hulls.most, "hull")} behind all sightings${e.hulls.exact ? "" : " (search cut off)"}`,
    // Of no ship there is nothing to bound: 0 to 0 would read as if none had sailed.
    ...e.bounds.filter((b) => b.ships !== null && b.ships.length > 0).map(boundsInWords),
    ...e.bounds
      .filter(
        (b) => b.ships === null && (b.least > 0 || b.most !== null || !b.possible || e.ships.length === 0),
      )
      .map(
        (b) =>
          `  of any ship           ${b.possible ? `at least ${countedByRule(b.rule, b.least)}${b.most === null ? ", no upper end" : `, at most ${b.most}`}` : `${ruleInWords[b.rule]}: ${noSchedules}`}`,
      ),
    ...[...new Set(e.bounds.flatMap((b) => b.remarks))].flatMap((r) =>
      wrapped("  note                  ", r, width),
    ),
    ...e.daysSeen.flatMap((d) => [
      `  days seen             ${d.portId}: something on record of ${d.days - d.unseenDays.length} of ${counted(d.days, "day")}${shareInWords(d)}: ${d.wholeDays.length} whole, ${d.partDays.length} in part, ${d.toldDays.length} told of`,
      ...unseenInWords(d.stated).flatMap((words) => wrapped("                        ", words, width)),
    ]),
    "  published numbers, each against what its own rule, window and ships allow",
    ...here.flatMap((n) => numberInWords(n, width)),
    ...(here.length < e.numbers.length
      ? [`    and ${e.numbers.length - here.length} of windows that lie mostly elsewhere; --json lists all`]
      : []),
    ...(pairs.length > 0 ? ["  numbers that differ over about the same time"] : []),
    ...pairs
      .slice(0, shownPairs)
      .flatMap((a) =>
        wrapped("    ", `${said(a.first)} and ${said(a.second)}: ${a.relation}: ${a.why}`, width),
      ),
    ...(pairs.length > shownPairs ? [`    and ${pairs.length - shownPairs} more; --json lists all`] : []),
    ...(loads.length > 0 ? ["  loads a trip, by division of published totals"] : []),
    ...loads.flatMap((l) =>
      wrapped(
        "    ",
        `${l.observer}: ${l.says.replace("-", " ")} ${Math.round(l.perTrip)} (${counted(l.containers, "container")} over ${l.trips}): ${l.why.join("; ")}`,
        width,
      ),
    ),
    "  would resolve it",
    ...e.wouldResolve.flatMap((w) => wrapped("    ", w, width)),
    `  evidence              ${counted(e.used.length, "sighting")} used, ${e.leftOut.length} left out with reasons; --json lists them with the schedules that reach each end`,
  ];
}

/** The share of days, where it is one: none or all of them is no probability near the end. */
const shareInWords = ({ shareSeen }: DaysSeen): string =>
  shareSeen === 0 || shareSeen === 1 ? "" : ` (${percent(shareSeen)})`;

/** Share of a number's own window that lies in the window asked for. */
function insideShare({ published: { within } }: ExplainedNumber, e: TripExplanation): number {
  const shared = Math.min(within.toMs, e.within.toMs) - Math.max(within.fromMs, e.within.fromMs);
  return Math.max(0, shared) / (within.toMs - within.fromMs);
}

/** What stands in place of two ends where there are none. */
const noSchedules = "cannot tell, as no schedules account for all sightings together";

function boundsInWords(b: TripBounds): string {
  if (!b.possible)
    return `  ${ruleInWords[b.rule].padEnd(22)}${noSchedules}, by ${b.ships?.join(", ") ?? "any ship"}`;
  return `  ${ruleInWords[b.rule].padEnd(22)}${b.least} to ${b.most ?? "any number"} by ${b.ships?.join(", ") || "no named ship"}${b.exact ? "" : " (outer bounds)"}`;
}

/** Rounded down: a bound from below is never said to be more than it is. */
export const leastHoursText = (hours: number): string => (Math.floor(10 * hours) / 10).toFixed(1);

function numberInWords({ published, consistency, why }: ExplainedNumber, width: number): string[] {
  return [
    ...wrapped(
      "    ",
      `${publishedFigure(published)} (${[published.publisher, published.publishedAt].filter((text) => text !== "").join(", ")}) [${published.id}]: ${consistencyInWords[consistency]}`,
      width,
    ),
    ...why.flatMap((w) => wrapped("        ", w, width)),
  ];
}

/** What a published floor does to the bounds, if it is true. */
export const floorInWords = (
  { rule, atLeast, by }: { readonly rule: CountingRule; readonly atLeast: number; readonly by: string },
  bounds: TripBounds,
): string[] => [
  `  if at least ${countedByRule(rule, atLeast)} by ${by}  ${bounds.most === null ? "no schedules of these ships reach it" : `${bounds.least} to ${bounds.most} in the window by ${bounds.ships?.join(", ") ?? ""}`}${bounds.exact || bounds.most === null ? "" : " (outer bounds)"}`,
];
