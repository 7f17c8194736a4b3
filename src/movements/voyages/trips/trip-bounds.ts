import type { StopSignal } from "../../../base/abort.ts";
import { extremeOfFleet, type FleetExtreme } from "../bounds/fleet.ts";
import { extremeWithFloor, type FleetFloor } from "../bounds/floor-of-fleet.ts";
import type { Schedule } from "../schedule.ts";
import type { TripBounds } from "../trips.ts";
import { fleetOfEvidence, type BuiltFleet, type Counted } from "./fleet-of-evidence.ts";
import type { ShuttleQuestion } from "./shuttle-question.ts";
import type { TripEvidence } from "./trip-evidence.ts";

/**
 * Least and most of what a rule counts in a window, with the schedules that reach them.
 * @param floor a published floor that is taken to be true; of named ships alone
 */
export function tripBounds(
  question: ShuttleQuestion,
  evidence: TripEvidence,
  counted: Counted,
  signal?: StopSignal,
  floor?: FleetFloor,
): TripBounds {
  const { rule, within, ships, pier } = counted;
  const built = fleetOfEvidence(question, evidence, counted);
  const { fleet, misses } = built;
  const remarks = [...built.remarks];
  const isOpen = ships === null && fleet.otherHulls === null;
  const isVisit = rule === "ship-visit" || rule === "pier-visit";
  // A ship that nobody named made a visit where it was seen, but no trip for certain.
  const others = isOpen && isVisit ? fleet.unnamed.length : fleet.otherHulls;
  const extreme = (end: "least" | "most"): FleetExtreme | null =>
    floor === undefined
      ? extremeOfFleet(end === "least" ? { ...fleet, otherHulls: others } : fleet, {
          rule,
          end,
          misses,
          signal,
        })
      : extremeWithFloor(fleet, floor, { rule, end, misses });
  const least = extreme("least");
  const most = isOpen ? null : extreme("most");
  if (floor !== undefined && least === null)
    remarks.push("the floor is more than any schedules of these ships reach by then");
  if (isOpen)
    remarks.push(
      "ships that nobody named may have made any number more: nothing on record bounds it from above",
    );
  if (least === null)
    remarks.push(
      "no schedules account for all sightings together: one of them, a look or a least time is wrong",
    );
  if (least?.exact === false || most?.exact === false)
    remarks.push(
      "too many unnamed sightings to try every ship for each: the ends are safe, but may not be reached",
    );
  if (misses > 0)
    remarks.push(
      `${misses} of the looks without a ship may have missed one, by the chance that each finds it`,
    );
  return {
    rule,
    within,
    ships,
    areaId: pier?.areaId ?? null,
    least: least?.count ?? 0,
    most: isOpen ? null : (most?.count ?? null),
    possible: least !== null && (isOpen || most !== null),
    exact: built.isWeighed && (least?.exact ?? false) && (isOpen || (most?.exact ?? false)),
    leastSchedules: schedulesOf(built, least),
    mostSchedules: isOpen ? [] : schedulesOf(built, most),
    missesAllowed: misses,
    remarks,
  };
}

function schedulesOf({ fleet, places }: BuiltFleet, extreme: FleetExtreme | null): Schedule[] {
  if (extreme === null) return [];
  return extreme.schedules
    .filter(({ name, schedule }) => name !== null || schedule.stays.length > 0)
    .map(({ name, schedule }): Schedule => {
      const own = fleet.ships.find((s) => s.name === name && name !== null)?.presences ?? [];
      const seen = [...own, ...fleet.unnamed.map((u) => u.presence)];
      return {
        ship: name,
        stays: schedule.stays.map((stay) => ({
          placeId: places.places[stay.place]?.id ?? "",
          fromMs: stay.arrive,
          toMs: stay.leave,
          sightings: seen
            .filter(
              (p) => p.places.includes(stay.place) && stay.arrive <= p.arriveBy && stay.leave >= p.stayUntil,
            )
            .map((p) => p.id),
        })),
        countedMs: schedule.stays.flatMap((s) => (s.gain === 1 ? [s.arrive] : [])),
        missedLooks: schedule.stays.flatMap((s) => s.missed),
      };
    });
}
