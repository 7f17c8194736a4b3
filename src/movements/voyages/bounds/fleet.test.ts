import fc from "fast-check";
import { expect, test } from "vitest";
import { countingRules, type CountingRule } from "../counting-rule.ts";
import { countOfStays, faultsOfSchedule } from "./check-schedule.ts";
import { accountsFor, accountsForAll, everySchedule, missedBy, type Stay } from "./every-schedule.ts";
import { extremeOfFleet, type Fleet } from "./fleet.ts";
import { mayBe } from "./fleet-clash.ts";
import type { Absence } from "./itinerary.ts";

const to = 4;
const moment = fc
  .tuple(fc.integer({ min: 0, max: to }), fc.integer({ min: 0, max: 1 }))
  .map(([from, length]) => [from, Math.min(to, from + length)] as const);
const places = [
  { id: "rajin", leastStay: 1, free: true },
  { id: "dunai", leastStay: 0, free: true },
];
const itinerary = {
  places,
  travel: [
    [1, 1],
    [1, 1],
  ],
  from: 0,
  to,
};
const roles = ["load", "land"] as const;
const names = ["Angara", "Maria"] as const;

const fleets: fc.Arbitrary<{ fleet: Fleet; rule: CountingRule }> = fc
  .record({
    rule: fc.constantFrom(...countingRules),
    ships: fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), moment), { maxLength: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
    looks: fc.array(
      fc.record({
        place: fc.integer({ min: 0, max: 1 }),
        at: moment,
        isWhole: fc.boolean(),
        named: fc.subarray([...names]),
        unnamed: fc.array(fc.constantFrom(null, ["Angara"], ["Maria"]), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    alone: fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), moment), { maxLength: 1 }),
    otherHulls: fc.constantFrom(0, 1, null),
  })
  .map(({ rule, ships, looks, alone, otherHulls }) => ({
    rule,
    fleet: {
      itinerary,
      roles,
      ships: ships.map((seen, s) => ({
        name: names[s] ?? "",
        presences: [
          ...seen.map(([place, [u, v]], i) => ({
            id: `s${s}.${i}`,
            places: [place],
            arriveBy: v,
            stayUntil: u,
          })),
          ...looks.flatMap((look, l) =>
            look.named.includes(names[s] ?? "Angara")
              ? [{ id: `s${s}.look${l}`, places: [look.place], arriveBy: look.at[1], stayUntil: look.at[0] }]
              : [],
          ),
        ],
        absences: [],
      })),
      unnamed: [
        ...looks.flatMap((look, l) =>
          look.unnamed.map((candidates, i) => ({
            presence: { id: `u${l}.${i}`, places: [look.place], arriveBy: look.at[1], stayUntil: look.at[0] },
            candidates,
            look: l,
          })),
        ),
        ...alone.map(([place, [u, v]], i) => ({
          presence: { id: `alone${i}`, places: [place], arriveBy: v, stayUntil: u },
          candidates: null,
          look: null,
        })),
      ],
      looks: looks.map((look, l) => ({
        absence: { id: `look${l}`, place: look.place, from: look.at[0], to: look.at[1] },
        named: look.named,
        isWhole: look.isWhole,
      })),
      otherHulls,
    },
  }));

