import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import { metresPerDegree } from "../../base/geodesy/sphere.ts";
import { normal, sailing, type Leg } from "../simulated/sailing.ts";
import { shoreOf } from "../places/shore.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import { flagBit, flagsOf } from "./flag-bits.ts";
import { identityForm } from "./identity-form.ts";
import { landCells } from "./land-cells.ts";
import { fixesOf, type PlainFix } from "./plain-fixes.ts";
import type { TrackFlag } from "./segment.ts";
import { trackShip } from "./track-ship.ts";
import { usualTrackSettings as settings } from "./track-settings.ts";

const dayMs = Date.UTC(2020, 0, 1);

/** Legs of a day as merchant ships, ferries and tugs have them. */
function randomLegs(random: () => number): Leg[] {
  const legs: Leg[] = [];
  let course = 360 * random();
  for (let minutes = 0; minutes < 24 * 60;) {
    const kind = random();
    const lasts = kind < 0.25 ? 60 + 300 * random() : 20 + 120 * random();
    const turn = kind > 0.9 ? 3 * (random() - 0.5) : 0;
    legs.push({ minutes: lasts, knots: kind < 0.25 ? 0 : 2 + 26 * random() ** 2, course, turn });
    course += turn * lasts + 90 * (random() - 0.5);
    minutes += lasts;
  }
  return legs;
}

function ship(random: () => number, mmsi: number, at?: readonly [number, number]): PlainFix[] {
  return sailing(
    {
      mmsi,
      fromMs: dayMs,
      longitude: at?.[0] ?? -180 + 360 * random(),
      latitude: at?.[1] ?? -60 + 120 * random(),
      legs: randomLegs(random),
      everySeconds: 20 + 160 * random(),
      noiseMetres: 8,
    },
    random,
  );
}

interface Flagged {
  readonly fix: PlainFix;
  readonly flags: readonly TrackFlag[];
  readonly segment: number;
}

function flagged(fixes: readonly PlainFix[], saysTwoShips = false): Flagged[] {
  const sorted = fixes.toSorted((a, b) => a.at - b.at);
  const columns = fixesOf(sorted);
  const tracker = trackShip(sorted[0]?.mmsi ?? 0, { settings, land: null, saysTwoShips });
  const { flags, segment } = tracker.take({
    mmsi: sorted[0]?.mmsi ?? 0,
    fixes: columns,
    from: 0,
    to: columns.length,
    last: true,
  });
  return sorted.map((fix, i) => ({ fix, flags: flagsOf(flags[i] ?? 0), segment: segment[i] ?? -1 }));
}

/** How many of the planted reports carry one of the flags, and how many of those that carry it were planted. */
function scored(results: readonly Flagged[], planted: ReadonlySet<PlainFix>, flags: readonly TrackFlag[]) {
  const has = results.filter((r) => r.flags.some((f) => flags.includes(f)));
  const right = has.filter((r) => planted.has(r.fix)).length;
  return { right, flagged: has.length, planted: planted.size };
}

function over(seeds: number, make: (random: () => number, seed: number) => ReturnType<typeof scored>) {
  const sum = { right: 0, flagged: 0, planted: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const { right, flagged, planted } = make(uniform(seed), seed);
    sum.right += right;
    sum.flagged += flagged;
    sum.planted += planted;
  }
  return { precision: sum.right / sum.flagged, recall: sum.right / sum.planted };
}

test("of a hundred sound ships not a report is doubted, and each is one segment", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const results = flagged(ship(uniform(seed), 211_000_000 + seed));
    expect(results.filter((r) => r.flags.length > 0 || r.segment !== 0)).toEqual([]);
  }
});

test("two ships under one identity are told apart, far from each other and where their ways cross", () => {
  let [right, all, found] = [0, 0, 0];
  for (let seed = 1; seed <= 40; seed++) {
    const random = uniform(seed);
    const far = seed % 2 === 0;
    const at = [-40 + 80 * random(), -40 + 80 * random()] as const;
    const a = ship(random, 211_000_001, at);
    const b = ship(random, 211_000_001, [at[0] + (far ? 20 : 0.4), at[1] + (far ? 5 : 0.3)]);
    const results = flagged([...a, ...b], true);
    const own = new Set(a);
    const votes = new Map<number, number>();
    for (const { fix, segment } of results)
      votes.set(segment, (votes.get(segment) ?? 0) + (own.has(fix) ? 1 : -1));
    right += results.filter(({ fix, segment }) => own.has(fix) === (votes.get(segment) ?? 0) > 0).length;
    all += results.length;
    found += results.filter((r) => r.flags.includes("identity-shared")).length;
  }
  expect(right / all).toBeGreaterThan(0.99);
  expect(found / all).toBeGreaterThan(0.97);
});

