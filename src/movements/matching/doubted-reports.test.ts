import fc from "fast-check";
import { expect, test } from "vitest";
import { madeSighting } from "../../../test/made-sighting.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import type { LonLatBox } from "../ais/fixes.ts";
import { fixesOf, type PlainFix } from "../tracks/plain-fixes.ts";
import { usualTrackSettings } from "../tracks/track-settings.ts";
import { trackShip } from "../tracks/track-ship.ts";
import { reportAt, type Bracket, type Report } from "./bracket.ts";
import type { Candidate } from "./candidate.ts";
import { ShipCollector } from "./collect.ts";
import { candidateForecast, concentration, inOnePiece } from "./doubted-forecast.ts";
import { forecastOf } from "./forecast.ts";
import { leftOutWords, segmentWords } from "./left-out.ts";
import { match, type MatchTask } from "./match.ts";
import { directionOf, fromPlane, planeAt, type EastNorth } from "./plane.ts";
import { saidOfTwoShips } from "./said-of-ship.ts";
import { publishedSettings } from "./settings.ts";

const at = Date.UTC(2024, 2, 12, 12, 0);
const minute = 60_000;
const plane = planeAt([130.4, 42.1]);
const span = { fromMs: at - 500, toMs: at + 500, precision: "second", text: "" } as const;

const scene: Scene = {
  id: "scene",
  at: span,
  sensor: "optical",
  platform: "",
  footprint: [
    [
      [-16_000, -11_000],
      [16_000, -11_000],
      [16_000, 11_000],
      [-16_000, 11_000],
      [-16_000, -11_000],
    ].map(([east, north]) => fromPlane(plane, [east ?? 0, north ?? 0])),
  ],
  sampleDistanceMetres: 3,
  hidden: [],
  foundHalfMetres: 10,
  foundNearlyAllMetres: 25,
  radar: null,
  lookId: null,
  source: "",
  licence: "",
};

const sighting = (id: string, place: EastNorth): Sighting =>
  madeSighting({
    id,
    sceneId: "scene",
    at: span,
    position: fromPlane(plane, place),
    sensor: "optical",
    lengthMetres: { low: 100, best: 110, high: 120 },
  });

/** A report so many minutes after the picture. */
function report(
  mmsi: number,
  minutes: number,
  [east, north]: EastNorth,
  knots: number,
  course: number,
): PlainFix {
  const [longitude, latitude] = fromPlane(plane, [east, north]);
  return {
    mmsi,
    at: at + minutes * minute,
    longitude,
    latitude,
    speed: knots,
    course,
    heading: course,
    senderClass: "A",
  };
}

/** Reports of a ship that sails straight at ten knots through a place at the time of the picture, half a minute off it. */
function sailed(
  mmsi: number,
  [east, north]: EastNorth,
  course: number,
  fromMinutes: number,
  toMinutes: number,
): PlainFix[] {
  const [de, dn] = directionOf(course);
  return Array.from({ length: toMinutes - fromMinutes }, (_, i) => {
    const minutes = fromMinutes + i + 0.5;
    const metres = 5.144 * 60 * minutes;
    return report(mmsi, minutes, [east + de * metres, north + dn * metres], 10, course);
  });
}

/** Reports on a circle, each minute, as a ship that was switched to false positions sends. */
function circled(mmsi: number, [east, north]: EastNorth, fromMinutes: number, toMinutes: number): PlainFix[] {
  return Array.from({ length: toMinutes - fromMinutes }, (_, i) => {
    const [de, dn] = directionOf(40 * i);
    return report(mmsi, fromMinutes + i + 0.5, [east + 800 * de, north + 800 * dn], 12, (40 * i + 90) % 360);
  });
}

const about = {
  name: "SHIP",
  shipClass: "cargo",
  senderClass: "A",
  lengthMetres: 110,
  widthMetres: 17,
  toBowMetres: null,
} as const;

const inOrder = (fixes: readonly PlainFix[]): PlainFix[] => fixes.toSorted((a, b) => a.at - b.at);

