import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import type { Fixes } from "../ais/fixes.ts";
import { analyse } from "../analysis/analysis.ts";
import type { Place } from "../places/place-index.ts";
import { shoreOf } from "../places/shore.ts";
import { inOrder, sailing, type Leg, type Sailing } from "../simulated/sailing.ts";
import { fixesOf, type PlainFix } from "../tracks/plain-fixes.ts";
import { usualTrackSettings } from "../tracks/track-settings.ts";
import { usualEventSettings, type EventSettings } from "./event-settings.ts";

const day = Date.UTC(2020, 0, 1);
const hourMs = 3_600_000;
/** Land to the west of the 0th meridian. */
const coast: Polygon = [
  [
    [-5, 40],
    [0, 40],
    [0, 60],
    [-5, 60],
    [-5, 40],
  ],
];
const port: Place = { id: "own/port", name: "Port", kind: "port", position: [0.02, 50], polygons: [] };

async function* inBatches(fixes: readonly PlainFix[]): AsyncGenerator<Fixes> {
  for (let from = 0; from < fixes.length; from += 997) yield fixesOf(fixes.slice(from, from + 997));
}

const analysed = (fixes: readonly PlainFix[], events: Partial<EventSettings> = {}, days = 1) =>
  analyse({
    batches: inBatches(inOrder(fixes)),
    statements: [],
    fromMs: day,
    toMs: day + days * 24 * hourMs,
    shore: shoreOf([coast]),
    land: null,
    places: [port],
    tracks: usualTrackSettings,
    events: { ...usualEventSettings, ...events },
  });

const ship = (
  mmsi: number,
  longitude: number,
  latitude: number,
  legs: readonly Leg[],
  more: Partial<Sailing> = {},
) => sailing({ mmsi, fromMs: day, longitude, latitude, legs, everySeconds: 60, ...more }, uniform(mmsi));
const until = (fixes: readonly PlainFix[], hour: number): PlainFix[] =>
  fixes.filter((f) => f.at < day + hour * hourMs);

/** Ships that cross a sea from south to north all day, each heard. */
const fleet = (count: number, first: number, longitude: number): PlainFix[] =>
  Array.from({ length: count }, (_, i) =>
    ship(first + i, longitude + 0.03 * (i % 7), 48 + (i % 5) * 0.4, [
      { minutes: 1430, knots: 6 + (i % 4), course: 0 },
    ]),
  ).flat();
const north: readonly Leg[] = [{ minutes: 1430, knots: 8, course: 0 }];
const openOf = async (fixes: readonly PlainFix[], events: Partial<EventSettings> = {}, days = 1) => {
  const made = await analysed(fixes, events, days);
  return { ...made, open: made.gaps.filter((g) => g.toMs === null) };
};

test("a ship that falls silent for good among others that are heard has an open gap, and never a disabling", async () => {
  const gone = until(ship(211_000_001, 4, 48.2, north), 8);
  const { open, quiet } = await openOf([...fleet(25, 212_000_000, 3.95), ...gone]);
  expect(quiet).toEqual({ inPort: 0, atBerth: 0 });
  expect(open.length).toBe(1);
  const [gap] = open;
  expect(gap).toMatchObject({
    mmsi: 211_000_001,
    toMs: null,
    toPosition: null,
    distanceMetres: null,
    impliedKnots: null,
    kind: "gap",
  });
  expect(Math.abs((gap?.fromMs ?? 0) - (day + 8 * hourMs))).toBeLessThan(120_000);
  // To the last report of all, not to the end of the window.
  expect(Math.abs((gap?.silentUntilMs ?? 0) - (day + 1430 * 60_000))).toBeLessThan(120_000);
  expect((gap?.oddsUntilMs ?? 0) - (gap?.fromMs ?? 0)).toBe(2 * hourMs);
  expect(gap?.heard).toBeGreaterThan(0.95);
  expect(gap?.reasons[0]).toContain("not heard again");
  expect(gap?.reasons.join()).not.toContain("berth");
});

test("the end of the reports is where all end: a feed that stops makes nobody silent", async () => {
  const { gaps } = await openOf(until(fleet(25, 212_000_000, 3.95), 10), {}, 2);
  expect(gaps).toEqual([]);
});

