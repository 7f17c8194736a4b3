import fc from "fast-check";
import { expect, test } from "vitest";
import { uniform } from "../../../base/random.ts";
import type { CountedCar, CountedTrack } from "../counted.ts";
import { carKinds, type CarKind } from "../reading.ts";
import { alignCars } from "./align-cars.ts";
import type { CarColour } from "./car-colour.ts";
import { carMixOf } from "./car-mix.ts";
import { findAgain, type TrainCandidate } from "./find-again.ts";
import { printsOf } from "./prints-of.ts";
import type { StoredCount } from "./stored-count.ts";
import type { TrainPrint } from "./train-print.ts";
import { searchLooks } from "./search-looks.ts";
import { turnoverOf } from "./turnover.ts";

/** A car as it truly is. */
interface Car {
  readonly kind: CarKind;
  readonly length: number;
  readonly paint: number;
}

const bodyOf: Readonly<Partial<Record<CarKind, number>>> = {
  open: 12.8,
  box: 15.9,
  tank: 10.9,
  flat: 13.4,
  "covered-hopper": 13.6,
};
const mixedCar = (next: () => number): Car => {
  const kinds = ["open", "box", "tank", "flat", "covered-hopper"] as const;
  const kind = kinds[Math.floor(next() * kinds.length)] ?? "open";
  return { kind, length: bodyOf[kind] ?? 13, paint: Math.floor(next() * 8) };
};
const mixedTrain = (seed: number, cars = 8): Car[] => {
  const next = uniform(seed);
  return Array.from({ length: cars }, () => mixedCar(next));
};
const gondolas = (cars: number): Car[] =>
  Array.from({ length: cars }, () => ({ kind: "open", length: 12.8, paint: 2 }));

/** A track with strings of cars from given metres on, as one look saw it with errors. */
function seen(
  strings: readonly (readonly [fromMetres: number, cars: readonly Car[]])[],
  seed: number,
  more: Partial<CountedTrack> = {},
): { track: CountedTrack; colours: CarColour[] } {
  const next = uniform(seed);
  const error = (sd: number): number => sd * (next() + next() + next() + next() - 2) * Math.sqrt(3);
  const cars: CountedCar[] = [];
  const colours: CarColour[] = [];
  for (const [fromMetres, train] of strings) {
    let at = fromMetres;
    for (const { kind, length, paint } of train) {
      cars.push({
        fromMetres: at + error(0.3),
        toMetres: at + length + error(0.3),
        probability: 0.997,
        kind,
        kindProbability: 0.85,
        cover: "cannot-tell",
        coverProbability: 0,
        cut: false,
      });
      const light = ((paint * 5) % 8) / 3 - 1;
      const [red, blue] = [(paint % 3) * 0.6 - 0.6, (paint % 4) * 0.4 - 0.6];
      const bright = error(0.15);
      colours.push({
        mean: [light + bright + red + error(0.05), light + bright, light + bright + blue + error(0.05)],
        spread: 0.3,
      });
      at += length + 1.1;
    }
  }
  const lengthMetres = 600;
  const track: CountedTrack = {
    trackId: "t1",
    areaId: null,
    lengthMetres,
    seenMetres: lengthMetres,
    occupiedMetres: 0,
    occupiedSdMetres: 1,
    way: "cars",
    count: { low: cars.length, best: cars.length, high: cars.length },
    distribution: { first: cars.length, probability: [1] },
    cars,
    strings: strings.map(([from, train]) => [
      from,
      from + train.reduce((sum, car) => sum + car.length + 1.1, -1.1),
    ]),
    byLength: { low: 0, best: 0, high: 0 },
    ...more,
  };
  return { track, colours };
}

function printOf(cars: readonly Car[], seed: number): TrainPrint {
  const { track, colours } = seen([[50, cars]], seed);
  const [print] = printsOf(track, colours);
  if (print === undefined) throw new Error("no print");
  return print;
}