/** Sums of counts over all schedules of all ships that go together, tried one by one. */
function sumsOfAll(fleet: Fleet, rule: CountingRule): Set<number> {
  const others = fleet.otherHulls ?? 0;
  const ships = [
    ...fleet.ships,
    ...Array.from({ length: others }, () => ({ name: null, presences: [], absences: [] })),
  ];
  const firm = (name: string | null): Absence[] =>
    fleet.looks.flatMap((l, i) =>
      l.isWhole &&
      !(name !== null && l.named.includes(name)) &&
      !fleet.unnamed.some((u) => u.look === i && mayBe(u, name))
        ? [l.absence]
        : [],
    );
  // Of the schedules of a ship that show the same to every look and sighting one of each count is enough.
  const kinds = ships.map((ship) => {
    const one = { ...itinerary, presences: ship.presences, absences: firm(ship.name) };
    const found = new Map<string, { stays: readonly Stay[]; count: number }>();
    for (const stays of everySchedule(one)) {
      if (!accountsForAll(one, stays) || missedBy(one, stays).length > 0) continue;
      const count = countOfStays(
        rule,
        stays.map((s) => roles[s.place as 0 | 1]),
      );
      const shown = [
        ...fleet.unnamed.map((u) => accountsFor(stays, u.presence)),
        ...fleet.looks.map((l) => missedBy({ ...one, absences: [l.absence] }, stays).length > 0),
      ];
      found.set(`${count}/${shown.join()}`, { stays, count });
    }
    return [...found.values()];
  });
  const sums = new Set<number>();
  /** Tries every ship (or none of them) for every unnamed sighting. */
  const goTogether = (
    chosen: readonly (readonly Stay[])[],
    assigned: readonly (number | null)[],
  ): boolean => {
    const u = fleet.unnamed[assigned.length];
    if (u === undefined)
      return fleet.looks.every(
        (look, l) =>
          !look.isWhole ||
          chosen.every((stays, s) => {
            const name = ships[s]?.name ?? null;
            const isThere =
              missedBy({ ...itinerary, presences: [], absences: [look.absence] }, stays).length > 0;
            return (
              !isThere ||
              (name !== null && look.named.includes(name)) ||
              fleet.unnamed.some((v, i) => v.look === l && assigned[i] === s)
            );
          }),
      );
    const isTaken = (s: number): boolean =>
      u.look !== null && assigned.some((t, i) => t === s && fleet.unnamed[i]?.look === u.look);
    return (
      (!mustAccount && goTogether(chosen, [...assigned, null])) ||
      chosen.some(
        (stays, s) =>
          mayBe(u, ships[s]?.name ?? null) &&
          !isTaken(s) &&
          accountsFor(stays, u.presence) &&
          goTogether(chosen, [...assigned, s]),
      )
    );
  };
  const mustAccount = fleet.otherHulls !== null;
  const tryShip = (index: number, chosen: readonly (readonly Stay[])[], sum: number): void => {
    if (index < ships.length) {
      for (const { stays, count } of kinds[index] ?? []) tryShip(index + 1, [...chosen, stays], sum + count);
      return;
    }
    if (goTogether(chosen, [])) sums.add(sum);
  };
  tryShip(0, [], 0);
  return sums;
}

test("the least and the most of a fleet are those of all assignments of unnamed sightings", () => {
  let possible = 0;
  fc.assert(
    fc.property(fleets, ({ fleet, rule }) => {
      const all = sumsOfAll(fleet, rule);
      if (all.size > 0) possible++;
      for (const end of ["least", "most"] as const) {
        const found = extremeOfFleet(fleet, { rule, end, nodes: 20_000 });
        if (all.size === 0) {
          expect(found).toBeNull();
          continue;
        }
        expect(found?.exact).toBe(true);
        expect(found?.count).toBe(end === "least" ? Math.min(...all) : Math.max(...all));
        for (const { name, schedule } of found?.schedules ?? []) {
          const ship = fleet.ships.find((s) => s.name === name);
          const own = { ...itinerary, presences: ship?.presences ?? [], absences: [] };
          expect(faultsOfSchedule(own, { rule, roles }, schedule)).toEqual([]);
        }
      }
    }),
    { numRuns: 200 },
  );
  expect(possible).toBeGreaterThan(60);
});

test("a search that is cut off gives an outer bound and says so", () => {
  const seen = (id: string, place: number, at: number) => ({
    id,
    places: [place],
    arriveBy: at,
    stayUntil: at,
  });
  const fleet: Fleet = {
    itinerary: { ...itinerary, to: 100 },
    roles,
    ships: [{ name: "Angara", presences: [seen("a", 1, 2)], absences: [] }],
    unnamed: [10, 20, 30, 40].map((at) => ({
      presence: seen(`u${at}`, at % 20 === 0 ? 1 : 0, at),
      candidates: null,
      look: null,
    })),
    looks: [],
    otherHulls: 1,
  };
  const whole = extremeOfFleet(fleet, { rule: "round-trip", end: "least" });
  const cut = extremeOfFleet(fleet, { rule: "round-trip", end: "least", nodes: 0 });
  expect(whole).toMatchObject({ exact: true });
  expect(cut?.exact).toBe(false);
  expect(cut?.count).toBeLessThanOrEqual(whole?.count ?? -1);
});
