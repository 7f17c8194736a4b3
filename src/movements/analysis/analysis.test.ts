import { expect, test } from "vitest";
import { metresPerDegree } from "../../base/geodesy/sphere.ts";
import { uniform } from "../../base/random.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import { nothingStated, type Fixes, type Statement } from "../ais/fixes.ts";
import { usualEventSettings, type EventSettings } from "../events/event-settings.ts";
import type { Place } from "../places/place-index.ts";
import { shoreOf } from "../places/shore.ts";
import { inOrder, sailing, type Leg, type Sailing } from "../simulated/sailing.ts";
import { landCells } from "../tracks/land-cells.ts";
import { fixesOf, type PlainFix } from "../tracks/plain-fixes.ts";
import { usualTrackSettings } from "../tracks/track-settings.ts";
import { analyse } from "./analysis.ts";

const day = Date.UTC(2020, 0, 1);
const hourMs = 3_600_000;
/** A coast along the 0th meridian: land to the west. */
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
const pier: Place = {
  id: "site/pier",
  name: "Pier",
  kind: "area",
  position: [0.01, 52],
  polygons: [
    [
      [
        [0.005, 51.995],
        [0.015, 51.995],
        [0.015, 52.005],
        [0.005, 52.005],
        [0.005, 51.995],
      ],
    ],
  ],
};

async function* inBatches(fixes: readonly PlainFix[]): AsyncGenerator<Fixes> {
  for (let from = 0; from < fixes.length; from += 997) yield fixesOf(fixes.slice(from, from + 997));
}

function analysed(
  fixes: readonly PlainFix[],
  events: Partial<EventSettings> = {},
  statements: readonly Statement[] = [],
  days = 1,
) {
  const shore = shoreOf([coast]);
  return analyse({
    batches: inBatches(inOrder(fixes)),
    statements,
    fromMs: day,
    toMs: day + days * 24 * hourMs,
    shore,
    land: landCells(shore, usualTrackSettings),
    places: [port, pier],
    tracks: usualTrackSettings,
    events: { ...usualEventSettings, ...events },
  });
}

const ship = (
  mmsi: number,
  longitude: number,
  latitude: number,
  legs: readonly Leg[],
  more: Partial<Sailing> = {},
) => sailing({ mmsi, fromMs: day, longitude, latitude, legs, everySeconds: 60, ...more }, uniform(mmsi));
const silent = (fixes: readonly PlainFix[], fromHour: number, toHour: number): PlainFix[] =>
  fixes.filter((f) => f.at < day + fromHour * hourMs || f.at >= day + toHour * hourMs);

test("a visit is entered at 3 km and left at 4 km, with its stop; a ship that passes makes none", async () => {
  const metresPerMinute = (12 * 1852) / 60;
  // From 20 km east to the port, two hours there, back.
  const inward = (20_000 - 500) / metresPerMinute;
  const visitor = ship(211_000_001, 0.02 + 20_000 / (metresPerDegree * Math.cos((50 * Math.PI) / 180)), 50, [
    { minutes: inward, knots: 12, course: 270 },
    { minutes: 120, knots: 0, course: 0 },
    { minutes: 60, knots: 12, course: 90 },
  ]);
  const passing = ship(211_000_002, 0.04, 49.8, [{ minutes: 300, knots: 12, course: 0 }]);
  const { visits } = await analysed([...visitor, ...passing]);
  expect(visits.length).toBe(1);
  const [visit] = visits;
  expect(visit).toMatchObject({
    mmsi: 211_000_001,
    placeId: "own/port",
    kind: "port",
    entryUnseen: false,
    exitUnseen: false,
    unheardMinutes: 0,
  });
  const entered = day + ((20_000 - 3000) / metresPerMinute) * 60_000;
  const left = day + (inward + 120 + (4000 - 500) / metresPerMinute) * 60_000;
  expect(Math.abs((visit?.enteredMs ?? 0) - entered)).toBeLessThan(120_000);
  expect(Math.abs((visit?.leftMs ?? 0) - left)).toBeLessThan(120_000);
  expect(Math.abs((visit?.stoppedMinutes ?? 0) - 120)).toBeLessThan(3);
  const all = await analysed([...visitor, ...passing], { stopsOnly: false });
  expect(all.visits.map((v) => v.mmsi).sort((a, b) => a - b)).toEqual([211_000_001, 211_000_002]);
});