function look(
  lookId: string,
  { track, colours }: ReturnType<typeof seen>,
  hidden: readonly (readonly [number, number])[] = [],
): StoredCount {
  return {
    lookId,
    siteId: "yard",
    takenAt: null,
    lineUpSdMetres: 1,
    detectorSpread: 0.05,
    counted: { outcome: "counted", reasons: [], remarks: [], total: null, way: track.way, tracks: [track] },
    colours: { t1: colours },
    hidden: { t1: hidden },
  };
}
const turned = (before: StoredCount, after: StoredCount) => turnoverOf(before, after, 1);

test("a track is parted into strings at gaps of more than 3 m", () => {
  const { track, colours } = seen(
    [
      [10, gondolas(3)],
      [60, gondolas(2)],
    ],
    1,
  );
  const prints = printsOf(track, colours);
  expect(prints.map((p) => p.cars.length)).toEqual([3, 2]);
  expect(prints.map((p) => p.number)).toEqual([1, 2]);
  expect(prints[0]?.gapsMetres).toHaveLength(2);
  expect(prints[0]?.endsCut).toEqual([false, false]);
  expect(() => printsOf(track, colours.slice(1))).toThrow(RangeError);
});

test("cars that say nothing make no likelihood, whatever the numbers of cars", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (n, m) => {
      const { logRatio } = alignCars(Array.from({ length: n }, () => new Float64Array(m)));
      expect(logRatio).toBeCloseTo(0, 9);
    }),
    { numRuns: 30 },
  );
});

test("an alignment uses every car once, in order, and does not care which train comes first", () => {
  const trains = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([n, m]) =>
    fc.array(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: m, maxLength: m }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(trains, (rows) => {
      const m = rows[0]?.length ?? 0;
      const table = rows.map((row) => Float64Array.from(row));
      const { pairs, logRatio } = alignCars(table);
      const [first, second] = [pairs.map(([i]) => i), pairs.map(([, j]) => j)];
      expect(first.filter((i) => i >= 0)).toEqual([...rows.keys()]);
      expect(second.filter((j) => j >= 0)).toEqual(Array.from({ length: m }, (_, j) => j));
      const reversed = alignCars(table.toReversed().map((row) => row.toReversed()));
      expect(reversed.logRatio).toBeCloseTo(logRatio, 6);
    }),
    { numRuns: 60 },
  );
});

const rivals = Array.from({ length: 40 }, (_, i): TrainCandidate => ({
  id: `rival ${i}`,
  print: printOf(mixedTrain(1000 + i, 5 + (i % 14)), 5000 + i),
}));
const yardMix = carMixOf(rivals.flatMap((r) => r.print.cars));

test("an eight-car mixed train is found again, reversed and with a car less and two more", () => {
  const train = mixedTrain(77);
  const later = [...train.slice(0, 3), ...train.slice(4), ...mixedTrain(88, 2)].toReversed();
  const { ranked, noneOfThese } = findAgain(
    printOf(train, 1),
    [...rivals, { id: "it", print: printOf(later, 2) }],
    yardMix,
  );
  const [top] = ranked;
  expect(top?.candidate.id).toBe("it");
  expect(top?.direction).toBe("reversed");
  expect(top?.posterior).toBeGreaterThan(0.8);
  expect(top?.alignedCars).toContainEqual([1, 9]);
  expect(top?.alignedCars).toContainEqual([8, 3]);
  expect(top?.differentCars).toEqual({ onlyInPrint: [4], onlyInCandidate: [1, 2] });
  expect(noneOfThese + ranked.reduce((sum, r) => sum + r.posterior, 0)).toBeCloseTo(1, 9);
});

test("an absent train is not found", () => {
  const { ranked, noneOfThese } = findAgain(printOf(mixedTrain(77), 1), rivals, yardMix);
  expect(ranked[0]?.posterior).toBeLessThan(0.5);
  expect(noneOfThese).toBeGreaterThan(0.4);
  expect(findAgain(printOf(mixedTrain(77), 1), [], yardMix)).toEqual({
    ranked: [],
    noneOfThese: 1,
    priorPresent: 0.5,
  });
});