/** The ships of one number, as they are gathered for matching. */
function shipsOf(
  fixes: readonly PlainFix[],
  { saysTwoShips = false, box = null }: { saysTwoShips?: boolean; box?: LonLatBox | null } = {},
): Candidate[] {
  const mmsi = fixes[0]?.mmsi ?? 0;
  const collector = new ShipCollector([at], box, saysTwoShips);
  const rows = { mmsi, fixes: fixesOf(inOrder(fixes)), from: 0, to: fixes.length, last: true };
  collector.take(trackShip(mmsi, { settings: usualTrackSettings, land: null, saysTwoShips }).take(rows));
  return collector.ships().map((ship) => ({ mmsi, ...about, ...ship }));
}

/** The same number with every report believed. */
function believing(fixes: readonly PlainFix[]): Candidate {
  const columns = fixesOf(inOrder(fixes));
  const after = columns.at.findIndex((ms) => ms > at);
  const bracket = {
    before: after === 0 ? null : reportAt(columns, (after === -1 ? columns.length : after) - 1),
    after: after === -1 ? null : reportAt(columns, after),
  };
  return { mmsi: fixes[0]?.mmsi ?? 0, ...about, brackets: [bracket] };
}

const weighed = (
  sightings: readonly Sighting[],
  candidates: readonly Candidate[],
  more: Partial<MatchTask> = {},
) =>
  match({
    scene,
    at: span,
    sightings,
    candidates,
    fixed: [],
    reception: { heard: () => 0.98 },
    anyReports: true,
    settings: publishedSettings,
    ...more,
  }).verdicts;
const wordsOf = (...args: Parameters<typeof weighed>): string[] => weighed(...args).map((v) => v.word);

test("clean tracks give the candidates and verdicts that all their reports give", () => {
  const ships = [
    sailed(1, [0, 0], 90, -120, 120),
    sailed(2, [2000, 1000], 10, -300, -20),
    sailed(3, [-4000, 500], 200, 7, 90),
  ];
  const seen = [sighting("a", [20, 10]), sighting("b", [-3000, 3000])];
  expect(ships.flatMap((fixes) => shipsOf(fixes))).toStrictEqual(ships.map(believing));
  expect(
    JSON.stringify(
      weighed(
        seen,
        ships.flatMap((fixes) => shipsOf(fixes)),
      ),
    ),
  ).toBe(JSON.stringify(weighed(seen, ships.map(believing))));
});

test("a ship that sends a circle about the time of the picture is not missed there, and is sought by what it sent before and after", () => {
  const fixes = [
    ...sailed(1, [0, 0], 90, -150, -30),
    ...circled(1, [2000, 7000], -30, 30),
    ...sailed(1, [0, 0], 90, 30, 150),
  ];
  // Believed, it is missed where it says, and seen where it is it is dark.
  expect(wordsOf([], [believing(fixes)])).toEqual(["report-without-ship"]);
  expect(wordsOf([sighting("s", [200, -100])], [believing(fixes)])[0]).toBe("dark");
  const ships = shipsOf(fixes);
  expect(ships).toHaveLength(1);
  expect(wordsOf([], ships)).toEqual([]);
  const [verdict] = weighed([sighting("s", [200, -100])], ships);
  expect(verdict?.word).toBe("matched");
  expect(verdict?.reasons.join(" ")).toContain("Some reports about that time are doubted");
  const [rival] = verdict?.rivals ?? [];
  expect(rival).toMatchObject({ mmsi: 1, minutesBefore: 30.5, minutesAfter: 30.5 });
  expect(rival?.leftOut?.map(leftOutWords)).toEqual(["60 reports from 11:30 to 12:29 on a circle left out"]);
});

test("a ship that is seen just where its doubted reports say is not dark", () => {
  const fixes = [
    ...sailed(1, [0, 0], 90, -150, -30),
    ...circled(1, [2000, 7000], -30, 30),
    ...sailed(1, [0, 0], 90, 30, 150),
  ];
  const columns = fixesOf(inOrder(fixes));
  const there = reportAt(
    columns,
    columns.at.findIndex((ms) => ms > at),
  );
  const seen = { ...sighting("s", [0, 0]), position: there.position };
  expect(wordsOf([seen], shipsOf(fixes))[0]).not.toBe("dark");
});

