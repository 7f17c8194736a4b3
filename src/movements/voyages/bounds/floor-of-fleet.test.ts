import fc from "fast-check";
import { expect, test } from "vitest";
import { countOfStays } from "./check-schedule.ts";
import { accountsForAll, everySchedule } from "./every-schedule.ts";
import { extremeWithFloor } from "./floor-of-fleet.ts";
import type { Fleet } from "./fleet.ts";

const to = 5;
const itinerary = {
  places: [
    { id: "rajin", leastStay: 0, free: true },
    { id: "dunai", leastStay: 0, free: true },
  ],
  travel: [
    [1, 1],
    [1, 1],
  ],
  from: 0,
  to,
};
const roles = ["load", "land"] as const;

test("a floor of two ships together is shared in the best of all ways", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 0, max: to })), { maxLength: 2 }), {
        minLength: 2,
        maxLength: 2,
      }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 2, max: 4 }),
      (seen, atLeast, by) => {
        const fleet: Fleet = {
          itinerary,
          roles,
          ships: seen.map((own, s) => ({
            name: `ship ${s}`,
            presences: own.map(([place, at], i) => ({
              id: `${s}.${i}`,
              places: [place],
              arriveBy: at,
              stayUntil: at,
            })),
            absences: [],
          })),
          unnamed: [],
          looks: [],
          otherHulls: null,
        };
        // All pairs of what each ship can have counted by the day and in all.
        const pairs = fleet.ships.map((ship) => {
          const found = new Map<string, readonly [early: number, all: number]>();
          const one = { ...itinerary, presences: ship.presences, absences: [] };
          for (const stays of everySchedule(one)) {
            if (!accountsForAll(one, stays)) continue;
            const count = (some: typeof stays): number =>
              countOfStays(
                "loaded-leg",
                some.map((s) => roles[s.place as 0 | 1]),
              );
            const pair = [count(stays.filter((s) => s.arrive <= by)), count(stays)] as const;
            found.set(pair.join(), pair);
          }
          return [...found.values()];
        });
        const sums = (pairs[0] ?? []).flatMap(([early, all]) =>
          (pairs[1] ?? []).flatMap(([e, a]) => (early + e >= atLeast ? [all + a] : [])),
        );
        for (const end of ["least", "most"] as const) {
          const found = extremeWithFloor(fleet, { by, atLeast }, { rule: "loaded-leg", end });
          expect(found?.count).toBe(
            sums.length === 0 ? undefined : end === "least" ? Math.min(...sums) : Math.max(...sums),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});