test("the order of candidates changes nothing", () => {
  const print = printOf(mixedTrain(1003, 12), 3);
  const [one, two] = [findAgain(print, rivals, yardMix), findAgain(print, rivals.toReversed(), yardMix)];
  expect(two.ranked.map((r) => r.candidate.id)).toEqual(one.ranked.map((r) => r.candidate.id));
  expect(two.noneOfThese).toBeCloseTo(one.noneOfThese, 9);
});

test("a rake of fifty like cars has no identity", () => {
  const rakes = Array.from({ length: 8 }, (_, i) => ({ id: `${i}`, print: printOf(gondolas(50), 100 + i) }));
  const { ranked, noneOfThese } = findAgain(
    printOf(gondolas(50), 1),
    rakes,
    carMixOf(rakes.flatMap((r) => r.print.cars)),
  );
  for (const { posterior, direction } of ranked) {
    expect(posterior).toBeLessThan(0.25);
    expect(direction).toBe("cannot tell");
  }
  expect(noneOfThese).toBeGreaterThan(0.3);
});

test("strings stay, leave and come; part of a string stays", () => {
  const [a, b, c, d] = [mixedTrain(1), mixedTrain(2), mixedTrain(3, 10), mixedTrain(4, 6)];
  const before = look(
    "one",
    seen(
      [
        [20, a],
        [180, b],
        [340, c],
      ],
      1,
    ),
  );
  // The whole picture lies 1.2 m further on; four cars of the last string are gone.
  const after = look(
    "two",
    seen(
      [
        [21.2, a],
        [190, d],
        [341.2, c.slice(0, 6)],
      ],
      2,
    ),
  );
  const { strings, totals } = turned(before, after);
  expect(strings.filter((s) => s.seen === "before").map((s) => s.fate)).toEqual([
    "stayed",
    "left",
    "partly stayed",
  ]);
  expect(strings.filter((s) => s.seen === "after").map((s) => s.fate)).toEqual(["stayed", "came", "stayed"]);
  expect(totals.stayed.cars).toMatchObject({ best: 14 });
  expect(totals.left.cars?.best).toBeGreaterThanOrEqual(11);
  expect(totals.left.cars?.best).toBeLessThanOrEqual(12);
  expect(totals.left.cars?.high).toBeLessThanOrEqual(13);
  expect(totals.came.cars?.best).toBe(6);
  expect(totals.stayed.metres.best).toBeGreaterThan(150);
});

test("what the second look could not see cannot be told, and has not left", () => {
  const a = mixedTrain(1);
  const before = look(
    "one",
    seen(
      [
        [20, a],
        [300, mixedTrain(2)],
      ],
      1,
    ),
  );
  const hidden = look("two", seen([[20, a]], 2, { seenMetres: 400 }), [[280, 480]]);
  const told = turned(before, hidden);
  expect(told.totals.left.cars).toMatchObject({ low: 0, best: 0 });
  expect(told.totals.left.cars?.high).toBeLessThanOrEqual(1);
  expect(told.totals.cannotTell.cars?.best).toBe(8);
  expect(told.strings.filter((s) => s.seen === "before").map((s) => s.fate)).toEqual([
    "stayed",
    "cannot tell",
  ]);
  const unplaced = turned(before, look("two", seen([[20, a]], 2, { seenMetres: 400 })));
  expect(unplaced.totals.left.cars?.high).toBe(0);
  expect(unplaced.remarks).toHaveLength(1);
  const notSeen: StoredCount = {
    ...hidden,
    counted: { ...hidden.counted, outcome: "not-seen", tracks: [] },
  };
  expect(turned(before, notSeen).totals).toMatchObject({
    stayed: { cars: { high: 0 } },
    left: { cars: { high: 0 } },
    cannotTell: { cars: { best: 16 } },
  });
});