test("single jumps and excursions are found and nothing else", () => {
  const { precision, recall } = over(60, (random, seed) => {
    const fixes = ship(random, 211_000_000 + seed);
    const planted = new Set<PlainFix>();
    const changed = fixes.map((fix, i) => {
      const inExcursion = i >= 200 && i < 215;
      if (!inExcursion && random() > 0.01) return fix;
      const metres = 10_000 + 200_000 * random();
      const moved = { ...fix, latitude: fix.latitude + (inExcursion ? 2 : metres / metresPerDegree) };
      planted.add(moved);
      return moved;
    });
    return scored(flagged(changed), planted, ["jump", "clock", "identity-shared"]);
  });
  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(0.97);
});

test("reports that come an hour late are known by their place on the ship's own way", () => {
  const { precision, recall } = over(40, (random, seed) => {
    const fixes = sailing(
      {
        mmsi: 211_000_000 + seed,
        fromMs: dayMs,
        longitude: 5,
        latitude: 55,
        legs: [
          { minutes: 300, knots: 14, course: 300 * random() },
          { minutes: 300, knots: 12, course: 300 * random() },
        ],
        everySeconds: 60,
      },
      random,
    );
    const planted = new Set<PlainFix>();
    const changed = fixes.map((fix, i) => {
      const earlier = fixes[i - 60];
      if (earlier === undefined || random() > 0.02) return fix;
      const late = { ...earlier, at: fix.at };
      planted.add(late);
      return late;
    });
    return scored(flagged(changed), planted, ["clock"]);
  });
  expect(precision).toBeGreaterThan(0.98);
  expect(recall).toBeGreaterThan(0.9);
});

test("positions that stand still while the ship says that it sails are frozen", () => {
  const { precision, recall } = over(40, (random, seed) => {
    const fixes = sailing(
      {
        mmsi: 211_000_000 + seed,
        fromMs: dayMs,
        longitude: 5,
        latitude: 55,
        legs: [{ minutes: 400, knots: 8 + 6 * random(), course: 90 }],
        everySeconds: 60,
      },
      random,
    );
    const planted = new Set<PlainFix>();
    const held = fixes[100];
    const changed = fixes.map((fix, i) => {
      if (held === undefined || i < 100 || i >= 130) return fix;
      const frozen = { ...fix, longitude: held.longitude, latitude: held.latitude };
      planted.add(frozen);
      return frozen;
    });
    return scored(flagged(changed), planted, ["frozen"]);
  });
  expect(precision).toBe(1);
  expect(recall).toBe(1);
});

test("a ring of false positions is found at any size and cadence; ships that turn in circles are not", () => {
  let [found, planted] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const random = uniform(seed);
    const radius = 200 * 50 ** random();
    const seconds = 20 + 100 * random();
    // Steps of at most a third of a turn, as reports of a ring have.
    const knots = Math.min(30, (radius / seconds / 0.514) * 1.2);
    const longitude = 20 + 40 * random();
    const fixes = Array.from({ length: 400 }, (_, i): PlainFix => {
      const angle = (i * seconds * knots * 0.514) / radius;
      return {
        mmsi: 211_000_000 + seed,
        at: dayMs + i * seconds * 1000,
        longitude: longitude + (radius * Math.cos(angle) + 2 * normal(random)) / (metresPerDegree * 0.8),
        latitude: 36.87 + (radius * Math.sin(angle) + 2 * normal(random)) / metresPerDegree,
        speed: knots,
        course: 0,
      };
    });
    if ((400 * seconds * knots * 0.514) / radius < 6 * Math.PI) continue;
    planted++;
    if (flagged(fixes).filter((r) => r.flags.includes("circling")).length > 100) found++;
  }
  expect(planted).toBeGreaterThan(30);
  expect(found / planted).toBeGreaterThan(0.9);
  // A ship that goes round for hours drifts by current and wind, and holds no speed.
  for (let seed = 1; seed <= 60; seed++) {
    const random = uniform(seed);
    const drift = 0.3 + random();
    const fixes = sailing(
      {
        mmsi: 211_000_000 + seed,
        fromMs: dayMs,
        longitude: 5,
        latitude: 55,
        legs: Array.from({ length: 40 }, () => ({
          minutes: 6,
          knots: 3 + 5 * random(),
          course: 360 * random(),
          turn: 30,
        })),
        everySeconds: 30,
      },
      random,
    ).map((fix) => ({
      ...fix,
      latitude: fix.latitude + (drift * 0.514 * (fix.at - dayMs)) / 1000 / metresPerDegree,
    }));
    expect(flagged(fixes).filter((r) => r.flags.includes("circling"))).toEqual([]);
  }
});