test("what ended in a port or lying at a shore is no gap and is counted; what was heading for a shore is said", async () => {
  const metresPerMinute = (8 * 1852) / 60;
  const intoPort = until(
    ship(211_000_001, 0.2, 50, [
      { minutes: 12_600 / metresPerMinute, knots: 8, course: 270 },
      { minutes: 600, knots: 0, course: 0 },
    ]),
    5,
  );
  const atShore = until(ship(211_000_002, 0.03, 49, [{ minutes: 600, knots: 0, course: 0 }]), 5);
  const adrift = until(ship(211_000_003, 0.5, 49.2, [{ minutes: 600, knots: 0.2, course: 0, status: 0 }]), 5);
  const homeward = until(ship(211_000_004, 0.45, 49.4, [{ minutes: 120, knots: 8, course: 270 }]), 1);
  const { open, quiet } = await openOf([
    ...fleet(25, 212_000_000, 0.25),
    ...fleet(25, 213_000_000, 0.05),
    ...intoPort,
    ...atShore,
    ...adrift,
    ...homeward,
  ]);
  expect(quiet).toEqual({ inPort: 1, atBerth: 1 });
  expect(open.map((g) => [g.mmsi, g.kind])).toEqual([
    [211_000_003, "gap"],
    [211_000_004, "gap"],
  ]);
  expect(open[0]?.shoreMetres).toBeGreaterThan(30_000);
  expect(open[1]?.reasons).toContain("it may have come to a berth: there is a shore on its course");
});

test("a ship that leaves where ships are heard is not accused, nor one whose receivers fell silent with it", async () => {
  // Eastward out of the lane, to where nobody else sails.
  const away = until(ship(211_000_001, 4.1, 49, [{ minutes: 600, knots: 14, course: 90 }]), 0.2);
  const { open } = await openOf([...fleet(25, 212_000_000, 3.95), ...away]);
  expect(open.map((g) => [g.mmsi, g.kind])).toEqual([[211_000_001, "cannot-tell"]]);
  expect(open[0]?.reasons.join()).toContain("out of where ships are heard");

  const lone = until(ship(211_000_002, 20, 49, north), 5);
  const elsewhere = await openOf([...fleet(25, 212_000_000, 3.95), ...lone]);
  expect(elsewhere.open.map((g) => [g.mmsi, g.kind])).toEqual([[211_000_002, "cannot-tell"]]);

  const outage = [...fleet(20, 214_000_000, 30), ...until(fleet(25, 212_000_000, 3.95), 10)];
  const { open: silent } = await openOf(outage);
  expect(silent.length).toBe(25);
  expect(silent.filter((g) => g.kind === "gap" || g.kind === "disabling")).toEqual([]);
});

test("one that is heard elsewhere under its number has no open gap", async () => {
  const first = until(ship(211_000_001, 4, 48.2, north), 8);
  const second = ship(211_000_001, 25, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]);
  const { open } = await openOf([
    ...fleet(25, 212_000_000, 3.95),
    ...first,
    ...second.map((f) => ({ ...f, at: f.at + 30_000 })),
  ]);
  expect(open).toEqual([]);
});

test("where the case has no reports of anybody, nobody is silent: a day that was not imported, a log that ended", async () => {
  // Two days with a day between them; one ship is silent for seven hours at the end of the first and is back on the third, one for ten minutes.
  const third = 48 * hourMs;
  const later = fleet(12, 211_000_100, 3).map((f) => ({ ...f, at: f.at + third }));
  const sailed = (mmsi: number, hour: number): PlainFix[] => [
    ...until(ship(mmsi, 3.1, 48.5, [{ minutes: 1430, knots: 5, course: 0 }]), hour),
    ...ship(mmsi, 3.1, 50.5, [{ minutes: 700, knots: 5, course: 0 }]).map((f) => ({
      ...f,
      at: f.at + third,
    })),
  ];
  const { gaps } = await analysed(
    [...fleet(12, 211_000_100, 3), ...later, ...sailed(211_000_001, 17), ...sailed(211_000_002, 23.5)],
    {},
    3,
  );
  const of = (mmsi: number) => gaps.find((g) => g.mmsi === mmsi && g.toMs !== null);
  expect(of(211_000_001)?.reasons.join()).toContain("no reports of any ship for 24 hours of it");
  // Thirty-one hours, of which seven were listened to: too short to have been switched off for half a day.
  expect(of(211_000_001)?.kind).not.toBe("disabling");
  expect(of(211_000_002)?.kind).toBe("cannot-tell");
  // A log of some minutes, and another of a later day: nobody of the first fell silent.
  const short = until(fleet(12, 211_000_100, 3), 0.2);
  const other = ship(211_000_050, 3, 49, [{ minutes: 20, knots: 5, course: 0 }]).map((f) => ({
    ...f,
    at: f.at + third,
  }));
  const ended = await analysed([...short, ...other], {}, 3);
  expect(ended.gaps.length).toBeGreaterThan(5);
  expect(new Set(ended.gaps.map((g) => g.kind))).toEqual(new Set(["cannot-tell"]));
  // Years apart, where reception is kept by bins of days.
  const years = other.map((f) => ({ ...f, at: f.at + 5 * 365 * 24 * hourMs }));
  const apart = await analysed([...short, ...years], {}, 6 * 365);
  expect(new Set(apart.gaps.map((g) => g.kind))).toEqual(new Set(["cannot-tell"]));
});
