import fc from "fast-check";
import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import { dayMs } from "../../base/time/calendar.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Position } from "../../sites/counting/site.ts";
import { carKinds, type CarKind } from "../../sites/tracks/reading.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import { searchPrints, type LookPrints } from "../../sites/tracks/turnover/search-looks.ts";
import type { PrintCar, TrainPrint } from "../../sites/tracks/turnover/train-print.ts";
import { foundLegs } from "./found-legs.ts";
import { printsOfMarks } from "./prints-of-marks.ts";
import { runBetween, runSettings, type TrainPlace } from "./run.ts";
import { chancesTogether, timedSearch, type TimedSearch } from "./timed-search.ts";

const bodyOf: Readonly<Partial<Record<CarKind, number>>> = {
  open: 12.8,
  box: 15.9,
  tank: 10.9,
  flat: 13.4,
  "covered-hopper": 13.6,
};
const mixedKinds = ["open", "box", "tank", "flat", "covered-hopper"] as const;
const mixed = (seed: number, cars = 10): CarKind[] => {
  const next = uniform(seed);
  return Array.from({ length: cars }, () => mixedKinds[Math.floor(next() * mixedKinds.length)] ?? "open");
};

const carOf = (kind: CarKind, i: number): PrintCar => ({
  fromMetres: 15 * i,
  toMetres: 15 * i + (bodyOf[kind] ?? 13),
  probability: 0.99,
  lengthMetres: bodyOf[kind] ?? 13,
  lengthSdMetres: 0.7,
  kinds: carKinds.map((k) => (k === kind ? 0.85 : 0.15 / (carKinds.length - 1))),
  kind,
  cover: "cannot-tell",
  coverProbability: 0,
  tone: null,
  toneSpread: 0,
  cut: false,
});
const printOf = (kinds: readonly CarKind[], trackId = "t1", number = 1): TrainPrint => ({
  trackId,
  number,
  fromMetres: 0,
  toMetres: 15 * kinds.length,
  cars: kinds.map(carOf),
  gapsMetres: kinds.slice(1).map(() => 1.1),
  endsCut: [false, false],
});
const lookOf = (lookId: string, trains: readonly (readonly CarKind[])[]): LookPrints => ({
  lookId,
  prints: trains.map((kinds, i) => printOf(kinds, "t1", i + 1)),
});

const yard: Position = [130.6081, 42.4214];
const port: Position = [130.295, 42.225];
const far: Position = [40.0424, 45.8884];
const placeOf = (lookId: string, position: Position, day: number, country = "KP"): TrainPlace => ({
  lookId,
  siteId: position === yard ? "yard" : position === port ? "port" : "depot",
  country,
  position,
  at: { fromMs: day * dayMs, toMs: day * dayMs + 60_000, precision: "minute", text: `day ${day}` },
});
const noLength = () => null;

test("a run takes the way at the most speed, and the border", () => {
  const near = runBetween(placeOf("a", yard, 0), placeOf("b", port, 1), runSettings, noLength);
  expect(near).toMatchObject({ feasible: "yes", border: false, earlier: "a", later: "b" });
  expect(near.lowMetres / 1000).toBeCloseTo(33.8, 0);
  const back = runBetween(placeOf("b", port, 1), placeOf("a", yard, 0), runSettings, noLength);
  expect(back).toEqual(near);
  const depot = runBetween(placeOf("a", yard, 0), placeOf("c", far, 3, "RU"), runSettings, noLength);
  expect(depot).toMatchObject({ feasible: "no", border: true });
  const later = runBetween(placeOf("a", yard, 0), placeOf("c", far, 12, "RU"), runSettings, noLength);
  expect(later.feasible).toBe("yes");
  const undated = { ...placeOf("d", far, 0, "RU"), at: null };
  expect(runBetween(placeOf("a", yard, 0), undated, runSettings, noLength).feasible).toBe("cannot-tell");
  const dayOnly: TrainPlace = {
    ...placeOf("b", port, 0),
    at: { fromMs: 0, toMs: dayMs, precision: "day", text: "day 0" },
  };
  expect(runBetween(placeOf("a", yard, 0), dayOnly, runSettings, noLength).feasible).toBe("cannot-tell");
});

test("a published length of the line stands before the shortest way", () => {
  const run = runBetween(placeOf("a", yard, 0), placeOf("b", port, 1), runSettings, (from, to) =>
    from === "port" && to === "yard" ? { lowMetres: 49_000, highMetres: 54_000 } : null,
  );
  expect(run).toMatchObject({ lowMetres: 49_000, highMetres: 54_000 });
});

function searched(
  train: readonly CarKind[],
  looks: readonly LookPrints[],
  places: readonly TrainPlace[],
): TimedSearch {
  const search = searchPrints(lookOf("a", [train]), { trackId: "t1", number: 1 }, looks);
  if (search === null) throw new Error("no search");
  return timedSearch(
    search,
    placeOf("a", yard, 0),
    new Map(places.map((p) => [p.lookId, p])),
    runSettings,
    noLength,
  );
}