test("speeds that no ship has are flagged, said or needed", () => {
  const fixes = ship(uniform(7), 211_000_000).map((fix, i) => (i === 50 ? { ...fix, speed: 102.2 } : fix));
  expect(flagged(fixes).flatMap((r, i) => (r.flags.length > 0 ? [[i, ...r.flags]] : []))).toEqual([
    [50, "impossible-speed"],
  ]);
});

test("a report inland is on land, but not on a river that three ships sail, nor near a shore", () => {
  const island: Polygon = [
    [
      [10, 50],
      [14, 50],
      [14, 53],
      [10, 53],
      [10, 50],
    ],
  ];
  const land = landCells(shoreOf([island]), settings);
  const at = (mmsi: number, longitude: number, latitude: number): PlainFix[] =>
    Array.from({ length: 10 }, (_, i) => ({ mmsi, at: dayMs + i * 60_000, longitude, latitude, speed: 0 }));
  const inland = (fixes: readonly PlainFix[], landIsKnown: boolean) => {
    const mmsi = fixes[0]?.mmsi ?? 0;
    const tracker = trackShip(mmsi, { settings, land, landIsKnown });
    tracker.take({ mmsi, fixes: fixesOf(fixes), from: 0, to: fixes.length, last: true });
    return tracker.segments()[0]?.segment.flags["on-land"] ?? 0;
  };
  const ships = [
    at(211_000_001, 12, 51.5),
    at(211_000_002, 11.25, 51.25),
    at(211_000_003, 11.25, 51.25),
    at(211_000_004, 11.25, 51.25),
    at(211_000_005, 10.05, 51.5),
  ];
  for (const fixes of ships) inland(fixes, false);
  expect(ships.map((fixes) => inland(fixes, true))).toEqual([10, 0, 0, 0, 0]);
});

test("identities are known by their form", () => {
  expect(
    [211_000_001, 2_111_234, 21_112_345, 111_232_506, 992_111_234, 982_111_234, 970_123_456, 821_112_345].map(
      identityForm,
    ),
  ).toEqual(["ship", "coast", "group", "aircraft", "aid", "craft-of-ship", "beacon", "handheld"]);
  expect(
    [0, 1_193_046, 12_345_678, 123_456_789, 111_111_111, 999_999_999, 1_000_000_000, 800_000_001].map(
      identityForm,
    ),
  ).toEqual(Array(8).fill("invalid"));
  expect(flagBit["invalid-identity"]).toBe(128);
  expect(flagged([{ mmsi: 123_456_789, at: dayMs, longitude: 0, latitude: 0 }]).map((r) => r.flags)).toEqual([
    ["invalid-identity"],
  ]);
});

test("a ship over the 180th meridian is one segment with one box", () => {
  const fixes = sailing(
    {
      mmsi: 211_000_000,
      fromMs: dayMs,
      longitude: 179.5,
      latitude: 10,
      legs: [{ minutes: 600, knots: 12, course: 90 }],
      everySeconds: 120,
    },
    uniform(3),
  );
  const tracker = trackShip(211_000_000, { settings, land: null });
  tracker.take({ mmsi: 211_000_000, fixes: fixesOf(fixes), from: 0, to: fixes.length, last: true });
  const [only, ...others] = tracker.segments();
  expect(others).toEqual([]);
  expect(only?.segment.box.west).toBeGreaterThan(179);
  expect(only?.segment.box.east).toBeLessThan(-178);
  expect(only?.segment.flags).toEqual({});
});