test("two ships that send in turn under one number are two rivals, and each is matched by its own reports", () => {
  const fixes = [
    ...sailed(1, [0, 0], 90, -120, 120),
    ...sailed(1, [-6000, 8000], 270, -110, 110).map((f) => ({ ...f, at: f.at + 10_000 })),
  ];
  const ships = shipsOf(fixes);
  expect(ships.map((s) => s.segment?.number)).toEqual([1, 2]);
  expect(segmentWords(ships[1]?.segment ?? { number: 0, fromMs: 0, toMs: 0 })).toBe(
    "segment 2, from 10:10 to 13:49",
  );
  const verdicts = weighed([sighting("a", [10, 10]), sighting("b", [-6010, 7990])], ships);
  expect(verdicts.map((v) => [v.word, v.rivals[0]?.mmsi, v.rivals[0]?.segment?.number])).toEqual([
    ["matched", 1, 1],
    ["matched", 1, 2],
  ]);
  // Of the one that is not seen it is said.
  const [, other] = weighed([sighting("a", [10, 10])], ships);
  expect(other).toMatchObject({ word: "report-without-ship", rivals: [{ mmsi: 1, segment: { number: 2 } }] });
});

test("a few reports elsewhere at the end of the window leave a number one ship; a longer stay there, or what it says of itself, does not", () => {
  const own = sailed(1, [0, 0], 90, -120, 120);
  const glitch = sailed(1, [0, 400_000], 90, 121, 127);
  const segments = (...args: Parameters<typeof shipsOf>) => shipsOf(...args).map((s) => s.segment?.number);
  expect(segments([...own, ...glitch])).toEqual([undefined, 2]);
  expect(segments([...own, ...sailed(1, [0, 400_000], 90, -127, -121)].sort((a, b) => a.at - b.at))).toEqual([
    1,
    undefined,
  ]);
  const [verdict] = weighed([sighting("s", [15, 5])], shipsOf([...own, ...glitch]));
  expect(verdict?.word).toBe("matched");
  expect(verdict?.rivals[0]).toMatchObject({ mmsi: 1 });
  expect(verdict?.rivals[0]).not.toHaveProperty("segment");
  expect(segments([...own, ...sailed(1, [0, 400_000], 90, 121, 145)])).toEqual([1, 2]);
  // As many as a twentieth of the others: a ship that is heard seldom.
  expect(segments([...own.filter((_, i) => i % 4 === 0), ...glitch])).toEqual([1, 2]);
  expect(segments([...own, ...glitch], { saysTwoShips: true })).toEqual([1, 2]);
});

test("a number is two ships though the other one that sends in turn under it is far away", () => {
  const own = sailed(1, [0, 0], 90, -120, 120);
  const far = sailed(1, [0, 900_000], 270, -110, 110).map((f) => ({ ...f, at: f.at + 10_000 }));
  const box = { west: 128, south: 41, east: 133, north: 43 };
  const ships = shipsOf([...own, ...far], { box });
  expect(ships).toHaveLength(1);
  expect(ships[0]?.segment?.number).toBe(1);
  expect(shipsOf(own, { box })[0]).not.toHaveProperty("segment");
});

test("of two ships under one number only what both say is known of each", () => {
  const said = {
    mmsi: 1,
    callSign: "",
    imo: null,
    shipType: 70,
    toBowMetres: null,
    toPortMetres: null,
    draughtMetres: null,
    destination: "",
    firstMs: at,
    lastMs: at,
    reports: 5,
  };
  const statements = [
    { ...said, name: "TWO", lengthMetres: 40, widthMetres: 9 },
    { ...said, name: "ONE", lengthMetres: 110, widthMetres: 17 },
  ];
  expect(saidOfTwoShips(statements, at)).toEqual({
    name: "ONE or TWO",
    shipType: 70,
    lengthMetres: null,
    widthMetres: null,
    toBowMetres: null,
  });
});

test("a jump of one report right before the picture moves no forecast", () => {
  const clean = sailed(1, [0, 0], 90, -120, 120).filter((f) => f.at !== at - 0.5 * minute);
  const jump = report(1, -0.25, [3000, 9000], 10, 90);
  const seen = [sighting("s", [15, 5])];
  const [before] = weighed(seen, shipsOf(clean));
  const [after] = weighed(seen, shipsOf([...clean, jump]));
  expect(after?.word).toBe("matched");
  const [was, is] = [before?.rivals[0], after?.rivals[0]];
  expect(is).toMatchObject({ mmsi: 1, minutesBefore: was?.minutesBefore, minutesAfter: was?.minutesAfter });
  expect(Math.abs((is?.distanceMetres ?? 0) - (was?.distanceMetres ?? 0))).toBeLessThan(10);
  expect(is?.leftOut?.map(leftOutWords)).toEqual([
    "1 report at 11:59 away from the rest of the track left out",
  ]);
  // All believed, the number is torn, and the ship is sought from one side only.
  const [torn] = weighed(seen, [believing([...clean, jump])])[0]?.rivals ?? [];
  expect([torn?.minutesBefore, torn?.minutesAfter]).toContain(null);
});