test("a ship that falls silent inside a place is there with unheard time, and what was not seen is said", async () => {
  const inside = ship(211_000_001, 0.025, 50, [{ minutes: 1380, knots: 0, course: 0 }]);
  const { visits } = await analysed(silent(inside, 4, 12));
  expect(visits).toMatchObject([{ entryUnseen: true, leftMs: null, exitUnseen: true, placeId: "own/port" }]);
  expect(Math.abs((visits[0]?.unheardMinutes ?? 0) - 480)).toBeLessThan(4);
});

test("an outline is a place of its own, and waiting before a berth is found", async () => {
  const metresPerMinute = (10 * 1852) / 60;
  const away = 0.01 + 15_000 / (metresPerDegree * Math.cos((52 * Math.PI) / 180));
  const toPier = ship(211_000_001, away, 52, [
    { minutes: 15_000 / metresPerMinute, knots: 10, course: 270 },
    { minutes: 180, knots: 0, course: 0 },
    { minutes: 120, knots: 10, course: 90 },
  ]);
  const waits = ship(211_000_002, 0.02 + 0.2, 50, [
    { minutes: 200, knots: 0, course: 0, status: 1 },
    {
      minutes: (0.2 * metresPerDegree * Math.cos((50 * Math.PI) / 180)) / metresPerMinute,
      knots: 10,
      course: 270,
    },
    { minutes: 300, knots: 0, course: 0 },
  ]);
  const { visits, waiting } = await analysed([...toPier, ...waits]);
  expect(visits.map((v) => [v.mmsi, v.placeId, v.kind])).toEqual([
    [211_000_001, "site/pier", "area"],
    [211_000_002, "own/port", "port"],
  ]);
  expect(waiting.map((w) => [w.mmsi, w.placeId])).toEqual([[211_000_002, "own/port"]]);
  expect(Math.abs((waiting[0]?.toMs ?? 0) - (waiting[0]?.fromMs ?? 0) - 200 * 60_000)).toBeLessThan(180_000);
});

test("meetings: beside each other at sea for long enough, not in passing, not near the shore, not one ship with itself", async () => {
  const beside = (
    mmsi: number,
    longitude: number,
    latitude: number,
    metres: number,
    minutes: number,
  ): PlainFix[] => [
    ...ship(mmsi, longitude, latitude, [
      { minutes, knots: 0.5, course: 45 },
      { minutes: 60, knots: 8, course: 45 },
    ]),
    ...ship(
      mmsi + 1,
      longitude + metres / (metresPerDegree * Math.cos((latitude * Math.PI) / 180)),
      latitude,
      [
        { minutes, knots: 0.5, course: 45 },
        { minutes: 60, knots: 12, course: 200 },
      ],
    ),
  ];
  const { meetings } = await analysed([
    ...beside(211_000_010, 2, 50, 200, 300),
    ...beside(211_000_020, 2, 51, 200, 60),
    ...beside(211_000_030, 2, 53, 900, 300),
    ...beside(211_000_040, 0.05, 54, 200, 300),
    // Over the edge of a cell and of the date line.
    ...beside(211_000_050, 179.9995, 10, 150, 300),
  ]);
  expect(meetings.map((m) => [m.first, m.second])).toEqual([
    [211_000_010, 211_000_011],
    [211_000_050, 211_000_051],
  ]);
  const [first] = meetings;
  expect(Math.abs((first?.medianMetres ?? 0) - 200)).toBeLessThan(25);
  expect(Math.abs((first?.toMs ?? 0) - (first?.fromMs ?? 0) - 300 * 60_000)).toBeLessThan(1_300_000);
});