test("tracks counted by length give metres that emptied and filled, and no cars", () => {
  const strings = { way: "length", cars: [], count: null } as const;
  const before = look("one", {
    ...seen([], 1, {
      ...strings,
      strings: [
        [20, 120],
        [300, 400],
      ],
    }),
    colours: [],
  });
  const after = look("two", {
    ...seen([], 2, {
      ...strings,
      strings: [
        [300, 400],
        [500, 560],
      ],
    }),
    colours: [],
  });
  const { totals, remarks } = turned(before, after);
  expect(totals.left.cars).toBeNull();
  expect(totals.left.metres.best).toBeCloseTo(101, -1);
  expect(totals.came.metres.best).toBeCloseTo(61, -1);
  expect(totals.cannotTell.metres.best).toBeCloseTo(99, -1);
  expect(totals.stayed.metres.high).toBe(0);
  expect(remarks[0]).toContain("not told apart");
});

test("two looks exchanged: what left has come", () => {
  const [a, b] = [mixedTrain(1), mixedTrain(2)];
  const one = look(
    "one",
    seen(
      [
        [20, a],
        [300, b],
      ],
      1,
    ),
  );
  const two = look("two", seen([[20, a]], 2));
  const [there, back] = [turned(one, two), turned(two, one)];
  expect(there.totals.left.cars?.best).toBe(back.totals.came.cars?.best);
  expect(there.totals.stayed.cars?.best).toBe(back.totals.stayed.cars?.best);
  expect(() => turned(one, { ...two, siteId: "other" })).toThrow(RangeError);
});

test("neither another light nor a grey picture makes a string leave", () => {
  const [a, b] = [mixedTrain(1), mixedTrain(2)];
  const strings = [
    [20, a],
    [300, b],
  ] as const;
  const one = look("one", seen(strings, 1));
  const { track, colours } = seen(strings, 2);
  const bright = colours.map(({ mean: [r, g, blue], spread }): CarColour => ({
    mean: [r + 1.2, g + 1.2, blue + 1.1],
    spread,
  }));
  const grey = colours.map(({ mean, spread }): CarColour => {
    const value = (mean[0] + mean[1] + mean[2]) / 3 - 0.8;
    return { mean: [value, value, value], spread };
  });
  for (const second of [bright, grey]) {
    const { strings: fates, totals } = turned(one, look("two", { track, colours: second }));
    expect(fates.map(({ fate }) => fate)).toEqual(["stayed", "stayed", "stayed", "stayed"]);
    expect(totals.left.cars?.best).toBe(0);
    expect(totals.left.cars?.high).toBeLessThanOrEqual(3);
  }
});

test("kinds of a print are probabilities", () => {
  for (const car of printOf(mixedTrain(5), 1).cars) {
    expect(car.kinds).toHaveLength(carKinds.length);
    expect(car.kinds?.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  }
});

test("a string is searched for in each look by itself, and in no look that shows only one car", () => {
  const train = mixedTrain(77);
  const yard = [...mixedTrain(5, 20), ...mixedTrain(6, 20)];
  const own = look(
    "own",
    seen(
      [
        [20, train],
        [200, mixedTrain(9, 15)],
      ],
      1,
    ),
  );
  const there = look(
    "there",
    seen(
      [
        [20, mixedTrain(10, 12)],
        [300, train.toReversed()],
      ],
      2,
    ),
  );
  const elsewhere = look(
    "elsewhere",
    seen(
      [
        [20, yard.slice(0, 12)],
        [300, mixedTrain(12, 9)],
      ],
      3,
    ),
  );
  const bare = look("bare", seen([[20, gondolas(1)]], 4));
  const found = searchLooks(own, { trackId: "t1", number: 1 }, [there, elsewhere, bare]);
  expect(found?.looks.map((l) => l.lookId)).toEqual(["there", "elsewhere", "bare"]);
  const [first, second, third] = found?.looks ?? [];
  expect(first?.search.ranked[0]?.candidate.id).toBe("there track t1 string 2");
  expect(first?.search.ranked[0]?.direction).toBe("reversed");
  expect(first?.search.ranked[0]?.posterior).toBeGreaterThan(0.7);
  expect(second?.search.noneOfThese).toBeGreaterThan(0.5);
  expect(third?.search).toMatchObject({ ranked: [], noneOfThese: 1 });
  expect(searchLooks(own, { trackId: "t1", number: 3 }, [there])).toBeNull();
});
