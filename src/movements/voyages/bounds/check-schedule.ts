import type { CountingRule } from "../counting-rule.ts";
import type { ExtremeSchedule } from "./extreme-schedule.ts";
import type { Itinerary } from "./itinerary.ts";
import type { PlaceRole } from "./rule-steps.ts";

/**
 * Everything in which a schedule breaks what is known of a ship, in words; empty when it is a possible one and counts what it says.
 * It shares no code with the search that makes schedules, so that each checks the other.
 */
export function faultsOfSchedule(
  itinerary: Itinerary,
  { rule, roles, misses = 0 }: { rule: CountingRule; roles: readonly PlaceRole[]; misses?: number },
  schedule: ExtremeSchedule,
): string[] {
  const { places, travel, from, to, presences, absences } = itinerary;
  const { stays } = schedule;
  const faults: string[] = [];
  for (const [k, stay] of stays.entries()) {
    const place = places[stay.place];
    const before = stays[k - 1];
    if (place === undefined) faults.push(`stay ${k} is nowhere`);
    if (stay.leave - stay.arrive < (place?.leastStay ?? 0)) faults.push(`stay ${k} is too short`);
    if (stay.arrive > to) faults.push(`stay ${k} begins after the window`);
    if (stay.leave < from) faults.push(`stay ${k} ends before the window`);
    if (before !== undefined) {
      if (stay.arrive < from) faults.push(`stay ${k} begins before the window`);
      if (stay.arrive - before.leave < (travel[before.place]?.[stay.place] ?? 0))
        faults.push(`stay ${k} begins too soon after the one before`);
    }
  }
  for (const p of presences)
    if (!stays.some((s) => p.places.includes(s.place) && s.arrive <= p.arriveBy && s.leave >= p.stayUntil))
      faults.push(`${p.id} is not accounted for`);
  const missed = absences.filter((a) =>
    stays.some((s) => s.place === a.place && s.arrive <= a.from && s.leave >= a.to),
  );
  if (missed.length > misses)
    faults.push(
      `${missed.length} looks must have missed it, ${misses} allowed: ${missed.map((a) => a.id).join(", ")}`,
    );
  const counted = countOfStays(
    rule,
    stays.map((s) => roles[s.place] ?? "other"),
  );
  if (counted !== schedule.count) faults.push(`it counts ${counted}, not ${schedule.count}`);
  return faults;
}

/** What a rule counts in a sequence of stays, by its definition. */
export function countOfStays(rule: CountingRule, roles: readonly PlaceRole[]): number {
  if (rule === "ship-visit" || rule === "pier-visit") return roles.filter((role) => role === "load").length;
  const sides = roles.filter((role) => role !== "other");
  const turns = sides.filter((side, i) => side !== sides[i - 1]);
  return turns.filter(
    (side, i) =>
      side === "land" &&
      turns[i - 1] === "load" &&
      (rule === "loaded-leg" || turns.slice(0, i - 1).includes("land")),
  ).length;
}