test("loitering: slow for hours far from shore", async () => {
  const { loitering } = await analysed([
    ...ship(211_000_001, 3, 50, [
      { minutes: 120, knots: 12, course: 90 },
      { minutes: 400, knots: 1, course: 10 },
      { minutes: 120, knots: 12, course: 90 },
    ]),
    ...ship(211_000_002, 0.2, 50, [{ minutes: 600, knots: 1, course: 10 }]),
    ...ship(211_000_003, 3, 52, [{ minutes: 100, knots: 1, course: 10 }]),
  ]);
  expect(loitering.map((l) => l.mmsi)).toEqual([211_000_001]);
  expect(Math.abs((loitering[0]?.toMs ?? 0) - (loitering[0]?.fromMs ?? 0) - 400 * 60_000)).toBeLessThan(
    180_000,
  );
});

/** Ships that cross a sea from south to north all day, each heard. */
const fleet = (count: number, first: number, longitude: number, minutes = 1430): PlainFix[] =>
  Array.from({ length: count }, (_, i) =>
    ship(first + i, longitude + 0.03 * (i % 7), 48 + (i % 5) * 0.4, [
      { minutes, knots: 6 + (i % 4), course: 0 },
    ]),
  ).flat();

test("a ship silent among others that are heard was off; far out, in good reception, that is a disabling", async () => {
  const off = silent(ship(211_000_001, 4, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]), 5, 18);
  const near = silent(ship(211_000_002, 0.3, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]), 5, 18);
  const { gaps } = await analysed([
    ...fleet(25, 212_000_000, 3.95),
    ...fleet(25, 213_000_000, 0.25),
    ...off,
    ...near,
  ]);
  expect(gaps.map((g) => [g.mmsi, g.kind])).toEqual([
    [211_000_001, "disabling"],
    [211_000_002, "gap"],
  ]);
  for (const gap of gaps) {
    expect(gap.heard).toBeGreaterThan(0.95);
    expect(Math.abs((gap.impliedKnots ?? 0) - 8)).toBeLessThan(0.2);
  }
});

test("when all fall silent nobody has gone dark, and where nobody else ever was nothing can be told", async () => {
  const outage = fleet(25, 212_000_000, 3.95).filter(
    (f) => f.at < day + 8 * hourMs || f.at >= day + 16 * hourMs,
  );
  const lone = silent(ship(211_000_001, 20, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]), 5, 18);
  const { gaps } = await analysed([...outage, ...lone]);
  const ofFleet = gaps.filter((g) => g.mmsi >= 212_000_000);
  expect(ofFleet.length).toBe(25);
  expect(ofFleet.filter((g) => g.kind !== "cannot-tell" && g.kind !== "not-heard-there")).toEqual([]);
  const heard = ofFleet.map((g) => g.heard ?? 0).sort((a, b) => a - b);
  expect(heard[12]).toBeLessThan(0.5);
  // Its own reports before and after are all that is known there.
  expect(gaps.find((g) => g.mmsi === 211_000_001)?.kind).toBe("cannot-tell");
});

test("of a place nothing is said unless a ship was heard in its own cell, however well others are heard farther in", async () => {
  const { reception } = await analysed(fleet(40, 212_000_000, 3.95));
  const cells = reception.grid().filter((c) => c.heard > 0.9);
  expect(cells.length).toBeGreaterThan(3);
  let beside = 0;
  for (const { west, south, east, north } of cells)
    for (const across of [-1, 0, 1]) {
      const longitude = (west + east) / 2 + across * (east - west);
      const latitude = (south + north) / 2;
      const isShown = reception
        .grid()
        .some((c) => longitude > c.west && longitude < c.east && latitude > c.south && latitude < c.north);
      if (!isShown) beside++;
      expect(reception.heard(longitude, latitude, day + 12 * hourMs, "A", 60) === null).toBe(!isShown);
    }
  expect(beside).toBeGreaterThan(0);
});

