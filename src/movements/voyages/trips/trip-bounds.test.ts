import { expect, test } from "vitest";
import { countOfStays, faultsOfSchedule } from "../bounds/check-schedule.ts";
import { countingRules, type CountingRule } from "../counting-rule.ts";
import { simulateShuttle, type ShuttleOptions, type SimulatedShuttle } from "../simulated-shuttle.ts";
import type { ShuttlePort, TripBounds } from "../trips.ts";
import { fleetOfEvidence } from "./fleet-of-evidence.ts";
import { shuttleSettings, type ShuttleQuestion } from "./shuttle-question.ts";
import { tripBounds } from "./trip-bounds.ts";

const ports: readonly [ShuttlePort, ShuttlePort] = [
  { id: "rajin", name: "Rajin", side: "load", position: [130.295, 42.225], leastStayHours: 12 },
  { id: "dunai", name: "Dunai", side: "land", position: [132.3375, 42.88028], leastStayHours: 12 },
];
const usual: ShuttleOptions = {
  seed: 1,
  days: 60,
  ships: 2,
  ports,
  greatestKnots: 15,
  cloud: 0.3,
  found: 1,
  named: 1,
  idleHours: 30,
};
const questionOf = ({ within }: SimulatedShuttle): ShuttleQuestion => ({
  ports,
  within,
  settings: { ...shuttleSettings, missesBeyond: 0.001 },
  readings: {},
});

/** What a rule counts of what the ships truly did in the window. */
function trueCount({ truth, within }: SimulatedShuttle, rule: CountingRule): number {
  let sum = 0;
  for (const stays of truth.values()) {
    const inside = stays.filter((s) => s.toMs >= within.fromMs && s.fromMs < within.toMs);
    sum += countOfStays(
      rule,
      inside.map((s) => (s.portId === "rajin" ? "load" : "land")),
    );
  }
  return sum;
}

const rules = countingRules.filter((r) => r !== "pier-visit");

function boundsOf(shuttle: SimulatedShuttle, rule: CountingRule): TripBounds {
  const ships = [...shuttle.truth.keys()];
  return tripBounds(questionOf(shuttle), shuttle.evidence, {
    rule,
    within: shuttle.within,
    ships,
    pier: null,
  });
}

test("what simulated ships did lies within the least and the most, whatever the cloud", () => {
  for (let seed = 1; seed <= 24; seed++) {
    const cloud = (seed % 4) * 0.3;
    const shuttle = simulateShuttle({ ...usual, seed, cloud });
    for (const rule of rules) {
      const { least, most, exact } = boundsOf(shuttle, rule);
      const truth = trueCount(shuttle, rule);
      expect({ seed, rule, isInside: least <= truth && truth <= (most ?? Infinity) }).toEqual({
        seed,
        rule,
        isInside: true,
      });
      expect(exact).toBe(true);
    }
  }
});

test("looks that miss ships and ships that nobody names widen the bounds, and the truth stays inside", () => {
  for (let seed = 101; seed <= 110; seed++) {
    const shuttle = simulateShuttle({ ...usual, seed, days: 30, found: 0.9, named: 0.7 });
    for (const rule of rules) {
      const { least, most } = boundsOf(shuttle, rule);
      const truth = trueCount(shuttle, rule);
      expect(least).toBeLessThanOrEqual(truth);
      expect(most ?? Infinity).toBeGreaterThanOrEqual(truth);
    }
  }
});

test("more looks never widen the bounds", () => {
  const shuttle = simulateShuttle({ ...usual, seed: 7, cloud: 0 });
  const { looks, sightings } = shuttle.evidence;
  const widths = [0.25, 0.5, 1].map((share) => {
    const kept = looks.filter((_, i) => (i % 4) / 4 < share);
    const ids = new Set(kept.map((l) => l.id));
    const evidence = {
      ...shuttle.evidence,
      looks: kept,
      sightings: sightings.filter((s) => ids.has(s.lookId ?? "")),
    };
    const { least, most } = boundsOf({ ...shuttle, evidence }, "round-trip");
    return (most ?? Infinity) - least;
  });
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  expect(widths[2]).toBeLessThan(widths[0] ?? 0);
});

test("both ends are reached by schedules that a checker of its own finds no fault in", () => {
  const shuttle = simulateShuttle({ ...usual, seed: 11 });
  for (const rule of rules) {
    const counted = { rule, within: shuttle.within, ships: [...shuttle.truth.keys()], pier: null };
    const { fleet, misses } = fleetOfEvidence(questionOf(shuttle), shuttle.evidence, counted);
    const bounds = boundsOf(shuttle, rule);
    for (const [schedules, count] of [
      [bounds.leastSchedules, bounds.least],
      [bounds.mostSchedules, bounds.most],
    ] as const) {
      expect(schedules.reduce((sum, s) => sum + s.countedMs.length, 0)).toBe(count);
      for (const { ship, stays, countedMs } of schedules) {
        const own = fleet.ships.find((s) => s.name === ship);
        const absences = fleet.looks
          .filter((l) => l.isWhole && ship !== null && !l.named.includes(ship))
          .map((l) => l.absence);
        const placeOf = (id: string): number => fleet.itinerary.places.findIndex((p) => p.id === id);
        const faults = faultsOfSchedule(
          { ...fleet.itinerary, presences: own?.presences ?? [], absences },
          { rule, roles: fleet.roles, misses },
          {
            count: countedMs.length,
            stays: stays.map((s) => ({
              place: placeOf(s.placeId),
              arrive: s.fromMs,
              leave: s.toMs,
              gain: 0,
              missed: [],
            })),
          },
        );
        expect(faults).toEqual([]);
      }
    }
  }
});

test("a ship that would have to fly is told, and the sighting left out", () => {
  const shuttle = simulateShuttle({ ...usual, ships: 1, cloud: 0 });
  const [seen] = shuttle.evidence.sightings;
  if (seen === undefined) throw new Error("no sighting");
  const other = seen.placeId === "rajin" ? ports[1] : ports[0];
  const impossible = { ...seen, id: "impossible", placeId: other.id, position: other.position, lookId: null };
  const evidence = { ...shuttle.evidence, sightings: [...shuttle.evidence.sightings, impossible] };
  const { remarks, least } = boundsOf({ ...shuttle, evidence }, "round-trip");
  expect(remarks.some((r) => r.includes("left out"))).toBe(true);
  expect(least).toBeGreaterThan(0);
});

test("where no schedules account for what was seen, neither end is said: nothing bounds nothing", () => {
  const shuttle = simulateShuttle({ ...usual, ships: 1, cloud: 0 });
  // Two ships that nobody named, at both ports at the same minute, and one hull to have been both.
  const [seen] = shuttle.evidence.sightings;
  if (seen === undefined) throw new Error("no sighting");
  const both = ports.map((port, i): typeof seen => ({
    ...seen,
    id: `unnamed-${i}`,
    ship: null,
    candidates: null,
    lookId: null,
    placeId: port.id,
    position: port.position,
  }));
  const question = questionOf(shuttle);
  const explain = (otherHulls: number) =>
    tripBounds(
      { ...question, settings: { ...question.settings, otherHulls } },
      { ...shuttle.evidence, sightings: both, looks: [] },
      { rule: "ship-visit", within: shuttle.within, ships: null, pier: null },
    );
  expect(explain(2)).toMatchObject({ possible: true, least: 1, exact: true });
  expect(explain(1)).toMatchObject({ possible: false, exact: false });
});