test("where a number goes on elsewhere, the ship that was last heard here is still a rival", () => {
  // Twelve minutes before the picture its positions leave for good; they were smooth before and are smooth after.
  const fixes = [...sailed(1, [0, 0], 90, -180, -12), ...sailed(1, [0, 200_000], 90, -11, 180)];
  const [verdict] = weighed([sighting("s", [60, 30])], shipsOf(fixes));
  expect(verdict?.word).toBe("matched");
  expect(verdict?.rivals[0]).toMatchObject({
    mmsi: 1,
    segment: { number: 1 },
    minutesBefore: 12.5,
    minutesAfter: null,
  });
  expect(verdict?.rivals[0]?.evidence["segment"]).toBeLessThan(-3);
  expect(wordsOf([sighting("s", [60, 30])], [believing(fixes)])[0]).toBe("dark");
});

test("a number of which no report can be believed is no report without a ship, and not dark where it is seen", () => {
  const fixes = sailed(1, [0, 0], 90, -60, 60).map((f) => ({ ...f, speed: 102.2 }));
  const ships = shipsOf(fixes);
  expect(ships).toMatchObject([{ brackets: [{ before: null, after: null }] }]);
  expect(wordsOf([], [believing(fixes)])).toEqual(["report-without-ship"]);
  expect(wordsOf([], ships)).toEqual([]);
  const [verdict] = weighed([sighting("s", [10, 10])], ships);
  expect(verdict?.word).not.toBe("dark");
  expect(verdict?.rivals.find((r) => r.mmsi === 1)?.leftOut?.map(leftOutWords)).toEqual([
    "120 reports from 11:00 to 12:59 faster than a ship left out",
  ]);
});

test("a number that is nothing but noise is few ships, whatever comes", () => {
  const random = (i: number): number => (Math.sin(i * 12.9898) * 43_758.5453) % 1;
  const fixes = Array.from({ length: 2000 }, (_, i) =>
    report(1, i / 4 - 250, [4e6 * random(i), 3e6 * random(i + 0.5)], 10, 0),
  );
  const ships = shipsOf(fixes);
  expect(ships.length).toBeLessThan(20);
  expect(() => weighed([sighting("s", [0, 0])], ships)).not.toThrow();
});

test("leaving reports out makes no forecast surer than all reports make it", () => {
  const place = fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }));
  const sent = fc.record({
    place,
    minutes: fc.double({ min: 0.1, max: 700, noNaN: true }),
    speed: fc.double({ min: 0, max: 15, noNaN: true }),
    course: fc.integer({ min: 0, max: 359 }),
  });
  const reportOf = (s: typeof sent extends fc.Arbitrary<infer T> ? T : never, side: -1 | 1): Report => ({
    at: at + side * s.minutes * minute,
    position: fromPlane(plane, s.place),
    speed: s.speed,
    course: s.course,
    heading: s.course,
  });
  fc.assert(
    fc.property(sent, sent, fc.option(sent), fc.option(sent), (left, right, before, after) => {
      const said: Bracket = { before: reportOf(left, -1), after: reportOf(right, 1) };
      // What is believed lies farther away in time than what was left out.
      const farther = (b: typeof before, side: -1 | 1, than: Report | null): Report | null =>
        b === null ? null : { ...reportOf(b, side), at: (than?.at ?? at) + side * b.minutes * minute };
      const believed = { before: farther(before, -1, said.before), after: farther(after, 1, said.after) };
      const all = forecastOf(inOnePiece(said, at), at, "cargo");
      const own = candidateForecast(
        { brackets: [believed], doubted: [said], shipClass: "cargo" },
        0,
        at,
        publishedSettings,
      );
      if (all === null || own === null) throw new Error("no forecast");
      expect(own.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(concentration(own)).toBeLessThanOrEqual(concentration(all) * (1 + 1e-9));
    }),
  );
});
