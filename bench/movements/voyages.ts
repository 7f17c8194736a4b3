import { countOfStays } from "../../src/movements/voyages/bounds/check-schedule.ts";
import type { CountingRule } from "../../src/movements/voyages/counting-rule.ts";
import {
  simulateShuttle,
  type ShuttleOptions,
  type SimulatedShuttle,
} from "../../src/movements/voyages/simulated-shuttle.ts";
import { shuttleSettings } from "../../src/movements/voyages/trips/shuttle-question.ts";
import { tripBounds } from "../../src/movements/voyages/trips/trip-bounds.ts";
import type { ShuttlePort, TripBounds } from "../../src/movements/voyages/trips.ts";
import { median, type Bench, type Figure } from "../figure.ts";

const ports: readonly [ShuttlePort, ShuttlePort] = [
  { id: "rajin", name: "Rajin", side: "load", position: [130.295, 42.225], leastStayHours: 12 },
  { id: "dunai", name: "Dunai", side: "land", position: [132.3375, 42.88028], leastStayHours: 12 },
];
const usual: Omit<ShuttleOptions, "seed"> = {
  days: 60,
  ships: 3,
  ports,
  greatestKnots: 15,
  cloud: 0.3,
  found: 1,
  named: 1,
  idleHours: 30,
};
const rules = ["round-trip", "loaded-leg", "ship-visit"] as const satisfies readonly CountingRule[];

function boundsOf(shuttle: SimulatedShuttle, rule: CountingRule): TripBounds {
  const { within, evidence, truth } = shuttle;
  return tripBounds({ ports, within, settings: shuttleSettings, readings: {} }, evidence, {
    rule,
    within,
    ships: [...truth.keys()],
    pier: null,
  });
}

function trueCount({ truth, within }: SimulatedShuttle, rule: CountingRule): number {
  let sum = 0;
  for (const stays of truth.values())
    sum += countOfStays(
      rule,
      stays
        .filter((s) => s.toMs >= within.fromMs && s.fromMs < within.toMs)
        .map((s) => (s.portId === "rajin" ? "load" : "land")),
    );
  return sum;
}

interface Tally {
  readonly inside: number;
  readonly exact: number;
  /** Most less least of round trips, beside the truth. */
  readonly widths: readonly number[];
  readonly truths: readonly number[];
}

function tallied(options: Partial<ShuttleOptions>, seeds: readonly number[]): Tally {
  let [inside, exact, all] = [0, 0, 0];
  const [widths, truths]: [number[], number[]] = [[], []];
  for (const seed of seeds) {
    const shuttle = simulateShuttle({ ...usual, ...options, seed });
    for (const rule of rules) {
      const bounds = boundsOf(shuttle, rule);
      const truth = trueCount(shuttle, rule);
      all++;
      if (bounds.least <= truth && truth <= (bounds.most ?? Infinity)) inside++;
      if (bounds.exact) exact++;
      if (rule !== "round-trip") continue;
      widths.push((bounds.most ?? Infinity) - bounds.least);
      truths.push(truth);
    }
  }
  return { inside: inside / all, exact: exact / all, widths, truths };
}

/** Shuttles with a known answer: whether the bounds hold it, how wide they are by the share of days seen, and how long they take. */
export function benchVoyages({ quick, note }: Bench): Promise<Figure[]> {
  const seeds = Array.from({ length: quick ? 20 : 200 }, (_, i) => 5000 + i);
  const figures: Figure[] = [];
  const sharp = [0.1, 0.3, 0.6, 0.9].map((cloud) => ({ cloud, tally: tallied({ cloud }, seeds) }));
  figures.push({
    name: "truth-within-trip-bounds",
    value: Math.min(...sharp.map((s) => s.tally.inside)),
    unit: "share",
    goal: ">=1",
  });
  for (const { cloud, tally } of sharp) {
    const truth = median(tally.truths);
    note(
      `cloud on ${cloud * 100} % of days: width of round trips ${median(tally.widths)} (median), truth ${truth}, exact ${tally.exact}`,
    );
    figures.push({
      name: `trip-width-at-${Math.round(100 - cloud * 100)}-percent-of-days-seen`,
      value: median(tally.widths),
      unit: "trips",
      goal: null,
    });
  }
  const blurred = tallied({ found: 0.9, named: 0.7, days: 40 }, seeds.slice(0, seeds.length / 2));
  note(`looks that find 9 of 10 and name 7 of 10: inside ${blurred.inside}, exact ${blurred.exact}`);
  figures.push(
    {
      name: "truth-within-bounds-when-looks-miss-ships",
      value: blurred.inside,
      unit: "share",
      goal: ">=0.99",
    },
    { name: "trip-bounds-exact-when-ships-are-unnamed", value: blurred.exact, unit: "share", goal: null },
  );
  const years = simulateShuttle({ ...usual, ships: 4, days: 5 * 365, seed: 77 });
  const times: number[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const began = performance.now();
    for (const rule of rules) boundsOf(years, rule);
    times.push((performance.now() - began) / 1000);
  }
  note(
    `five years, two ports, four ships, three rules, both ends: ${times.map((t) => t.toFixed(2)).join(", ")} s`,
  );
  figures.push({ name: "trip-bounds-of-five-years", value: median(times), unit: "s", goal: "<10" });
  return Promise.resolve(figures);
}
