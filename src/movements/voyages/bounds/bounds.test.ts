import fc from "fast-check";
import { expect, test } from "vitest";
import { countingRules, type CountingRule } from "../counting-rule.ts";
import { countOfStays, faultsOfSchedule } from "./check-schedule.ts";
import { accountsForAll, everySchedule, missedBy, type Stay } from "./every-schedule.ts";
import { extremeSchedule, type CountFloor } from "./extreme-schedule.ts";
import { withoutShortcuts, type Absence, type Itinerary, type Presence } from "./itinerary.ts";
import type { PlaceRole } from "./rule-steps.ts";

interface Case {
  readonly itinerary: Itinerary;
  readonly roles: readonly PlaceRole[];
  readonly rule: CountingRule;
  readonly misses: number;
}

const lastTick = 5;
const moment = (latest: number): fc.Arbitrary<readonly [number, number]> =>
  fc
    .tuple(fc.integer({ min: 0, max: latest }), fc.integer({ min: 0, max: 2 }))
    .map(([from, length]) => [from, Math.min(latest, from + length)] as const);

const cases: fc.Arbitrary<Case> = fc
  .record({
    to: fc.integer({ min: 3, max: lastTick }),
    stays: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
    over: fc.integer({ min: 1, max: 2 }),
    away: fc.integer({ min: 1, max: 2 }),
    third: fc.constantFrom("none", "elsewhere", "second-land"),
    elsewhere: fc.integer({ min: 1, max: 2 }),
    rule: fc.constantFrom(...countingRules),
    misses: fc.integer({ min: 0, max: 1 }),
  })
  .chain((shape) => {
    const places = shape.third === "none" ? 2 : 3;
    const presence = fc
      .tuple(fc.integer({ min: 0, max: places - 1 }), moment(shape.to), fc.boolean(), fc.boolean())
      .map(([place, [u, v], throughout, either]): Omit<Presence, "id"> => ({
        places: either && place < 2 ? [0, 1] : [place],
        arriveBy: throughout ? u : v,
        stayUntil: throughout ? v : u,
      }));
    const absence = fc
      .tuple(fc.integer({ min: 0, max: 1 }), moment(shape.to))
      .map(([place, [from, to]]): Omit<Absence, "id"> => ({ place, from, to }));
    return fc
      .tuple(fc.array(presence, { maxLength: 3 }), fc.array(absence, { maxLength: 4 }))
      .map(([presences, absences]): Case => {
        const { stays, over, away, elsewhere, third } = shape;
        const toThird = third === "second-land" ? over : elsewhere;
        const travel = [
          [away, over, toThird],
          [over, away, toThird],
          [toThird, toThird, third === "second-land" ? away : 1],
        ].slice(0, places);
        const all = [
          { id: "rajin", leastStay: stays[0], free: true },
          { id: "dunai", leastStay: stays[1], free: true },
          third === "second-land"
            ? { id: "vostochny", leastStay: stays[1], free: true }
            : { id: "at sea", leastStay: 0, free: false },
        ].slice(0, places);
        return {
          itinerary: {
            places: all,
            travel: withoutShortcuts(
              travel.map((row) => row.slice(0, places)),
              all,
            ),
            from: 0,
            to: shape.to,
            presences: presences.map((p, i) => ({ ...p, id: `p${i}` })),
            absences: absences.map((a, i) => ({ ...a, id: `a${i}` })),
          },
          roles: (["load", "land", third === "second-land" ? "land" : "other"] as const).slice(0, places),
          rule: shape.rule,
          misses: shape.misses,
        };
      });
  });

/** Counts of every schedule there is. */
function countsOfAll({ itinerary, roles, rule, misses }: Case, floor?: CountFloor): Set<number> {
  const counts = new Set<number>();
  for (const stays of everySchedule(itinerary)) {
    if (missedBy(itinerary, stays).length > misses || !accountsForAll(itinerary, stays)) continue;
    const rolesOf = (some: readonly Stay[]): PlaceRole[] => some.map((s) => roles[s.place] ?? "other");
    if (
      floor !== undefined &&
      countOfStays(rule, rolesOf(stays.filter((s) => s.arrive <= floor.by))) < floor.atLeast
    )
      continue;
    counts.add(countOfStays(rule, rolesOf(stays)));
  }
  return counts;
}

test("the least and the most are those of all schedules tried one by one, and both are reached", () => {
  let possible = 0;
  fc.assert(
    fc.property(cases, (c) => {
      const all = countsOfAll(c);
      if (all.size > 0) possible++;
      for (const end of ["least", "most"] as const) {
        const found = extremeSchedule(c.itinerary, { rule: c.rule, roles: c.roles, end, misses: c.misses });
        if (all.size === 0) {
          expect(found).toBeNull();
          continue;
        }
        expect(found?.count).toBe(end === "least" ? Math.min(...all) : Math.max(...all));
        if (found !== null) expect(faultsOfSchedule(c.itinerary, c, found)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
  expect(possible).toBeGreaterThan(150);
});

test("a published floor by a day is held by the least and the most", () => {
  let [possible, binding] = [0, 0];
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 2, max: 5 }), (c, atLeast, by) => {
      const floor = { by, atLeast };
      const all = countsOfAll(c, floor);
      if (all.size > 0) possible++;
      for (const end of ["least", "most"] as const) {
        const options = { rule: c.rule, roles: c.roles, end, misses: c.misses };
        const found = extremeSchedule(c.itinerary, { ...options, floor });
        expect(found?.count).toBe(
          all.size === 0 ? undefined : end === "least" ? Math.min(...all) : Math.max(...all),
        );
        if (found === null) continue;
        expect(faultsOfSchedule(c.itinerary, c, found)).toEqual([]);
        if (extremeSchedule(c.itinerary, options)?.count !== found.count) binding++;
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(possible, binding)).toBeGreaterThan(20);
});
