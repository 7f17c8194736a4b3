import { dayMs } from "../../base/time/calendar.ts";
import { countingRules, type CountingRule } from "../../movements/voyages/counting-rule.ts";
import type { Schedule } from "../../movements/voyages/schedule.ts";
import { unseenInWords } from "../../movements/voyages/trips/stated-unseen.ts";
import type { DaysSeen, ShipSighting, TripBounds, TripExplanation } from "../../movements/voyages/trips.ts";

/**
 * What is known of a port's days: seen whole, in part, told of by somebody, or seen by nobody. Of a day that nobody saw nothing can be
 * said, and it is drawn so.
 */
export const dayClasses = ["whole", "part", "told", "unseen"] as const;
export type DayClass = (typeof dayClasses)[number];

/** Days in a row of one class, in milliseconds, half-open. */
export interface DayRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly is: DayClass;
}

export interface Witness {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Empty: nobody named the ship. */
  readonly ship: string;
  readonly basis: ShipSighting["basis"];
  readonly source: string;
  readonly address: string;
  readonly pier: string;
}

/** One port on the time strip. */
export interface TripLane {
  readonly portId: string;
  readonly name: string;
  readonly side: "load" | "land";
  readonly days: readonly DayRun[];
  readonly witnesses: readonly Witness[];
  readonly shareSeen: number;
  readonly daysUnseen: number;
  readonly daysInWindow: number;
  /** Days that a source says it could not see, in words. */
  readonly statedUnseen: readonly string[];
}

export interface TripStrip {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lanes: readonly TripLane[];
  /** Sightings at places that are no port of the shuttle. */
  readonly elsewhere: readonly (Witness & { readonly place: string })[];
}

/** The ports of a shuttle with their days and witnesses, load side first. `zoneOf` gives the clock of a port in minutes east of Greenwich. */
export function tripStrip(
  { within, ports, daysSeen, used }: TripExplanation,
  zoneOf: (portId: string) => number,
): TripStrip {
  const isPort = new Set(ports.map((p) => p.id));
  return {
    fromMs: within.fromMs,
    toMs: within.toMs,
    lanes: ports
      .toSorted((a, b) => (a.side === b.side ? 0 : a.side === "load" ? -1 : 1))
      .map(({ id, name, side }): TripLane => {
        const seen = daysSeen.find((d) => d.portId === id);
        return {
          portId: id,
          name,
          side,
          days: seen === undefined ? [] : runsOf(seen, zoneOf(id)),
          witnesses: used.filter((s) => s.placeId === id).map(witnessOf),
          shareSeen: seen?.shareSeen ?? 0,
          daysUnseen: seen?.unseenDays.length ?? 0,
          daysInWindow: seen?.days ?? 0,
          statedUnseen: unseenInWords(seen?.stated ?? []),
        };
      }),
    elsewhere: used.filter((s) => !isPort.has(s.placeId)).map((s) => ({ ...witnessOf(s), place: s.placeId })),
  };
}

const witnessOf = (s: ShipSighting): Witness => ({
  id: s.id,
  fromMs: s.at.fromMs,
  toMs: s.at.toMs,
  ship: s.ship ?? "",
  basis: s.basis,
  source: s.source,
  address: s.address,
  pier: s.areaId ?? "",
});

function runsOf(seen: DaysSeen, zoneMinutes: number): DayRun[] {
  const classes = new Map<string, DayClass>();
  // What says more of a day comes last and stays.
  for (const [days, is] of [
    [seen.unseenDays, "unseen"],
    [seen.toldDays, "told"],
    [seen.partDays, "part"],
    [seen.wholeDays, "whole"],
  ] as const)
    for (const day of days) classes.set(day, is);
  const runs: DayRun[] = [];
  for (const [day, is] of [...classes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const fromMs = Date.parse(`${day}T00:00:00Z`) - zoneMinutes * 60_000;
    const last = runs.at(-1);
    if (last !== undefined && last.is === is && last.toMs === fromMs)
      runs[runs.length - 1] = { ...last, toMs: fromMs + dayMs };
    else runs.push({ fromMs, toMs: fromMs + dayMs, is });
  }
  return runs;
}

/** Least and most of each rule, of the named ships and of all, in the order in which they are told. */
export interface BoundsRow {
  readonly rule: CountingRule;
  readonly who: string;
  readonly bounds: TripBounds;
}

export const boundsRows = ({ bounds }: TripExplanation): BoundsRow[] =>
  bounds
    // Of no ship there is nothing to bound: 0 would read as if none had sailed.
    .filter((b) => b.ships?.length !== 0)
    .map((b): BoundsRow => ({
      rule: b.rule,
      who: `${b.ships === null ? "all ships, named or not" : listInWords(b.ships)}${b.areaId === null ? "" : `, at ${b.areaId}`}`,
      bounds: b,
    }))
    .sort((a, b) => countingRules.indexOf(a.rule) - countingRules.indexOf(b.rule));

const figure = (n: number): string => n.toLocaleString("en");

/** "2 to 5", "at least 2"; never a figure that nothing bounds. */
export const boundsInWords = ({
  least,
  most,
  possible,
}: Pick<TripBounds, "least" | "most" | "possible">): string =>
  !possible
    ? "cannot tell, as no schedules account for all sightings together"
    : most === null
      ? `at least ${figure(least)}, and nothing bounds it from above`
      : least === most
        ? figure(least)
        : `${figure(least)} to ${figure(most)}`;

const listInWords = (list: readonly string[]): string =>
  list.length < 2 ? (list[0] ?? "") : `${list.slice(0, -1).join(", ")} and ${list.at(-1) ?? ""}`;

/** Moments of a schedule for the time strip, by the port they are at. */
export const staysAt = (schedules: readonly Schedule[], portId: string) =>
  schedules.flatMap(({ ship, stays }) =>
    stays
      .filter((s) => s.placeId === portId)
      .map(({ fromMs, toMs, sightings }) => ({
        ship: ship ?? "",
        fromMs,
        toMs,
        witnessed: sightings.length > 0,
      })),
  );