test("reception is well calibrated on a sea where one report in so many slots is heard", async () => {
  for (const share of [0.2, 0.5, 0.9]) {
    const heardSlots = fleet(60, 212_000_000, 3.95).filter((f) => {
      // Each ten minutes of a ship are heard or not.
      const slot = Math.floor(f.at / 600_000);
      return uniform(f.mmsi * 1000 + (slot % 1000))() < share;
    });
    const { reception } = await analysed(heardSlots);
    const spots = [6, 9, 12, 15, 18].flatMap((hour) =>
      [48.8, 49.2, 49.6, 50].map((latitude) => ({ at: day + hour * hourMs, latitude })),
    );
    const mean = (minutes: number): number =>
      spots.reduce(
        (sum, { at, latitude }) =>
          sum + (reception.heard(4, latitude, at, "A", minutes) ?? Number.NaN) / spots.length,
        0,
      );
    expect(Math.abs(mean(10) - share)).toBeLessThan(0.04);
    expect(mean(60)).toBeGreaterThan(mean(10));
    expect(mean(60)).toBeLessThanOrEqual(1 - (1 - share) ** 6 + 0.02);
    expect(reception.heard(20, 55, day + 12 * hourMs, "A", 60)).toBeNull();
    expect(reception.heardBetween(20, 55, day + 12 * hourMs, "A", 60)).toBeNull();
    const intervals = spots.flatMap(
      ({ at, latitude }) => reception.heardBetween(4, latitude, at, "A", 10) ?? [],
    );
    expect(intervals).toHaveLength(spots.length);
    // Of 20 intervals of 90 %, fewer than 14 hold what is true once in a hundred times.
    expect(intervals.filter(({ low, high }) => low <= share && share <= high).length).toBeGreaterThan(13);
    for (const { low, high } of intervals) expect(high - low).toBeLessThan(0.65);
  }
});

test("a share that is heard lies in its interval, which is narrower where more ships were heard, and rises with the time", async () => {
  const half = (fixes: readonly PlainFix[]): PlainFix[] =>
    fixes.filter((f) => uniform(f.mmsi * 1000 + (Math.floor(f.at / 600_000) % 1000))() < 0.5);
  const [few, many] = [
    await analysed(half(fleet(4, 212_000_000, 3.95))),
    await analysed(half(fleet(60, 212_000_000, 3.95))),
  ];
  const asked = ({ reception }: Awaited<ReturnType<typeof analysed>>, minutes: number) =>
    reception.heardBetween(4, 49.4, day + 12 * hourMs, "A", minutes) ?? {
      heard: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
    };
  for (const sea of [few, many]) {
    let before = { heard: 0, low: 0, high: 0 };
    for (const minutes of [1, 5, 10, 30, 60, 600]) {
      const now = asked(sea, minutes);
      expect(now.heard).toBe(sea.reception.heard(4, 49.4, day + 12 * hourMs, "A", minutes));
      expect(now.low).toBeGreaterThanOrEqual(before.low);
      expect(now.heard).toBeGreaterThanOrEqual(now.low);
      expect(now.high).toBeGreaterThanOrEqual(now.heard);
      expect(now.high).toBeLessThanOrEqual(1);
      before = minutes <= 60 ? now : before;
    }
  }
  const width = ({ low, high }: { readonly low: number; readonly high: number }): number => high - low;
  expect(width(asked(many, 10))).toBeLessThan(width(asked(few, 10)));
});

test("class B is judged by class B where the reports say the class, and a ship's own gaps are no evidence against it", async () => {
  const share = (fixes: readonly PlainFix[], heard: number): PlainFix[] =>
    fixes.filter((f) => uniform(f.mmsi * 1000 + (Math.floor(f.at / 600_000) % 1000))() < heard);
  const weak = share(fleet(30, 213_000_000, 3.95), 0.3).map((f) => ({ ...f, senderClass: "B" as const }));
  const { reception } = await analysed([...share(fleet(30, 212_000_000, 3.95), 0.95), ...weak]);
  const heard = (senderClass: "A" | "B" | "unknown") =>
    reception.heard(4, 49.4, day + 12 * hourMs, senderClass, 10) ?? Number.NaN;
  expect(heard("A")).toBeGreaterThan(0.85);
  expect(heard("B")).toBeLessThan(0.5);
  expect(heard("unknown")).toBeGreaterThan(heard("B"));
  expect(heard("unknown")).toBeLessThan(heard("A"));

  // The same silence, asked as its own ship's and as a stranger's: only the stranger may count it against the place.
  const silentShip = silent(ship(211_000_001, 4, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]), 5, 18);
  const few = await analysed([...fleet(2, 212_000_000, 3.97), ...silentShip]);
  const way = {
    senderClass: "A",
    fromMs: day + 5 * hourMs,
    toMs: day + 18 * hourMs,
    from: [4, 48.87],
    to: [4, 50.6],
  } as const;
  const own = few.reception.heardAlong({ ...way, mmsi: 211_000_001 });
  const other = few.reception.heardAlong({ ...way, mmsi: 999_000_001 });
  expect(own.heard).not.toBeNull();
  expect(own.heard ?? 0).toBeGreaterThanOrEqual(other.heard ?? 1);
});