test("a like train that cannot have come in time is none, however like its cars are", () => {
  const train = mixed(5);
  const { looks } = searched(
    train,
    [lookOf("near", [mixed(6), train, mixed(7)]), lookOf("far", [train, mixed(8)])],
    [placeOf("near", port, 1), placeOf("far", far, 1, "RU")],
  );
  const [near, away] = looks;
  expect(near?.noneOfThese).toBeLessThan(0.1);
  expect(near?.ranked[0]?.candidate.print.number).toBe(2);
  expect(away?.noneOfThese).toBe(1);
  expect(away?.noneByCars).toBeLessThan(0.1);
  expect(away?.ranked.every((r) => r.posterior === 0)).toBe(true);
});

test("of two looks that cannot both have a train neither is sure", () => {
  const train = mixed(5);
  const { looks } = searched(
    train,
    [lookOf("east", [train]), lookOf("west", [train])],
    [placeOf("east", port, 10), placeOf("west", far, 10, "RU")],
  );
  for (const look of looks) {
    expect(look.noneOfThese).toBeGreaterThan(0.4);
    expect(look.excludes).toHaveLength(1);
  }
  expect(looks.reduce((sum, l) => sum + 1 - l.noneOfThese, 0)).toBeLessThanOrEqual(1);
});

test("chances together are those of all sets that can hold, tried one by one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 4 }),
      (apart, pairs) => {
        const excludes = (i: number, j: number): boolean =>
          i !== j && pairs.some(([a, b]) => (a === i && b === j) || (a === j && b === i));
        const sums = apart.map(() => 0);
        let all = 0;
        for (let set = 0; set < 2 ** apart.length; set++) {
          const has = (i: number): boolean => Math.floor(set / 2 ** i) % 2 === 1;
          if (apart.some((_, i) => has(i) && apart.some((__, j) => has(j) && excludes(i, j)))) continue;
          const weight = apart.reduce((w, p, i) => w * (has(i) ? p : 1 - p), 1);
          all += weight;
          for (const i of apart.keys()) if (has(i)) sums[i] = (sums[i] ?? 0) + weight;
        }
        const found = chancesTogether(apart, excludes);
        for (const [i, sum] of sums.entries()) expect(found[i]).toBeCloseTo(sum / all, 9);
      },
    ),
  );
});

const kindName: Readonly<Partial<Record<CarKind, string>>> = {
  open: "open-car",
  box: "boxcar",
  tank: "tank-car",
  flat: "flat-car",
  "covered-hopper": "hopper-car",
};

/** Cars marked by hand along a line that runs to the north-east. */
function markedBy(kinds: readonly CarKind[], more: Partial<Mark> = {}): Mark[] {
  const { toPosition } = tangentPlane(port);
  let at = 0;
  return kinds.map((kind, i): Mark => {
    const length = bodyOf[kind] ?? 13;
    const corner = (along: number, aside: number): Position => {
      const [x, y] = [(along - aside) * Math.SQRT1_2, (along + aside) * Math.SQRT1_2];
      const [longitude, latitude] = toPosition([x, y]);
      return [longitude, latitude];
    };
    const first = corner(at, -1.5);
    const outline = [first, corner(at + length, -1.5), corner(at + length, 1.5), corner(at, 1.5), first];
    at += length + 1.1;
    return {
      id: `m${i}`,
      lookId: "b",
      areaId: null,
      trackId: "quay",
      kind: kindName[kind] ?? "railcar",
      cover: "cannot-tell",
      outline,
      inPixels: false,
      number: 1,
      probability: 1,
      marker: { type: "person", name: "A. Name" },
      pass: "1",
      state: "accepted",
      replaces: [],
      note: "",
      ...more,
    };
  });
}

test("cars marked by people are strings in their order, and a train is found among them", () => {
  const train = mixed(5);
  const prints = printsOfMarks(markedBy(train), null);
  expect(prints).toHaveLength(1);
  expect(prints[0]?.cars.map((c) => c.kind)).toEqual(train);
  expect(prints[0]?.cars[0]?.lengthMetres).toBeCloseTo(bodyOf[train[0] ?? "open"] ?? 0, 1);
  const { looks } = searched(train, [{ lookId: "b", prints }], [placeOf("b", port, 1)]);
  expect(looks[0]?.noneOfThese).toBeLessThan(0.1);
  expect(looks[0]?.ranked[0]?.alignedCars).toHaveLength(train.length);
});

test("marks that are rejected, in unscaled pixels or of other things are no cars; one mark may stand for several", () => {
  expect(printsOfMarks(markedBy(mixed(5), { state: "rejected" }), null)).toEqual([]);
  expect(printsOfMarks(markedBy(mixed(5), { inPixels: true }), null)).toEqual([]);
  expect(printsOfMarks(markedBy(mixed(5), { kind: "ship" }), null)).toEqual([]);
  const [one] = printsOfMarks(markedBy(["open"], { number: 3, kind: "railcar" }), null);
  expect(one?.cars).toHaveLength(3);
  expect(one?.cars.every((c) => c.kind === null)).toBe(true);
});

test("a train found at another site is a leg of a chain, from the earlier look to the later", () => {
  const train = mixed(5);
  const places = [placeOf("b", port, -2)];
  const timed = searched(train, [lookOf("b", [train])], places);
  const [leg] = foundLegs(timed, placeOf("a", yard, 0), new Map(places.map((p) => [p.lookId, p])));
  expect(leg).toMatchObject({ fromPlace: "port", toPlace: "yard", mode: "rail", table: "trains" });
  expect(leg?.departs.fromMs).toBe(-2 * dayMs);
});
