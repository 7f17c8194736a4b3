import fc from "fast-check";
import { expect, test } from "vitest";
import { madeSighting } from "../../../test/made-sighting.ts";
import type { StandingObject } from "../fixed/fixed-lengths.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import type { Report } from "./bracket.ts";
import type { Candidate } from "./candidate.ts";
import { match, timesOf, type MatchTask } from "./match.ts";
import { directionOf, fromPlane, planeAt } from "./plane.ts";
import { publishedSettings } from "./settings.ts";

const at = Date.UTC(2024, 2, 12, 1, 30);
const middle = [130.4, 42.1] as const;
const plane = planeAt(middle);
const minute = 60_000;
const span = { fromMs: at - 500, toMs: at + 500, precision: "second", text: "" } as const;

const scene: Scene = {
  id: "scene",
  at: span,
  sensor: "optical",
  platform: "",
  footprint: [
    [
      [130.2, 42],
      [130.6, 42],
      [130.6, 42.2],
      [130.2, 42.2],
      [130.2, 42],
    ],
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

const measured = (best: number, share: number) => ({
  low: best * (1 - 2 * share),
  best,
  high: best * (1 + 2 * share),
});

const sighting = (
  id: string,
  place: readonly [number, number],
  lengthMetres: number | null = 110,
  more: Partial<Sighting> = {},
): Sighting =>
  madeSighting({
    id,
    sceneId: "scene",
    at: span,
    position: fromPlane(plane, place),
    sensor: "optical",
    lengthMetres: lengthMetres === null ? null : measured(lengthMetres, 0.05),
    ...more,
  });

/** A ship that sails straight through a place at the time of the picture and reports so many minutes before and after. */
function sailing(
  mmsi: number,
  [east, north]: readonly [number, number],
  course: number,
  minutes: number,
  more: Partial<Candidate> = {},
  speed = 5,
): Candidate {
  const [de, dn] = directionOf(course);
  const report = (offset: number): Report => ({
    at: at + offset * minute,
    position: fromPlane(plane, [east + de * speed * offset * 60, north + dn * speed * offset * 60]),
    speed,
    course,
    heading: course,
  });
  return {
    mmsi,
    name: `SHIP ${mmsi}`,
    shipClass: "cargo",
    senderClass: "A",
    lengthMetres: 110,
    widthMetres: 17,
    toBowMetres: null,
    brackets: [{ before: report(-minutes), after: report(minutes) }],
    ...more,
  };
}

const task = (
  sightings: readonly Sighting[],
  candidates: readonly Candidate[],
  more: Partial<MatchTask> = {},
): MatchTask => ({
  scene,
  at: span,
  sightings,
  candidates,
  fixed: [],
  reception: { heard: () => 0.98 },
  anyReports: true,
  settings: publishedSettings,
  ...more,
});

const platform: StandingObject = {
  id: "platform",
  version: 1,
  position: fromPlane(plane, [3000, 3000]),
  radiusMetres: 60,
  kind: "platform",
  name: "a platform",
  validFrom: null,
  validTo: null,
  withdrawn: false,
  sightings: [],
  reason: "",
  by: "",
};

test("a ship where its reports put it is matched, a large one that nobody reports is dark, what stands is a fixed object", () => {
  const { verdicts, best } = match(
    task(
      [
        sighting("ship", [15, -20]),
        sighting("dark", [-6000, 4000], 120),
        sighting("fixed", [3010, 2990], 40),
      ],
      [sailing(1, [0, 0], 90, 5)],
      { fixed: [platform] },
    ),
  );
  expect(verdicts.map((v) => v.word)).toEqual(["matched", "dark", "fixed-object"]);
  expect(verdicts[0]?.rivals[0]).toMatchObject({
    mmsi: 1,
    name: "SHIP 1",
    minutesBefore: 5,
    minutesAfter: 5,
  });
  expect(verdicts[0]?.rivals[0]?.evidence["position"]).toBeGreaterThan(3);
  expect(verdicts[0]?.rivals[0]?.evidence["length"]).toBeGreaterThan(0);
  expect(verdicts[2]?.rivals[0]).toMatchObject({ mmsi: null, fixedObjectId: "platform", name: "a platform" });
  expect(best).toEqual([
    { sightingId: "ship", mmsi: 1, fixedObjectId: null },
    { sightingId: "fixed", mmsi: null, fixedObjectId: "platform" },
  ]);
});

test("a ship beside a platform is not swallowed by it: both are seen, each is what it is", () => {
  const { verdicts } = match(
    task([sighting("a", [3000, 3000], 45), sighting("b", [3150, 3000])], [sailing(1, [3150, 3000], 90, 3)], {
      fixed: [platform],
    }),
  );
  expect(verdicts.map((v) => v.word)).toEqual(["fixed-object", "matched"]);
});

test("a ship moored at a platform is not called the platform: a length that is rather a ship's leaves it open, with the platform named", () => {
  const at180 = (of: Partial<StandingObject>, length: number | null = 180) =>
    match(
      task([sighting("moored", [3040, 3000], length)], [], {
        fixed: [{ ...platform, radiusMetres: 100, ...of }],
      }),
    ).verdicts[0];
  for (const kind of ["platform", "buoy", "other", "wind-turbine"] as const) {
    const verdict = at180({ kind });
    expect(verdict?.word).toBe("cannot-tell");
    expect(new Set(verdict?.rivals.map((r) => r.fixedObjectId))).toEqual(new Set([null, "platform"]));
    expect(verdict?.reasons.join(" ")).toContain("a ship may lie beside it");
  }
  // As long as its own sightings show it, as its kind is, or of no known length: it is it.
  expect(at180({ seenLengthMetres: 175 })?.word).toBe("fixed-object");
  expect(at180({ seenLengthMetres: 40 })?.word).toBe("cannot-tell");
  expect(at180({}, 50)?.word).toBe("fixed-object");
  expect(at180({}, null)?.word).toBe("fixed-object");
  expect(at180({ kind: "buoy" }, 7)?.word).toBe("fixed-object");
});

test("what lies at a berth is a ship, so a berth is never all that is said of it", () => {
  const [verdict] = match(
    task([sighting("moored", [3010, 3000], 120)], [], { fixed: [{ ...platform, kind: "berth" }] }),
  ).verdicts;
  expect(verdict?.word).toBe("cannot-tell");
  expect(verdict?.rivals[0]?.fixedObjectId).toBe("platform");
  expect(verdict?.reasons).toContain("It lies at a berth, where ships come and go.");
});

test("dark is said only where a transponder would have been heard, of ships that must transmit, with no probable rival", () => {
  const alone = [sighting("s", [-6000, 4000], 120)];
  const word = (
    more: Partial<MatchTask>,
    of: readonly Sighting[] = alone,
    ships: readonly Candidate[] = [],
  ) => match(task(of, ships, more)).verdicts[0];
  expect(word({})?.word).toBe("dark");
  expect(word({ reception: { heard: () => null } })?.word).toBe("cannot-tell");
  expect(word({ reception: { heard: () => 0.5 } })?.word).toBe("cannot-tell");
  expect(word({ reception: null })?.word).toBe("cannot-tell");
  expect(word({}, [sighting("s", [-6000, 4000], 30)])?.word).toBe("cannot-tell");
  expect(word({}, [sighting("s", [-6000, 4000], 46)])?.word).toBe("cannot-tell");
  expect(word({}, [sighting("s", [-6000, 4000], null)])?.word).toBe("cannot-tell");
  // A ship of that length that was last heard hours ago and may be anywhere near.
  const away = sailing(9, [-6000, 4000], 45, 150, { lengthMetres: 120 });
  expect(word({}, alone, [away])?.word).not.toBe("dark");
  const nothing = word({ anyReports: false });
  expect(nothing?.word).toBe("cannot-tell");
  expect(nothing?.rivals).toEqual([]);
  expect(nothing?.reasons[0]).toBe("No position reports of that time are on record.");
});

test("nothing is dark whose place is known so roughly that it may be any of many, or whose time may be one at which nobody was heard", () => {
  const roughly = (metres: number) =>
    sighting("s", [0, 0], 150, {
      sceneId: null,
      error: { semiMajorMetres: metres, semiMinorMetres: metres, azimuthDegrees: 0 },
    });
  const word = (metres: number, more: Partial<MatchTask> = {}) =>
    match(task([roughly(metres)], [], { scene: null, ...more })).verdicts[0];
  expect(word(3000)?.word).toBe("dark");
  for (const metres of [10_001, 100_000, 500_000])
    expect(word(metres)).toMatchObject({
      word: "cannot-tell",
      reasons: ["Its place is not known closely enough."],
    });
  const day = { fromMs: at, toMs: at + 86_400_000, precision: "day", text: "2024-03-12" } as const;
  const until = (hours: number, heard: number | null) => ({
    at: day,
    reception: {
      heard: (_x: number, _y: number, ms: number) => (ms < at + hours * 3_600_000 ? 0.98 : heard),
    },
  });
  expect(word(3000, until(24, null))?.word).toBe("dark");
  // The receiver was out from the afternoon on, or too few were heard then; the middle of the day says nothing of that.
  for (const later of [null, 0.1]) {
    const verdict = word(3000, until(14, later));
    expect(verdict).toMatchObject({
      word: "cannot-tell",
      reasons: ["A transponder there and then might well not have been heard."],
    });
    expect(verdict?.heard).toBeLessThan(0.65);
  }
  expect(word(3000, until(0, null))?.heard).toBeNull();
});

test("near a pole nothing is dark, and no report without its ship: places are not held against each other there", () => {
  const alone = (latitude: number) =>
    match(
      task([sighting("s", [0, 0], 120, { position: [130, latitude], sceneId: null })], [], { scene: null }),
    ).verdicts[0];
  expect(alone(84)?.word).toBe("dark");
  for (const latitude of [86, 90, -90])
    expect(alone(latitude)).toMatchObject({
      word: "cannot-tell",
      reasons: ["It lies too near to a pole for its place to be held against others."],
    });
  // A ship that sails over the pole, and a picture of it.
  const there = (minutes: number): Report => ({
    at: at + minutes * minute,
    position: [minutes < 0 ? 0 : 180, 90 - (Math.abs(minutes) * 300) / 111_694],
    speed: 5,
    course: minutes < 0 ? 0 : 180,
    heading: minutes < 0 ? 0 : 180,
  });
  const cap: Scene = {
    ...scene,
    footprint: [
      [
        [-180, 89],
        [180, 89],
        [180, 90],
        [-180, 90],
        [-180, 89],
      ],
    ],
  };
  const over = sailing(1, [0, 0], 0, 3, { brackets: [{ before: there(-3), after: there(3) }] });
  expect(match(task([], [over], { scene: cap })).verdicts).toEqual([]);
});

test("without reception nothing is dark, whatever else is there", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: -9000, max: 9000 }),
          fc.integer({ min: -9000, max: 9000 }),
          fc.integer({ min: 5, max: 300 }),
        ),
        {
          maxLength: 12,
        },
      ),
      fc.integer({ min: 1, max: 600 }),
      (places, minutes) => {
        const seen = places.map(([e, n, l], i) => sighting(`s${i}`, [e, n], l));
        const ships = places
          .filter((_, i) => i % 3 === 0)
          .map(([e, n, l], i) => sailing(i + 1, [e, n], 40 * i, minutes, { lengthMetres: l }));
        const { verdicts } = match(task(seen, ships, { reception: { heard: () => null } }));
        expect(verdicts.filter((v) => v.word === "dark")).toHaveLength(0);
        for (const v of verdicts.slice(0, seen.length)) {
          const sum = v.rivals.reduce((a, r) => a + r.probability, 0);
          expect(sum).toBeLessThan(1.0001);
          expect(sum).toBeGreaterThan(0.9);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("a report whose ship is not in the picture is said, and only where it should be seen", () => {
  const ships = [sailing(1, [0, 0], 90, 3)];
  const [other] = match(task([sighting("s", [-6000, 4000], 120)], ships)).verdicts.filter(
    (v) => v.sightingId === null,
  );
  expect(other).toMatchObject({ word: "report-without-ship", sceneId: "scene" });
  expect(other?.rivals[0]?.mmsi).toBe(1);
  const words = (of: Partial<MatchTask>, candidates = ships) =>
    match(task([], candidates, of)).verdicts.map((v) => v.word);
  expect(words({})).toEqual(["report-without-ship"]);
  // Under a cloud, too small to be found, outside of the picture, or near its edge and not heard for hours: nothing is said.
  expect(words({ scene: { ...scene, hidden: [scene.footprint] } })).toEqual([]);
  expect(words({}, [sailing(1, [0, 0], 90, 3, { lengthMetres: 9 })])).toEqual([]);
  expect(words({}, [sailing(1, [40_000, 0], 90, 3)])).toEqual([]);
  expect(words({}, [sailing(1, [0, 10_000], 90, 300)])).toEqual([]);
});

test("length and heading tell ships apart that place does not", () => {
  const ships = [
    sailing(1, [0, 0], 0, 10, { lengthMetres: 110 }),
    sailing(2, [30, 0], 90, 10, { lengthMetres: 40, widthMetres: 8 }),
  ];
  const first = (more: Partial<Sighting>, lengthMetres: number | null = null) =>
    match(task([sighting("s", [15, 0], lengthMetres, more)], ships)).verdicts[0]?.rivals[0]?.mmsi;
  expect(first({}, 110)).toBe(1);
  expect(first({}, 40)).toBe(2);
  const heading = (best: number, axisOnly = false) => ({
    headingDegrees: { low: best - 10, best, high: best + 10 },
    axisOnly,
  });
  expect(first(heading(2))).toBe(1);
  expect(first(heading(92))).toBe(2);
  // Bow and stern taken for each other.
  expect(first(heading(182, true))).toBe(1);
  expect(first(heading(272, true))).toBe(2);
});

test("a moving ship is sought where a radar shows it, beside where it is", () => {
  const radar = { lookAzimuthDegrees: 90, incidenceDegrees: 40, rangeOverVelocitySeconds: 110 };
  // Away from a radar that looks east: seen behind, to the south of a flight to the north.
  const shift = -110 * 5 * Math.sin((40 * Math.PI) / 180);
  const ship = sailing(1, [0, 0], 90, 3);
  const seen = sighting("s", [0, shift], 110, { sensor: "radar" });
  const inRadar = match(task([seen], [ship], { scene: { ...scene, sensor: "radar", radar } })).verdicts[0];
  expect(inRadar?.rivals[0]).toMatchObject({ mmsi: 1 });
  expect(inRadar?.word).toBe("matched");
  const evidence = (v: typeof inRadar): number =>
    v?.rivals.find((r) => r.mmsi === 1)?.evidence["position"] ?? -Infinity;
  expect(evidence(inRadar)).toBeGreaterThan(3 + evidence(match(task([seen], [ship])).verdicts[0]));
  const coming = sighting("s", [0, -shift], 110, { sensor: "radar" });
  const away = sailing(1, [0, 0], 270, 3);
  expect(
    match(task([coming], [away], { scene: { ...scene, sensor: "radar", radar } })).verdicts[0]?.word,
  ).toBe("matched");
});

test("one number used by two ships is two rivals: each by its own reports", () => {
  const here = sailing(1, [0, 0], 90, 5).brackets[0]?.before ?? null;
  const there = sailing(1, [0, 900_000], 90, 5).brackets[0]?.after ?? null;
  const torn = sailing(1, [0, 0], 90, 5, { brackets: [{ before: here, after: there }] });
  const [verdict] = match(task([sighting("s", [10, 10])], [torn])).verdicts;
  expect(verdict?.word).toBe("matched");
  expect(verdict?.rivals[0]).toMatchObject({ mmsi: 1, minutesBefore: 5, minutesAfter: null });
});

test("two ships side by side are two ships: the joint association gives each its own", () => {
  const ships = [sailing(1, [0, 0], 0, 4), sailing(2, [70, 0], 0, 4)];
  const { best, verdicts } = match(task([sighting("a", [-10, 5]), sighting("b", [62, -8])], ships));
  expect(best.map((b) => b.mmsi)).toEqual([1, 2]);
  for (const v of verdicts) expect(v.rivals.filter((r) => r.mmsi !== null).length).toBe(2);
  // One alone between them cannot be told.
  expect(match(task([sighting("a", [35, 0])], ships)).verdicts[0]?.word).toBe("cannot-tell");
});

test("the order of sightings and ships changes no probability", () => {
  const seen = [sighting("a", [-10, 5]), sighting("b", [62, -8], 90), sighting("c", [4000, 0], 60)];
  const ships = [sailing(1, [0, 0], 0, 20), sailing(2, [70, 0], 40, 30), sailing(3, [3800, 100], 200, 45)];
  const of = (s: readonly Sighting[], c: readonly Candidate[]) =>
    new Map(match(task(s, c)).verdicts.map((v) => [v.sightingId, v.probability] as const));
  const straight = of(seen, ships);
  const turned = of(seen.toReversed(), ships.toReversed());
  for (const [id, p] of straight) if (id !== null) expect(turned.get(id)).toBeCloseTo(p, 5);
});

test("what was seen on a day is weighed at many times of it", () => {
  const day = { fromMs: at, toMs: at + 86_400_000, precision: "day", text: "2024-03-12" } as const;
  expect(timesOf(day)).toHaveLength(25);
  expect(timesOf(span)).toEqual([at]);
  // It passes the place half way through the day, eastwards, and reports every ten minutes.
  const report = (ms: number): Report => ({
    at: ms,
    position: fromPlane(plane, [(5 * (ms - at - 43_200_000)) / 1000, 0]),
    speed: 5,
    course: 90,
    heading: 90,
  });
  const passing: Candidate = {
    ...sailing(1, [0, 0], 90, 5),
    brackets: timesOf(day).map((ms) => ({ before: report(ms - 5 * minute), after: report(ms + 5 * minute) })),
  };
  const { verdicts } = match(
    task(
      [
        sighting("s", [1500, 0], 110, {
          at: day,
          sceneId: null,
          error: { semiMajorMetres: 3000, semiMinorMetres: 3000, azimuthDegrees: 0 },
        }),
      ],
      [passing],
      { at: day, scene: null },
    ),
  );
  const probability = verdicts[0]?.rivals.find((r) => r.mmsi === 1)?.probability;
  expect(probability).toBeGreaterThan(0.2);
  expect(probability).toBeLessThan(0.97);
});