const statement = (mmsi: number, name: string, more: Partial<Statement> = {}): Statement => ({
  mmsi,
  ...nothingStated,
  name,
  firstMs: day,
  lastMs: day + 24 * hourMs,
  reports: 10,
  ...more,
});

test("an identity that goes on under another number is proposed first, and nothing is proposed of strangers", async () => {
  const whole = ship(211_000_001, 4, 48.2, [{ minutes: 1430, knots: 11, course: 20 }]);
  const renamed = whole.map((f) => (f.at < day + 12 * hourMs ? f : { ...f, mmsi: 677_000_001 }));
  const strangers = Array.from({ length: 40 }, (_, i) =>
    ship(
      214_000_000 + i,
      3 + 0.2 * (i % 10),
      48 + 0.3 * (i % 7),
      [{ minutes: 300, knots: 9, course: 30 * i }],
      {
        fromMs: day + (1 + (i % 14)) * hourMs,
      },
    ),
  ).flat();
  const said = [
    statement(211_000_001, "MAIA", { imo: 9_358_010, lengthMetres: 138, widthMetres: 21 }),
    statement(677_000_001, "NEPTUN", { imo: 9_358_010, lengthMetres: 138, widthMetres: 21 }),
  ];
  const { proposals } = await analysed([...renamed, ...strangers], {}, said);
  expect(proposals[0]).toMatchObject({ before: 211_000_001, after: 677_000_001 });
  expect(proposals[0]?.probability).toBeGreaterThan(0.95);
  expect(proposals.slice(1).filter((p) => p.probability > 0.5)).toEqual([]);
  const without = await analysed([...renamed, ...strangers]);
  expect(without.proposals[0]).toMatchObject({ before: 211_000_001, after: 677_000_001 });
});

test("the answers do not depend on the batches, and a kept model of reception answers as it did", async () => {
  const { saveReception, savedModel } = await import("../reception/saved.ts");
  const fixes = [
    ...fleet(12, 212_000_000, 3.95),
    ...silent(ship(211_000_001, 4, 48.2, [{ minutes: 1430, knots: 8, course: 0 }]), 5, 18),
  ];
  const once = await analysed(fixes);
  const again = savedModel(saveReception(once.evidence, once.weighed));
  for (const [longitude, latitude, hour] of [
    [4, 49, 12],
    [3.97, 48.4, 3],
    [4.1, 50, 20],
    [9, 9, 9],
  ] as const)
    expect(again.heard(longitude, latitude, day + hour * hourMs, "A", 30)).toBe(
      once.reception.heard(longitude, latitude, day + hour * hourMs, "A", 30),
    );
  expect(again.grid()).toEqual(once.reception.grid());
  const sorted = inOrder(fixes);
  const whole = await analyse({
    batches: (async function* () {
      yield fixesOf(sorted);
    })(),
    statements: [],
    fromMs: day,
    toMs: day + 24 * hourMs,
    shore: shoreOf([coast]),
    land: null,
    places: [port, pier],
    tracks: usualTrackSettings,
    events: usualEventSettings,
  });
  expect(whole.gaps).toEqual(once.gaps);
  expect(whole.segments).toEqual(once.segments);
});
