import type { CountingRule } from "../counting-rule.ts";
import { extremeSchedule, type ExtremeSchedule } from "./extreme-schedule.ts";
import { clashOf } from "./fleet-clash.ts";
import { firmAbsences, type Fleet, type FleetExtreme, type FleetShip } from "./fleet.ts";

/** A published floor of all ships together: at least so many were counted by this moment. */
export interface FleetFloor {
  readonly by: number;
  readonly atLeast: number;
}

/**
 * The least or the most that a rule counts over all named ships together, given that a published floor holds. Ships are independent, so it is the
 * best way to share the floor among them: for each ship a table of its extreme by how much of the floor it bears, joined ship by ship.
 * @returns null when the floor cannot hold: it is more than the evidence allows by then
 */
export function extremeWithFloor(
  fleet: Fleet,
  floor: FleetFloor,
  {
    rule,
    end,
    misses = 0,
  }: { readonly rule: CountingRule; readonly end: "least" | "most"; readonly misses?: number },
): FleetExtreme | null {
  const better = (a: number, b: number): boolean => (end === "least" ? a < b : a > b);
  interface Shared {
    readonly count: number;
    readonly schedules: readonly ExtremeSchedule[];
  }
  const ships = fleet.ships.map((ship): FleetShip => ({
    ...ship,
    absences: [...ship.absences, ...firmAbsences(fleet, ship.name)],
  }));
  /** By how much of the floor the ships so far bear. */
  let shared: (Shared | null)[] = [{ count: 0, schedules: [] }];
  for (const ship of ships) {
    const own = Array.from({ length: floor.atLeast + 1 }, (_, atLeast) =>
      extremeSchedule(
        { ...fleet.itinerary, presences: ship.presences, absences: ship.absences },
        { rule, roles: fleet.roles, end, misses, floor: { by: floor.by, atLeast } },
      ),
    );
    const next: (Shared | null)[] = Array.from({ length: floor.atLeast + 1 }, () => null);
    for (const [borne, before] of shared.entries())
      for (const [more, schedule] of own.entries()) {
        if (before === null || schedule === null) continue;
        const at = Math.min(floor.atLeast, borne + more);
        const count = before.count + schedule.count;
        const known = next[at] ?? null;
        if (known === null || better(count, known.count))
          next[at] = { count, schedules: [...before.schedules, schedule] };
      }
    shared = next;
  }
  const found = shared[floor.atLeast] ?? null;
  if (found === null) return null;
  const clash = clashOf(
    fleet,
    ships,
    found.schedules.map((s) => s.stays),
    { mustAccount: fleet.otherHulls !== null, isToldAbsent: () => false },
  );
  return {
    count: found.count,
    schedules: found.schedules.map((schedule, i) => ({ name: ships[i]?.name ?? null, schedule })),
    exact: clash === null,
  };
}
