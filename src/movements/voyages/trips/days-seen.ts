import { dayMs } from "../../../base/time/calendar.ts";
import { overlaps, type TimeSpan } from "../../../base/time/span.ts";
import type { Site } from "../../../sites/counting/site.ts";
import type { DaysSeen, ShuttlePort } from "../trips.ts";
import type { TripEvidence } from "./trip-evidence.ts";

/** How many of the days of a window somebody looked at a port, by the port's own clock. */
export function daysSeenAt(
  port: ShuttlePort,
  within: TimeSpan,
  { sightings, looks, unseen }: TripEvidence,
  sites: readonly Pick<Site, "id" | "zoneMinutes">[],
): DaysSeen {
  const zoneMs = (sites.find((s) => s.id === port.id)?.zoneMinutes ?? 0) * 60_000;
  const dayOf = (ms: number): string => new Date(ms + zoneMs).toISOString().slice(0, 10);
  const days: string[] = [];
  for (let ms = within.fromMs; ms < within.toMs; ms += dayMs) days.push(dayOf(ms));
  /** Days of a span that names one day, or a few of which each was seen; a longer one names none. */
  const daysOf = (at: TimeSpan): string[] => {
    const named: string[] = [];
    if (at.toMs - at.fromMs <= 2 * dayMs)
      for (let ms = at.fromMs; ms < at.toMs; ms += dayMs) named.push(dayOf(ms));
    return named;
  };
  const own = looks.filter((l) => l.portId === port.id);
  const whole = new Set(
    own.filter((l) => l.saw === "whole" && l.areaId === null).flatMap((l) => daysOf(l.at)),
  );
  const part = new Set(own.filter((l) => l.saw !== "nothing").flatMap((l) => daysOf(l.at)));
  const told = new Set(sightings.filter((s) => s.placeId === port.id).flatMap((s) => daysOf(s.at)));
  const wholeDays = days.filter((d) => whole.has(d));
  const partDays = days.filter((d) => part.has(d) && !whole.has(d));
  const toldDays = days.filter((d) => told.has(d) && !part.has(d) && !whole.has(d));
  const unseenDays = days.filter((d) => !whole.has(d) && !part.has(d) && !told.has(d));
  return {
    portId: port.id,
    days: days.length,
    wholeDays,
    partDays,
    toldDays,
    unseenDays,
    shareSeen: days.length === 0 ? 0 : 1 - unseenDays.length / days.length,
    stated: unseen.filter((u) => u.portId === port.id && overlaps(u.within, within)),
  };
}
