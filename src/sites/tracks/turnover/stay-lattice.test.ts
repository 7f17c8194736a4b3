import fc from "fast-check";
import { expect, test } from "vitest";
import { uniform } from "../../../base/random.ts";
import { qualitiesOf, type LookQuality } from "./detector-errors.ts";
import type { SideCars } from "./lone-runs.ts";
import type { SharedErrors, TrackCars } from "./placed-pairs.ts";
import { stayLattices } from "./stay-lattice.ts";
import { likeness, placeRatio } from "./stay-model.ts";

const qualities = qualitiesOf(0.08);
const quality = fc.constantFrom(...qualities);

/** Cars of some strings along a line, with a look's doubts of them. */
const side: fc.Arbitrary<SideCars> = fc
  .array(
    fc.record({
      step: fc.double({ min: 10, max: 40, noNaN: true }),
      starts: fc.boolean(),
      doubt: fc.double({ min: 0.15, max: 20, noNaN: true }),
      blind: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => Number(x < 0.1)),
    }),
    { minLength: 0, maxLength: 7 },
  )
  .map((cars) => {
    let [at, string] = [0, 0];
    const placed = cars.map((car) => ({
      ...car,
      at: (at += car.step),
      string: (string += Number(car.starts)),
    }));
    return {
      middles: Float64Array.from(placed, (car) => car.at),
      strings: placed.map((car) => car.string),
      doubts: Float64Array.from(placed, (car) => car.doubt),
      blind: Uint8Array.from(placed, (car) => car.blind),
    };
  });

const track: fc.Arbitrary<TrackCars> = fc.tuple(side, side).chain(([before, after]) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 49, maxLength: 49 }).map((ratios) => ({
    before,
    after,
    logRatios: [...before.middles.keys()].map((i) =>
      Float64Array.from(after.middles, (_, j) => ratios[7 * i + j] ?? 0),
    ),
    lengthMetres: 300,
  })),
);
const shared: fc.Arbitrary<SharedErrors> = fc.record({
  shiftMetres: fc.double({ min: -3, max: 3, noNaN: true }),
  before: quality,
  after: quality,
  stayOdds: fc.constantFrom(0.2, 1, 5),
});

test("exchanging the two looks changes no likelihood", () => {
  fc.assert(
    fc.property(track, shared, ({ before, after, logRatios, lengthMetres }, errors) => {
      const exchanged: TrackCars = {
        before: after,
        after: before,
        logRatios: [...after.middles.keys()].map((j) => Float64Array.from(logRatios, (row) => row[j] ?? 0)),
        lengthMetres,
      };
      const there = stayLattices({ before, after, logRatios, lengthMetres })(errors);
      const back = stayLattices(exchanged)({
        shiftMetres: -errors.shiftMetres,
        before: errors.after,
        after: errors.before,
        stayOdds: errors.stayOdds,
      });
      expect(back.log).toBeCloseTo(there.log, 6);
    }),
    { numRuns: 60 },
  );
});

test("turning the line around changes no likelihood", () => {
  const turned = ({ middles, strings, doubts, blind }: SideCars): SideCars => ({
    middles: middles.toReversed().map((x) => 300 - x),
    strings: strings.toReversed().map((s) => 100 - s),
    doubts: doubts.toReversed(),
    blind: blind.toReversed(),
  });
  fc.assert(
    fc.property(track, shared, (given, errors) => {
      const there = stayLattices(given)(errors);
      const back = stayLattices({
        before: turned(given.before),
        after: turned(given.after),
        logRatios: given.logRatios.toReversed().map((row) => row.toReversed()),
        lengthMetres: given.lengthMetres,
      })({ ...errors, shiftMetres: -errors.shiftMetres });
      expect(back.log).toBeCloseTo(there.log, 6);
    }),
    { numRuns: 60 },
  );
});

test("every drawn way pairs cars in order, both ways alike", () => {
  fc.assert(
    fc.property(track, shared, fc.integer({ min: 0, max: 1e6 }), (given, errors, seed) => {
      const { before, after } = stayLattices(given)(errors).draw(uniform(seed));
      expect(before).toHaveLength(given.before.middles.length);
      expect(after).toHaveLength(given.after.middles.length);
      const counterparts = before.filter((what) => typeof what === "number");
      expect(counterparts).toEqual(counterparts.toSorted((a, b) => a - b));
      for (const [i, j] of before.entries()) if (typeof j === "number") expect(after[j]).toBe(i);
      expect(after.filter((what) => typeof what === "number")).toHaveLength(counterparts.length);
    }),
    { numRuns: 60 },
  );
});

test("one car at each look: it stayed, or each is one that was missed, one that was not there, or none", () => {
  const one = (middle: number): SideCars => ({
    middles: Float64Array.of(middle),
    strings: [1],
    doubts: Float64Array.of(1),
    blind: new Uint8Array(1),
  });
  const [, q] = qualities;
  if (q === undefined) throw new Error("no quality");
  const { log, draw } = stayLattices({
    before: one(50),
    after: one(51),
    logRatios: [Float64Array.of(1.2)],
    lengthMetres: 300,
  })({ shiftMetres: 0.5, before: q, after: q, stayOdds: 2 });
  const { missed, wrong }: LookQuality = q;
  const seen = 1 - missed ** 2;
  const alone = (1 - wrong) * (1 + ((1 - missed) * missed) / seen) + wrong;
  const looks = (1 - Math.exp(likeness.first[1])) * Math.exp(1.2) + Math.exp(likeness.first[1]);
  const pair =
    ((1 - wrong) ** 2 * (1 - missed) ** 2 * looks * 2 * Math.exp(placeRatio(0.5, false, 300))) / seen;
  expect(log).toBeCloseTo(Math.log(alone ** 2 + pair), 9);
  const next = uniform(7);
  const drawn = Array.from({ length: 4000 }, () => draw(next)).filter(({ before }) => before[0] === 0);
  expect(drawn.length / 4000).toBeCloseTo(pair / (alone ** 2 + pair), 1);
});
